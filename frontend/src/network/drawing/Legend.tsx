// SPDX-License-Identifier: EUPL-1.2
import { useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { useNetworkNames } from "../names";
import type { CentralityMeasure } from "../../api/generated/schema";
import { messages } from "./messages";
import type { Network } from "./network";
import { colourOf, COLOURED, usePalette } from "./palette";
import { shapeOf } from "./shapes";

interface Props {
  network: Network;
  measure: CentralityMeasure;
  /** Whether communities are known. */
  grouped: boolean;
  group: number | null;
  onGroup: (group: number | null) => void;
}

/** What colours, shapes and sizes mean; pointing at a community, or choosing it, makes it stand out. */
export function Legend({ network, measure, grouped, group, onGroup }: Props) {
  const text = useMessages(messages);
  const names = useNames();
  const { type: typeNames } = useNetworkNames();
  const format = useFormat();
  const palette = usePalette();
  const { dots, communities } = network;
  const sizes = communities.map((_, i) => dots.filter((dot) => dot.group === i).length);
  const others = sizes.slice(COLOURED).reduce((sum, size) => sum + size, 0);
  const none = dots.filter((dot) => dot.group < 0 && dot.figures).length;
  const types = [...new Set(dots.map(({ type }) => type))];
  return (
    <div className="network-legend stack">
      {grouped && (
        <div>
          <p className="network-legend__title">{text.colour}</p>
          <ul className="list">
            {communities.slice(0, COLOURED).map(({ id, name, stable }, i) => (
              <li key={id}>
                <button
                  type="button"
                  className="network-legend__group"
                  aria-pressed={group === i}
                  onClick={() => onGroup(group === i ? null : i)}
                >
                  <Mark colour={colourOf(palette, i)} />
                  <span>
                    <span lang="nl">{name}</span>{" "}
                    <span className="quiet">
                      ({format.number(sizes[i] ?? 0)}
                      {!stable && `, ${text.unstable}`})
                    </span>
                  </span>
                </button>
              </li>
            ))}
            {others > 0 && (
              <li className="network-legend__other">
                <Mark colour={palette.other} />
                {text.otherGroups(communities.length - COLOURED, format.number(others))}
              </li>
            )}
            {none > 0 && (
              <li className="network-legend__other">
                <Mark colour={palette.none} />
                {text.noGroup(format.number(none))}
              </li>
            )}
          </ul>
        </div>
      )}
      <div>
        <p className="network-legend__title">{text.shape}</p>
        <ul className="list network-legend__shapes">
          {types.map((type) => (
            <li key={type} className="network-legend__other">
              <Mark colour={palette.text} shape={shapeOf(type)} small={type === "RESIDENT"} />
              {type === "RESIDENT" ? text.residents : typeNames[type]}
            </li>
          ))}
        </ul>
      </div>
      <p>
        <span className="network-legend__title">{text.size}</span> {names.measure[measure].toLowerCase()}
      </p>
    </div>
  );
}

function Mark({ colour, shape = "circle", small }: { colour: string; shape?: string; small?: boolean }) {
  return (
    <svg className="network-legend__mark" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
      {shape === "circle" && <circle r={small ? 3 : 7} fill={colour} />}
      {shape === "square" && <rect x="-6" y="-6" width="12" height="12" fill={colour} />}
      {shape === "diamond" && <path d="M0-8 8 0 0 8-8 0Z" fill={colour} />}
    </svg>
  );
}
