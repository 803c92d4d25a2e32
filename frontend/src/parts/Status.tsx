// SPDX-License-Identifier: EUPL-1.2
import type { InitiativeStatus } from "../api/generated/schema";
import { useNames } from "../language/names";
import { Badge, type Tone } from "./Badge";

const TONES: Record<InitiativeStatus, Tone> = {
  IDEA: "neutral",
  STARTING: "accent",
  ACTIVE: "positive",
  PAUSED: "attention",
  ENDED: "neutral",
};

/** The stage of an initiative. */
export function Status({ status }: { status: InitiativeStatus }) {
  const names = useNames();
  return <Badge tone={TONES[status]}>{names.status[status]}</Badge>;
}
