// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import { useParameters } from "../app/address";
import { useFormat, useMessages, type Messages } from "../language/language";

const STEP = 20;
/** As many as the API gives at a time. */
const MOST = 500;

interface Texts {
  more: string;
  shown: (shown: string, total: string) => string;
  most: string;
}

const messages: Messages<Texts> = {
  nl: {
    more: "Toon meer",
    shown: (shown, total) => `${shown} van ${total} getoond`,
    most: "Meer tegelijk tonen kan niet. Maak hierboven een keuze om verder te kijken.",
  },
  en: {
    more: "Show more",
    shown: (shown, total) => `${shown} of ${total} shown`,
    most: "No more can be shown at a time. Make a choice above to look further.",
  },
};

/** How many the address asks for. */
export function useFirst(): number {
  const [parameters] = useParameters();
  const wanted = Number(parameters.get("toon"));
  return Number.isInteger(wanted) && wanted >= STEP ? Math.min(wanted, MOST) : STEP;
}

interface Props {
  /** How many of the list are shown, and how many there are. */
  shown: number;
  total: number;
  fetching: boolean;
}

/** Below a list of articles, in the same element: shows more of them, and brings the focus to the first new one. */
export function More({ shown, total, fetching }: Props) {
  const text = useMessages(messages);
  const format = useFormat();
  const [, change] = useParameters();
  const first = useFirst();
  const row = useRef<HTMLDivElement>(null);
  const before = useRef<number>(undefined);
  const articles = () => row.current?.parentElement?.querySelectorAll("article") ?? [];

  useEffect(() => {
    if (before.current === undefined || articles().length <= before.current) return;
    articles()[before.current]?.focus();
    before.current = undefined;
  }, [shown]);

  function show() {
    before.current = articles().length;
    change({ toon: String(Math.min(MOST, first + STEP)) }, true);
  }

  return (
    <div className="row" ref={row}>
      {shown < total && first < MOST && (
        <Button purpose="secondary" busy={fetching} onClick={show}>
          {text.more}
        </Button>
      )}
      <span className="quiet">{text.shown(format.number(shown), format.number(total))}</span>
      {shown < total && first >= MOST && <span>{text.most}</span>}
    </div>
  );
}
