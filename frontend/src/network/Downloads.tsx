// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import { useMessages } from "../language/language";
import { DownloadButton } from "../parts/DownloadButton";
import { messages } from "./messages";
import { filterParameters, selectionParameters, useSelection } from "./selection";

const TABLES = ["xlsx", "csv", "json"] as const;
const NETWORKS = ["graphml", "gexf", "cyjs", "xlsx", "zip", "geojson", "jsonl"] as const;

interface Props {
  /** The table of the API. */
  table: "centrality" | "communities" | "fragility";
  parameters?: Record<string, string>;
  children?: ReactNode;
}

/** Downloads of the table of a part, of what else it has, and of the network, all of the same selection. */
export function Downloads({ table, parameters = {}, children }: Props) {
  const text = useMessages(messages);
  const { selection } = useSelection();
  const chosen = selectionParameters(selection);
  for (const [name, value] of Object.entries(parameters)) chosen.set(name, value);
  const network = filterParameters(selection.filter);
  return (
    <section className="card stack no-print" aria-label={text.downloads}>
      <Heading level={2}>{text.downloads}</Heading>
      {children}
      <div className="row">
        {TABLES.map((suffix) => (
          <DownloadButton key={suffix} address={`export/${table}.${suffix}?${chosen}`} fileName={`${table}.${suffix}`}>
            {text.tableFile(suffix === "xlsx" ? "Excel" : suffix.toUpperCase())}
          </DownloadButton>
        ))}
      </div>
      <details>
        <summary>{text.networkFiles}</summary>
        <div className="stack">
          <p className="quiet">{text.networkFilesHelp}</p>
          <div className="row">
            {NETWORKS.map((suffix) => (
              <DownloadButton key={suffix} address={`export/network.${suffix}?${network}`} fileName={`network.${suffix}`}>
                {text.networkFormats[suffix] ?? suffix}
              </DownloadButton>
            ))}
          </div>
        </div>
      </details>
    </section>
  );
}
