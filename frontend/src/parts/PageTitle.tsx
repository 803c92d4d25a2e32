// SPDX-License-Identifier: EUPL-1.2
import { useEffect, type ReactNode } from "react";
import { Heading } from "@nl-design-system-candidate/heading-react";

/** The one h1 of a page; also the title of the tab (`tab` when the heading is more than text). */
export function PageTitle({ children, tab, hidden }: { children: ReactNode; tab?: string; hidden?: boolean }) {
  const title = tab ?? (typeof children === "string" ? children : "");
  useEffect(() => {
    document.title = title ? `${title} – Verbind` : "Verbind";
  }, [title]);
  return (
    <Heading level={1} className={hidden ? "visually-hidden" : ""}>
      {children}
    </Heading>
  );
}
