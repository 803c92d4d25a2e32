// SPDX-License-Identifier: EUPL-1.2
import { Button } from "@nl-design-system-candidate/button-react";

import { toCsv } from "../api/csv";
import { save, today } from "../api/download";
import type { ConsequencesFragment } from "../api/generated/graphql";
import { useMessages } from "../language/language";
import { useNames } from "../language/names";
import { endName } from "../opportunity/EndLink";
import { FIGURES } from "./Figures";
import { messages } from "./messages";

/** Saves all consequences as one table. */
export function File({ supposed, found }: { supposed: string; found: ConsequencesFragment }) {
  const text = useMessages(messages);
  const names = useNames();
  const { before, after, central, gained, lost } = found;
  const rows = () => [
    [text.part, text.name, text.now, text.then],
    ...FIGURES.map((figure) => [supposed, text.figures[figure], before[figure], after[figure]]),
    ...central.map(({ measure, node, rankBefore, rankAfter }) => [names.measure[measure], endName(node), rankBefore, rankAfter]),
    ...gained.map(({ headline }) => [text.gained, headline, "", ""]),
    ...lost.map(({ headline }) => [text.lost, headline, "", ""]),
  ];
  return (
    <div className="row no-print">
      <Button purpose="secondary" onClick={() => save(toCsv(rows()), `verbind-wat-als-${today()}.csv`)}>
        {text.file}
      </Button>
    </div>
  );
}
