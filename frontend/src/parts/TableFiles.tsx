// SPDX-License-Identifier: EUPL-1.2
import { useMessages, type Messages } from "../language/language";
import { DownloadButton } from "./DownloadButton";

const SUFFIXES = ["xlsx", "csv", "json"] as const;

const messages: Messages<{ table: string; as: (what: string, suffix: string) => string }> = {
  nl: { table: "Tabel", as: (what, suffix) => `${what} als ${suffix}` },
  en: { table: "Table", as: (what, suffix) => `${what} as ${suffix}` },
};

interface Props {
  /** Of the API. */
  table: "centrality" | "communities" | "gaps" | "fragility" | "blind-spots";
  parameters: URLSearchParams;
  /** What is in it, where a page has several. */
  what?: string;
}

/** Downloads of a table of the API, in each form that it has. */
export function TableFiles({ table, parameters, what }: Props) {
  const text = useMessages(messages);
  return (
    <div className="row no-print">
      {SUFFIXES.map((suffix) => (
        <DownloadButton key={suffix} address={`export/${table}.${suffix}?${parameters}`} fileName={`${table}.${suffix}`}>
          {text.as(what ?? text.table, suffix === "xlsx" ? "Excel" : suffix.toUpperCase())}
        </DownloadButton>
      ))}
    </div>
  );
}
