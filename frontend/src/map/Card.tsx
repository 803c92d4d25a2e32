// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import type { MapChosenQuery } from "../api/generated/graphql";
import type { BoxInput, InitiativeFilter } from "../api/generated/schema";
import { useAnswer } from "../api/useAnswer";
import { useFilters } from "../filters/filters";
import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import { PageLink } from "../parts/PageLink";
import { Answered } from "../parts/states";
import type { Spot } from "./figures";
import { InitiativeFacts } from "./InitiativeItem";
import { messages } from "./messages";
import { LIST } from "./questions";
import { StatusMark } from "./StatusMark";

/** What was chosen on the map: an initiative or an area, with what its colour says. */
export function ChosenCard(props: {
  id: string;
  /** Of an earlier choice while this one is asked. */
  node: MapChosenQuery["node"] | undefined;
  spots: readonly Spot[] | undefined;
  onClose: () => void;
}) {
  const { id, node, spots, onClose } = props;
  const text = useMessages(messages);
  const format = useFormat();
  const names = useNames();
  const { setFilters } = useFilters();
  if (node?.id !== id) return null;
  if (node.__typename === "Initiative")
    return (
      <Card title={
          <PageLink to="initiative" parameters={{ id }} lang="nl">
            {node.title}
          </PageLink>
        } onClose={onClose}>
        <InitiativeFacts item={node} />
      </Card>
    );
  if (node.__typename !== "Area") return null;
  const spot = spots?.find(({ area }) => area.id === id);
  return (
    <Card title={<span lang="nl">{node.name}</span>} onClose={onClose}>
      <p className="quiet small">
        {names.level[node.level]} ·{" "}
        {node.population === null ? text.unknownResidents : text.residents(format.number(node.population))}
      </p>
      {spot && <p>{spot.text}</p>}
      <Button purpose="secondary" onClick={() => setFilters({ areas: [id] })}>
        {text.onlyHere}
      </Button>
    </Card>
  );
}

/** Initiatives that are shown at one and the same place, such as the middle of their area. */
export function StackCard(props: { box: BoxInput; count: number; filter: InitiativeFilter; onClose: () => void }) {
  const text = useMessages(messages);
  const format = useFormat();
  const answer = useAnswer(LIST, { filter: { ...props.filter, bbox: props.box }, order: "TITLE", first: 100, after: null });
  return (
    <Card title={text.stack(format.number(props.count))} onClose={props.onClose}>
      <Answered answer={answer}>
        {({ initiatives }) => (
          <ul className="list map-card__list">
            {initiatives.nodes.map(({ id, title, status }) => (
              <li key={id} lang="nl">
                <StatusMark status={status} /> <PageLink to="initiative" parameters={{ id }}>{title}</PageLink>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Card>
  );
}

function Card({ title, onClose, children }: { title: ReactNode; onClose: () => void; children: ReactNode }) {
  const text = useMessages(messages);
  return (
    <div className="card map-card" aria-live="polite">
      <div className="map-card__head">
        <Heading level={2} className="map-card__title">
          {title}
        </Heading>
        <button type="button" className="map-card__close" aria-label={text.close} onClick={onClose}>
          ×
        </button>
      </div>
      {children}
    </div>
  );
}
