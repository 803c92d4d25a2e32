// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";

export type Tone = "neutral" | "positive" | "attention" | "accent";

/** A short label, such as a status. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`utrecht-data-badge badge badge--${tone}`}>{children}</span>;
}
