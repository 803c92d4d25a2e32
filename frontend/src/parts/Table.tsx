// SPDX-License-Identifier: EUPL-1.2
import { useState, type ReactNode } from "react";

import { useParameters } from "../app/address";
import { useMessages, type Messages } from "../language/language";

/** A column: what it sorts by, and how a cell looks when that is not the value itself. */
export interface Column<Row> {
  key: string;
  header: string;
  value: (row: Row) => string | number | null;
  cell?: (row: Row) => ReactNode;
  numeric?: boolean;
  /** Whether it leads elsewhere, which paper cannot. */
  onScreenOnly?: boolean;
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** By which column it is sorted at first; without it, in the order of `rows`. */
  sortedBy?: string;
  /** Whether the address says how it is sorted: of one table on a page. */
  inAddress?: boolean;
}

const messages: Messages<{ scroll: string }> = {
  nl: { scroll: "tabel, kan opzij schuiven" },
  en: { scroll: "table, scrolls sideways" },
};

interface Order {
  key: string;
  descending: boolean;
}

/** As the address has it: `-residents` for the most residents first. */
function readOrder(written: string | undefined): Order | undefined {
  return written ? { key: written.replace(/^-/, ""), descending: written.startsWith("-") } : undefined;
}

/** A table that sorts by each of its columns. */
export function Table<Row>({ caption, columns, rows, rowKey, sortedBy, inAddress }: Props<Row>) {
  const text = useMessages(messages);
  const [parameters, change] = useParameters();
  const [chosen, setChosen] = useState("");
  const order = readOrder((inAddress && parameters.get("volgorde")) || chosen || sortedBy);
  function setOrder({ key, descending }: Order) {
    const next = descending ? `-${key}` : key;
    if (inAddress) change({ volgorde: next }, true);
    else setChosen(next);
  }
  const by = columns.find(({ key }) => key === order?.key);
  const shown = by && order ? rows.toSorted((a, b) => compare(by.value(a), by.value(b), order.descending)) : rows;
  return (
    <div className="table-scroll" role="region" aria-label={`${caption}, ${text.scroll}`} tabIndex={0}>
      <table className="utrecht-table">
        <caption className="utrecht-table__caption">{caption}</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            {columns.map((column) => (
              <Header key={column.key} column={column} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {shown.map((row) => (
            <tr className="utrecht-table__row" key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} className={cellClass("utrecht-table__cell", column)}>
                  {column.cell ? column.cell(row) : column.value(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Header<Row>(props: {
  column: Column<Row>;
  order: Order | undefined;
  onOrder: (order: Order) => void;
}) {
  const { key, header, numeric } = props.column;
  const descending = props.order?.key === key ? props.order.descending : undefined;
  return (
    <th
      scope="col"
      className={cellClass("utrecht-table__header-cell", props.column)}
      aria-sort={descending === undefined ? "none" : descending ? "descending" : "ascending"}
    >
      {/* Of numbers one wants the largest first. */}
      <button
        type="button"
        className="sort-button"
        onClick={() => props.onOrder({ key, descending: descending === undefined ? !!numeric : !descending })}
      >
        {header}
        <span aria-hidden="true">{descending === undefined ? " ↕" : descending ? " ↓" : " ↑"}</span>
      </button>
    </th>
  );
}

function cellClass(name: string, column: Pick<Column<never>, "numeric" | "onScreenOnly">): string {
  return `${name}${column.numeric ? ` ${name}--numeric numeric` : ""}${column.onScreenOnly ? " no-print" : ""}`;
}

/** What is missing comes last, whichever way. */
function compare(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "nl");
  return descending ? -order : order;
}
