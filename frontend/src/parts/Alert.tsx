// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";

interface Props {
  type?: "info" | "ok" | "warning" | "error";
  children: ReactNode;
}

/** A message that stands out; read aloud when it appears. */
export function Alert({ type = "info", children }: Props) {
  return (
    <div className={`utrecht-alert utrecht-alert--${type}`} role={type === "error" ? "alert" : "status"}>
      <div className="utrecht-alert__content">{children}</div>
    </div>
  );
}
