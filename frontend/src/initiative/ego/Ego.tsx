// SPDX-License-Identifier: EUPL-1.2
import { useMemo } from "react";

import { useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { Section } from "../../parts/Section";
import type { Initiative } from "../initiative";
import { messages as pageMessages } from "../messages";
import { AlterLink } from "./AlterLink";
import { Drawing } from "./Drawing";
import { egoNetwork, type Alter, type EgoNetwork, type Words } from "./ego";
import { Mark } from "./Mark";
import { messages, type Shape } from "./messages";

const SHAPES: readonly Shape[] = ["initiative", "organisation", "theme", "area"];

/** The network around an initiative: drawn, and the same as a list. */
export function Ego({ initiative }: { initiative: Initiative }) {
  const text = useMessages(messages);
  const format = useFormat();
  const words = useWords();
  const network = useMemo(() => egoNetwork(initiative, words), [initiative, words]);
  const { alters, total, drawn } = network;
  if (total === 0)
    return (
      <Section title={text.title}>
        <p className="quiet">{text.alone}</p>
      </Section>
    );
  return (
    <Section title={text.title}>
      <p className="quiet">
        {text.intro} {drawn < total && text.left(format.number(drawn), format.number(total))}
      </p>
      <div className="card">
        <Legend shapes={SHAPES.filter((shape) => shapesOf(alters).has(shape))} />
        <Drawing title={initiative.title} network={network} />
      </div>
      <details className="no-print">
        <summary>{text.asList}</summary>
        <List network={network} />
      </details>
    </Section>
  );
}

const shapesOf = (alters: Alter[]): Set<Shape> =>
  new Set(alters.flatMap(({ shape, further }) => [shape, ...shapesOf(further)]));

function Legend({ shapes }: { shapes: Shape[] }) {
  const text = useMessages(messages);
  return (
    <ul className="list row small">
      {shapes.map((shape) => (
        <li key={shape} className="ego-legend">
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <Mark shape={shape} x={10} y={10} />
          </svg>
          {text.shapes[shape]}
        </li>
      ))}
    </ul>
  );
}

function List({ network: { alters, ties } }: { network: EgoNetwork }) {
  return (
    <>
      <Items alters={alters} />
      {ties.length > 0 && (
        <ul>
          {ties.map(({ source, target, sentence }) => (
            <li key={`${source} ${target}`}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Items({ alters }: { alters: Alter[] }) {
  return (
    <ul>
      {alters.map((alter) => (
        <li key={alter.id}>
          <AlterLink alter={alter}>
            <span lang="nl">{alter.name}</span>
          </AlterLink>
          : {alter.relation}
          {alter.further.length > 0 && <Items alters={alter.further} />}
        </li>
      ))}
    </ul>
  );
}

function useWords(): Words {
  const text = useMessages(messages);
  const page = useMessages(pageMessages);
  const names = useNames();
  const format = useFormat();
  return useMemo(
    () => ({
      ...text,
      supports: (kind) => text.supports(names.resource[kind].toLowerCase()),
      connection: (kind) => names.connection[kind].toLowerCase(),
      evidence: (kind, count) => page.evidence[kind](count, format.number(count)),
      works: (kind, one, other) => text.works(names.connection[kind].toLowerCase(), one, other),
    }),
    [text, page, names, format],
  );
}
