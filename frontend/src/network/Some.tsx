// SPDX-License-Identifier: EUPL-1.2
import { useState, type ReactNode } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import { useFormat, useMessages, type Messages } from "../language/language";

const messages: Messages<{ all: (count: string) => string }> = {
  nl: { all: (count) => `Toon alle ${count}` },
  en: { all: (count) => `Show all ${count}` },
};

interface Props<Item> {
  most: number;
  all: readonly Item[];
  className: string;
  /** A list item. */
  children: (item: Item) => ReactNode;
}

/** A list of the first ones, and the others when asked for. */
export function Some<Item>({ most, all, className, children }: Props<Item>) {
  const text = useMessages(messages);
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const shown = opened ? all : all.slice(0, most);
  if (all.length === 0) return null;
  return (
    <>
      <ul className={className}>{shown.map(children)}</ul>
      {shown.length < all.length && (
        <div className="no-print">
          <Button purpose="secondary" onClick={() => setOpened(true)}>
            {text.all(format.number(all.length))}
          </Button>
        </div>
      )}
    </>
  );
}
