// SPDX-License-Identifier: EUPL-1.2
import { useCallback, useMemo, useState } from "react";

import { useParameters } from "../../app/address";
import { useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { Combobox } from "../../parts/Combobox";
import { PageLink } from "../../parts/PageLink";
import { Empty } from "../../parts/states";
import { Computed } from "../Computed";
import { Downloads } from "../Downloads";
import { messages as pageMessages } from "../messages";
import { useNetworkNames } from "../names";
import { useSelection, type Ties } from "../selection";
import { useNetwork } from "../useNetwork";
import { Canvas } from "./Canvas";
import { Facts } from "./Facts";
import type { Positions } from "./layout";
import { Legend } from "./Legend";
import { messages } from "./messages";
import type { Drawing, Network } from "./network";
import { PrintedSheet } from "./PrintedSheet";
import { Save } from "./Save";
import { useSheet } from "./useSheet";

export default function DrawingPart() {
  const { answer, groups, network } = useNetwork();
  const { selection } = useSelection();
  if (selection.relations?.length === 0) return null; // the form says what to do
  return (
    <Computed answer={answer}>
      {({ drawing }) =>
        network && (
          <div className="stack">
            <Limits drawing={drawing} />
            {network.dots.length > 0 && <Drawn network={network} groups={groups} old={answer.fetching} />}
          </div>
        )
      }
    </Computed>
  );
}

/** What of the selection is not in the drawing, and how to see it. */
function Limits({ drawing }: { drawing: Drawing }) {
  const text = useMessages(messages);
  const page = useMessages(pageMessages);
  const format = useFormat();
  const { ties, change } = useSelection();
  const shown = drawing.nodes.length;
  if (shown === 0) return <Empty>{text.nobody}</Empty>;
  const others = (["samen", "steun", "inhoud"] as const satisfies readonly Ties[]).filter((each) => each !== ties);
  return (
    <div role="status" className="network-limits">
      {shown < drawing.total && (
        <p>
          {text.truncated(format.number(shown), format.number(drawing.total))} {text.narrow}
        </p>
      )}
      {drawing.edges.length < drawing.edgesTotal && (
        <p>{text.tiesLeftOut(format.number(drawing.edges.length), format.number(drawing.edgesTotal))}</p>
      )}
      {!!drawing.residents && <p>{text.residentsDrawn(format.number(drawing.residents))}</p>}
      {drawing.edgesTotal === 0 && (
        <p>
          {text.noTies} {text.otherTies}{" "}
          {others.map((each) => (
            <button key={each} type="button" className="link-button" onClick={() => change({ ties: each })}>
              {page.tieNames[each]}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

const NOT_YET = { current: null };

interface DrawnProps {
  network: Network;
  groups: "there" | "coming" | "failed";
  /** Whether another was chosen, which is on its way. */
  old: boolean;
}

function Drawn({ network, groups, old }: DrawnProps) {
  const text = useMessages(messages);
  const { measure } = useSelection();
  const sheet = useSheet(network);
  const [parameters, change] = useParameters();
  // Another network gets a box of its own: positions of this one would put its dots where they are not.
  const positions = useMemo<{ current: Positions | null }>(() => ({ current: null }), [network.ties]);
  const named = parameters.get("knoop");
  const chosen = useMemo(() => (named ? network.dots.findIndex(({ key }) => key === named) : -1), [network, named]);
  const grouped = network.communities.findIndex(({ id }) => id === parameters.get("groep"));
  const group = grouped < 0 ? null : grouped;
  const setGroup = (place: number | null) => change({ groep: network.communities[place ?? -1]?.id ?? null }, true);
  const emphasis = useMemo(() => ({ chosen, group }), [chosen, group]);
  const choose = useCallback(
    (place: number) => change({ knoop: network.dots[place]?.figures ? network.dots[place].key : null }),
    [network, change],
  );
  const keep = useCallback(
    (found: Positions) => {
      positions.current = found;
    },
    [positions],
  );
  return (
    <div className="network-drawing">
      <PrintedSheet network={network} sheet={sheet} positions={old ? NOT_YET : positions} />
      <Canvas
        network={network}
        label={useDescription(network)}
        emphasis={emphasis}
        onChoose={choose}
        onPositions={keep}
      />
      <div className="network-drawing__side stack">
        <NodeSearch network={network} onChoose={choose} />
        {chosen >= 0 && <Facts network={network} place={chosen} measure={measure} onChoose={choose} />}
        {groups === "coming" && <p className="quiet">{text.grouping}</p>}
        {groups === "failed" && <p role="status">{text.groupless}</p>}
        <Legend network={network} measure={measure} grouped={groups === "there"} group={group} onGroup={setGroup} />
        <p>
          <PageLink to="network" parameters={{ ...along(parameters), deel: "tabel" }}>
            {text.sameFigures}
          </PageLink>
        </p>
      </div>
      <div className="network-drawing__files">
        <Downloads tables={["centrality"]} figures={{ measure, communities: groups === "there" }}>
          <Save network={network} sheet={sheet} positions={old ? NOT_YET : positions} />
        </Downloads>
      </div>
    </div>
  );
}

function along(parameters: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name)]));
}

/** What is drawn, for who does not see it. */
function useDescription({ dots, ties, communities }: Network): string {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  const { measure } = useSelection();
  const nodes = `${format.number(dots.length)} ${text.dots(dots.length)}`;
  return text.described(nodes, `${format.number(ties.length)} ${text.ties(ties.length)}`, communities.length, names.measure[measure].toLowerCase());
}

/** Finds someone by name, for who would rather type than point. */
function NodeSearch({ network, onChoose }: { network: Network; onChoose: (place: number) => void }) {
  const text = useMessages(messages);
  const types = useNetworkNames().type;
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const found = useMemo(
    () =>
      wanted
        ? network.dots
            .map((dot, place) => ({ dot, place }))
            .filter(({ dot }) => dot.figures && dot.name.toLowerCase().includes(wanted))
            .slice(0, 10)
            .map(({ dot, place }) => ({ id: String(place), label: dot.name, detail: types[dot.type] }))
        : [],
    [network, wanted, types],
  );
  return (
    <Combobox
      label={text.search}
      placeholder={text.searchHelp}
      text={typed}
      onText={setTyped}
      suggestions={found}
      onChoose={({ id }) => {
        setTyped("");
        onChoose(Number(id));
      }}
    />
  );
}
