// SPDX-License-Identifier: EUPL-1.2
import { useFormat, useMessages } from "../../language/language";
import type { Counted } from "./load";
import { messages } from "./messages";

const COUNTS = ["read", "made", "changed", "unchanged"] as const;

/** What was read and stored, kind by kind: things first, then what is between them. */
export function LoadTable({ types }: { types: Counted[] }) {
  const text = useMessages(messages);
  const format = useFormat();
  const names = Object.keys(text.types);
  const place = ({ type }: Counted) => (names.includes(type) ? names.indexOf(type) : names.length);
  const rows = types.toSorted((a, b) => place(a) - place(b));
  return (
    <div className="table-scroll" role="region" aria-label={text.caption} tabIndex={0}>
      <table className="utrecht-table figures">
        <caption className="utrecht-table__caption">{text.caption}</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              {text.columns.type}
            </th>
            {COUNTS.map((count) => (
              <th key={count} scope="col" className="utrecht-table__header-cell numeric">
                {text.columns[count]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {rows.map((row) => (
            <tr key={row.type} className="utrecht-table__row">
              <th scope="row" className="utrecht-table__cell">
                {text.types[row.type] ?? row.type}
              </th>
              {COUNTS.map((count) => (
                <td key={count} className="utrecht-table__cell numeric">
                  {format.number(row[count])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
