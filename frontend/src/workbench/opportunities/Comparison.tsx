// SPDX-License-Identifier: EUPL-1.2
import { useAnswer } from "../../api/useAnswer";
import type { OpportunityEndFragment } from "../../api/generated/graphql";
import { useMessages } from "../../language/language";
import { EndLink, endName } from "../../opportunity/EndLink";
import { Answered, Empty } from "../../parts/states";
import { COMPARED, together, verdict, type Item, type Party } from "./compared";
import { messages, type RowName } from "./comparing";
import { useItems } from "./items";

const today = (): string => new Date().toISOString().slice(0, 10);

/** Two parties side by side, with what they have in common said in words. */
export function Comparison({ a, b }: { a: OpportunityEndFragment; b: OpportunityEndFragment }) {
  const text = useMessages(messages);
  const answer = useAnswer(COMPARED, { ids: [a.id, b.id], today: today() });
  return (
    <Answered answer={answer}>
      {({ nodes: [one, other] }) =>
        one && other ? <Compared ends={[a, b]} parties={[one, other]} /> : <Empty>{text.gone}</Empty>
      }
    </Answered>
  );
}

interface Row {
  name: string;
  cells: [Item[], Item[]];
  /** How the two compare, in words; empty where that says nothing. */
  words: string;
}

function Compared(props: { ends: [OpportunityEndFragment, OpportunityEndFragment]; parties: [Party, Party] }) {
  const text = useMessages(messages);
  const { ends } = props;
  const rows = useRows(...props.parties);
  return (
    <table className="compared" role="table">
      <caption className="visually-hidden">{text.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {text.property}
          </th>
          {ends.map((end) => (
            <th key={end.id} scope="col" role="columnheader">
              <EndLink end={end} />
            </th>
          ))}
          <th scope="col" role="columnheader">
            {text.agreement}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.name} role="row">
            <th scope="row" role="rowheader">
              {row.name}
            </th>
            {row.cells.map((items, i) => (
              <td key={ends[i]?.id} role="cell">
                <span className="compared__who" lang="nl" aria-hidden="true">
                  {endName(ends[i]!)}
                </span>
                <Items items={items} others={row.cells[1 - i]!} />
              </td>
            ))}
            <td role="cell" className="compared__verdict">
              {row.words && <strong>{row.words}</strong>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Items({ items, others }: { items: Item[]; others: Item[] }) {
  const text = useMessages(messages);
  const shared = new Set(others.map(({ same }) => same));
  if (!items.length) return <span className="quiet">{text.nothing}</span>;
  const shown = items.map(({ same, name, words }) => (
    <>
      {name}
      {name && words && ": "}
      {words && <span lang="nl">{words}</span>}
      {items.length > 1 && shared.has(same) && <span className="quiet"> ({text.both})</span>}
    </>
  ));
  if (shown.length === 1) return shown[0];
  return (
    <ul>
      {shown.map((item, i) => (
        <li key={i}>{item}</li>
      ))}
    </ul>
  );
}

/** The rows in which at least one of the two has something to tell. */
function useRows(a: Party, b: Party): Row[] {
  const text = useMessages(messages);
  const items = useItems();
  const [one, other] = [items(a), items(b)];
  const rows = (Object.keys(text.rows) as RowName[]).map((name): Row => {
    const cells: [Item[], Item[]] = [one[name] ?? [], other[name] ?? []];
    const words = name === "period" ? (together(a, b) ? text.atOnce : text.apart) : text.verdicts[verdict(...cells)];
    return { name: text.rows[name], cells, words: name === "summary" || cells.some((c) => !c.length) ? "" : words };
  });
  return rows.filter(({ cells }) => cells.some((cell) => cell.length));
}
