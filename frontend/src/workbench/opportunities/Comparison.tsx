// SPDX-License-Identifier: EUPL-1.2
import { useAnswer } from "../../api/useAnswer";
import type { OpportunityEndFragment } from "../../api/generated/graphql";
import { useMessages } from "../../language/language";
import { EndLink, endName } from "../../opportunity/EndLink";
import { Answered, Empty } from "../../parts/states";
import { COMPARED, meeting, together, verdict, type Item, type Party } from "./compared";
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
  name: RowName;
  /** What each has; undefined where such a party has nothing of the kind. */
  cells: [Item[] | undefined, Item[] | undefined];
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
              {text.rows[row.name]}
            </th>
            {row.cells.map((items, i) => (
              <td key={ends[i]?.id} role="cell">
                <span className="compared__who" lang="nl" aria-hidden="true">
                  {endName(ends[i]!)}
                </span>
                <Items row={row.name} items={items} others={row.cells[1 - i]} />
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

interface ItemsProps {
  row: RowName;
  items: Item[] | undefined;
  others: Item[] | undefined;
}

function Items({ row, items, others }: ItemsProps) {
  const text = useMessages(messages);
  const shared = new Set(others?.map(({ same }) => same));
  if (!items) return <span className="quiet">{text.notItsKind}</span>;
  if (!items.length) return <span className="quiet">{text.nothing}</span>;
  const shown = items.map(({ same, name, words, meets }) => (
    <>
      {name}
      {name && words && ": "}
      {words && <span lang="nl">{words}</span>}
      {items.length > 1 && shared.has(same) && <span className="quiet"> ({text.both})</span>}
      {meets && (row === "needs" || row === "offers") && <span className="quiet"> ({text.meets[row]})</span>}
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
  for (const [mine, theirs] of [
    [one, { ...other }],
    [other, { ...one }],
  ] as const) {
    if (mine.needs) mine.needs = meeting(mine.needs, theirs.offers);
    if (mine.offers) mine.offers = meeting(mine.offers, theirs.needs);
  }

  function words(name: RowName): string {
    const [mine, theirs] = [one[name], other[name]];
    if (!mine?.length || !theirs?.length || name === "summary") return "";
    if (name === "period") return together(a, b) ? text.atOnce : text.apart;
    return text.verdicts[verdict(mine, theirs)];
  }

  const names = (Object.keys(text.rows) as RowName[]).filter((name) => one[name]?.length || other[name]?.length);
  return names.map((name) => ({ name, cells: [one[name], other[name]], words: words(name) }));
}
