// SPDX-License-Identifier: EUPL-1.2
import type { FiguresFragment } from "../api/generated/graphql";
import { useFormat, useMessages } from "../language/language";
import { messages } from "./messages";

export const FIGURES = ["components", "apart", "largest", "bridges"] as const;

/** The network in figures, now and then, with the difference in words. */
export function Figures({ before, after }: { before: FiguresFragment; after: FiguresFragment }) {
  const text = useMessages(messages);
  const format = useFormat();

  function difference(figure: (typeof FIGURES)[number]): string {
    const more = after[figure] - before[figure];
    if (more === 0) return text.equal;
    return more > 0 ? text.more(format.number(more)) : text.less(format.number(-more));
  }

  return (
    <div className="table-scroll" role="region" aria-label={text.caption} tabIndex={0}>
      <table className="utrecht-table">
        <caption className="visually-hidden">{text.caption}</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            {[text.figure, text.now, text.then, text.difference].map((name, i) => (
              <th key={name} scope="col" className={`utrecht-table__header-cell ${i === 0 ? "" : "numeric"}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {FIGURES.map((figure) => (
            <tr key={figure} className="utrecht-table__row">
              <th scope="row" className="utrecht-table__cell">
                {text.figures[figure]}
              </th>
              <td className="utrecht-table__cell numeric">{format.number(before[figure])}</td>
              <td className="utrecht-table__cell numeric">{format.number(after[figure])}</td>
              <td className="utrecht-table__cell numeric">{difference(figure)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
