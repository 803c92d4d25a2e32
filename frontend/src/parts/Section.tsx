// SPDX-License-Identifier: EUPL-1.2
import { useId, type ReactNode } from "react";
import { Heading } from "@nl-design-system-candidate/heading-react";

/** A part of a page under a heading of its own. */
export function Section({ title, className = "", children }: { title: string; className?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={`stack ${className}`}>
      <Heading level={2} id={id}>
        {title}
      </Heading>
      {children}
    </section>
  );
}
