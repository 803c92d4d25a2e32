// SPDX-License-Identifier: EUPL-1.2
// Tables as the server writes them: for spreadsheets, which must not take text for a formula.

/** Rows as a CSV file (RFC 4180). */
export function toCsv(rows: readonly (readonly (string | number)[])[]): Blob {
  const text = rows.map((row) => `${row.map(written).join(",")}\r\n`).join("");
  return new Blob([`\ufeff${text}`], { type: "text/csv" }); // without the mark at the start, é would come out wrong
}

// What makes text a formula is also in graph_api/export/sheets.py, for the files of the server.
function written(cell: string | number): string {
  if (typeof cell === "number") return String(cell);
  return `"${cell.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
}
