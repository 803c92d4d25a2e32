// SPDX-License-Identifier: EUPL-1.2
import { useParameters } from "../../app/address";
import { useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { PageLink } from "../../parts/PageLink";
import { Empty } from "../../parts/states";
import { Table, type Column } from "../../parts/Table";
import { Computed } from "../Computed";
import { Downloads } from "../Downloads";
import type { Dot, Network } from "../drawing/network";
import { figure } from "../figure";
import { useNetworkNames } from "../names";
import { NodeLink } from "../NodeLink";
import { useSelection } from "../selection";
import { useNetwork } from "../useNetwork";
import { messages } from "./messages";

type Figured = Dot & { figures: NonNullable<Dot["figures"]> };

export default function TablePart() {
  const text = useMessages(messages);
  const names = useNames();
  const { meaning } = useNetworkNames();
  const format = useFormat();
  const { answer, groups, network } = useNetwork();
  const { measure, selection } = useSelection();
  if (selection.relations?.length === 0) return null; // the form says what to do
  return (
    <>
      <p>
        <strong>{names.measure[measure]}</strong>: {meaning[measure]}
      </p>
      <Computed answer={answer}>
        {({ drawing }) => (
          <div className="stack">
            {drawing.nodes.length < drawing.total && (
              <p role="status">{text.shown(format.number(drawing.nodes.length), format.number(drawing.total))}</p>
            )}
            {drawing.nodes.some(({ error }) => error !== null) && <p className="quiet">{text.estimated}</p>}
            {drawing.nodes.length === 0 && <Empty>{text.nobody}</Empty>}
            {network && drawing.nodes.length > 0 && <Figures network={network} groups={groups} />}
            <Downloads tables={["centrality"]} figures={{ measure, communities: groups === "there" }} />
          </div>
        )}
      </Computed>
    </>
  );
}

function Figures({ network, groups }: { network: Network; groups: "there" | "coming" | "failed" }) {
  const text = useMessages(messages);
  const names = useNames();
  const { measure } = useSelection();
  const rows = network.dots.filter((dot): dot is Figured => dot.figures !== null);
  return (
    <Table
      caption={text.caption(names.measure[measure].toLowerCase())}
      columns={useColumns(network, groups)}
      rows={rows}
      rowKey={({ key }) => key}
      sortedBy="rank"
      inAddress
    />
  );
}

function useColumns({ communities }: Network, groups: "there" | "coming" | "failed"): Column<Figured>[] {
  const text = useMessages(messages);
  const types = useNetworkNames().type;
  const names = useNames();
  const format = useFormat();
  const [parameters] = useParameters();
  const { measure } = useSelection();
  const along = Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name)]));
  return [
    { key: "rank", header: text.rank, value: ({ figures }) => figures.rank, numeric: true },
    {
      key: "name",
      header: text.name,
      value: ({ name }) => name,
      cell: ({ figures }) => <NodeLink node={figures.node} />,
    },
    { key: "type", header: text.type, value: ({ type }) => types[type] },
    {
      key: "group",
      header: text.group,
      value: ({ group }) => (groups === "coming" ? "…" : (communities[group]?.name ?? null)),
      cell: ({ group }) => (groups === "coming" ? "…" : <span lang="nl">{communities[group]?.name ?? "–"}</span>),
    },
    {
      key: "value",
      header: names.measure[measure],
      value: ({ figures }) => figures.value,
      cell: ({ figures }) =>
        figures.error === null ? figure(format, figures.value) : text.about(figure(format, figures.value)),
      numeric: true,
    },
    {
      key: "percentile",
      header: text.percentile,
      value: ({ figures }) => figures.percentile,
      cell: ({ figures }) => `${format.number(figures.percentile, 1)}%`,
      numeric: true,
    },
    { key: "explanation", header: text.explanation, value: ({ figures }) => figures.explanation },
    {
      key: "drawing",
      header: text.drawing,
      onScreenOnly: true,
      value: ({ figures }) => figures.rank,
      cell: ({ key, name }) => (
        <PageLink to="network" parameters={{ ...along, deel: null, knoop: key }}>
          {text.show}
          <span className="visually-hidden">
            : <span lang="nl">{name}</span>
          </span>
        </PageLink>
      ),
    },
  ];
}
