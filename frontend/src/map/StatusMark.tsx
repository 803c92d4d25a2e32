// SPDX-License-Identifier: EUPL-1.2
import type { InitiativeStatus } from "../api/generated/schema";
import { SHAPES } from "./shapes";

/** The mark of a status as it is on the map. Its name stands beside it. */
export function StatusMark({ status }: { status: InitiativeStatus }) {
  return (
    <svg className={`status-mark status-mark--${status.toLowerCase()}`} viewBox="0 0 20 20" aria-hidden="true">
      <path d={SHAPES[status].path} />
    </svg>
  );
}
