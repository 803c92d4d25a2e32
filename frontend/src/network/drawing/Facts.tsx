// SPDX-License-Identifier: EUPL-1.2
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import type { CentralityMeasure } from "../../api/generated/schema";
import { useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { useNetworkNames } from "../names";
import { NodeLink } from "../NodeLink";
import { figure } from "../figure";
import { messages } from "./messages";
import { neighbours, type Network } from "./network";

/** As many neighbours as are named. */
const MOST = 15;

interface Props {
  network: Network;
  place: number;
  measure: CentralityMeasure;
  onChoose: (place: number) => void;
}

/** What is known of someone in the drawing, and whom they are joined to. */
export function Facts({ network, place, measure, onChoose }: Props) {
  const text = useMessages(messages);
  const names = useNames();
  const types = useNetworkNames().type;
  const format = useFormat();
  const dot = network.dots[place];
  if (!dot?.figures) return null;
  const { node, rank, value, percentile, explanation } = dot.figures;
  const near = [...neighbours(network, place)].map((each) => [each, network.dots[each]!] as const);
  const named = near.filter(([, { figures }]) => figures).sort(([a], [b]) => a - b);
  const residents = near.length - named.length;
  return (
    <section className="card stack network-facts" aria-label={text.chosen}>
      <Heading level={3}>
        <NodeLink node={node} />
      </Heading>
      <dl className="network-facts__list">
        <dt>{text.type}</dt>
        <dd>{types[dot.type]}</dd>
        <dt>{text.group}</dt>
        <dd lang={dot.group < 0 ? undefined : "nl"}>{network.communities[dot.group]?.name ?? text.none}</dd>
        <dt>{names.measure[measure]}</dt>
        <dd>{text.place(figure(format, value), format.number(rank), format.number(percentile, 1))}</dd>
      </dl>
      <p>{explanation}</p>
      <div>
        <p className="network-legend__title">{text.joinedTo(format.number(near.length))}</p>
        <ul className="list">
          {named.slice(0, MOST).map(([each, { name }]) => (
            <li key={each}>
              <button type="button" className="network-facts__near" onClick={() => onChoose(each)}>
                <span lang="nl">{name}</span>
              </button>
            </li>
          ))}
        </ul>
        {named.length > MOST && <p className="quiet">{text.andMore(format.number(named.length - MOST))}</p>}
        {residents > 0 && <p className="quiet">{text.andResidents(residents, format.number(residents))}</p>}
      </div>
      <div>
        <Button purpose="subtle" onClick={() => onChoose(-1)}>
          {text.release}
        </Button>
      </div>
    </section>
  );
}
