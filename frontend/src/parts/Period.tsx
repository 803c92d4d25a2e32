// SPDX-License-Identifier: EUPL-1.2
import { useFormat, useMessages, type Messages } from "../language/language";

interface Texts {
  from: (day: string) => string;
  until: (day: string) => string;
  unknown: string;
}

const messages: Messages<Texts> = {
  nl: { from: (day) => `sinds ${day}`, until: (day) => `tot en met ${day}`, unknown: "niet bekend" },
  en: { from: (day) => `since ${day}`, until: (day) => `until ${day}`, unknown: "unknown" },
};

/** From when until when; what is not known is said. */
export function Period({ since, until }: { since: string | null; until: string | null }) {
  const text = useMessages(messages);
  const format = useFormat();
  if (since && until) return `${format.day(since)} – ${format.day(until)}`;
  if (since) return text.from(format.day(since));
  return until ? text.until(format.day(until)) : text.unknown;
}
