// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef } from "react";

import { useFormat, useMessages, type Messages } from "../../language/language";
import { Alert } from "../../parts/Alert";

/** Milliseconds between two looks at how far the list is. */
const PAUSE = 5000;

const messages: Messages<{ pending: (count: string) => string }> = {
  nl: { pending: (count) => `Voor ${count} initiatieven wordt nog naar kansen gezocht. De lijst vult zich vanzelf aan.` },
  en: { pending: (count) => `Opportunities are still being looked for of ${count} initiatives. The list fills itself.` },
};

/** Says that the list is not whole yet, and asks again until it is. */
export function Pending({ count, again }: { count: number; again: () => void }) {
  const text = useMessages(messages);
  const format = useFormat();
  const latest = useRef(again);
  latest.current = again;
  const whole = count === 0;
  useEffect(() => {
    if (whole) return;
    const timer = setInterval(() => latest.current(), PAUSE);
    return () => clearInterval(timer);
  }, [whole]);
  return whole ? null : <Alert>{text.pending(format.number(count))}</Alert>;
}
