// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import type { CentralityMeasure } from "../api/generated/schema";
import { filterParameters } from "../filters/filters";
import { useMessages } from "../language/language";
import { DownloadButton } from "../parts/DownloadButton";
import { TableFiles } from "../parts/TableFiles";
import { messages } from "./messages";
import { selectionParameters, useSelection } from "./selection";

const NETWORKS = ["graphml", "gexf", "cyjs", "xlsx", "zip", "geojson", "jsonl"] as const;

type TableName = "centrality" | "communities" | "gaps" | "fragility";

interface Props {
  /** The tables of the API. */
  tables: readonly TableName[];
  /** What nodes are given, in the table of centrality and in the network. */
  figures?: { measure?: CentralityMeasure; communities: boolean };
  children?: ReactNode;
}

/** Downloads of the tables of a part, of what else it has, and of the network, all of the same selection. */
export function Downloads({ tables, figures, children }: Props) {
  const text = useMessages(messages);
  const { selection } = useSelection();
  const chosen = selectionParameters(selection);
  const plain = filterParameters(selection.filter);
  const figured = new URLSearchParams(chosen);
  if (figures?.measure) figured.set("measure", figures.measure);
  if (figures?.communities) figured.set("communities", "true");
  return (
    <section className="card stack no-print" aria-label={text.downloads}>
      <Heading level={2}>{text.downloads}</Heading>
      {children}
      {tables.map((table) => (
        <TableFiles
          key={table}
          table={table}
          parameters={table === "centrality" ? figured : chosen}
          {...(table === "gaps" && { what: text.gapsFile })}
        />
      ))}
      <details>
        <summary>{text.networkFiles}</summary>
        <div className="stack">
          <p className="quiet">
            {text.networkFilesHelp} {figures && text.networkFigures}
          </p>
          <div className="row">
            {NETWORKS.map((suffix) => (
              <DownloadButton
                key={suffix}
                address={`export/network.${suffix}?${figures && suffix !== "jsonl" ? figured : plain}`}
                fileName={`network.${suffix}`}
              >
                {text.networkFormats[suffix] ?? suffix}
              </DownloadButton>
            ))}
          </div>
        </div>
      </details>
    </section>
  );
}
