// SPDX-License-Identifier: EUPL-1.2
import { useMemo, useRef } from "react";

import { useMessages } from "../../language/language";
import { AlterLink } from "./AlterLink";
import type { EgoNetwork } from "./ego";
import { isNarrow, layOut, LINE, SMALL, type Layout, type Placed } from "./layout";
import { Lines } from "./Lines";
import { Mark } from "./Mark";
import { useMeasure, useWidth } from "./measuring";
import { messages } from "./messages";

/** The ego network as a drawing, with a link for each in it. */
export function Drawing({ title, network }: { title: string; network: EgoNetwork }) {
  const text = useMessages(messages);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const measure = useMeasure();
  const layout = useMemo(
    () => (width > 0 ? layOut(title, network.alters, width, measure) : null),
    [title, network, width, measure],
  );
  return (
    <div ref={frame} className="ego">
      {layout && (
        <svg viewBox={`0 0 ${layout.width} ${layout.height}`} role="group" aria-label={text.drawing(title)}>
          <Lines layout={layout} network={network} />
          <Centre ego={layout.ego} />
          {layout.placed.map((placed) => (
            <Node key={placed.alter.id} placed={placed} />
          ))}
        </svg>
      )}
      {layout && network.ties.length > 0 && !isNarrow(layout) && <p className="small quiet">{text.dashed}</p>}
    </div>
  );
}

function Centre({ ego: { x, y, width, height, name } }: { ego: Layout["ego"] }) {
  return (
    <g>
      <rect className="ego__centre" x={x - width / 2} y={y - height / 2} width={width} height={height} rx={8} />
      <text className="ego__title" lang="nl" textAnchor="middle">
        {name.map((line, index) => (
          <tspan key={index} x={x} y={y - ((name.length - 1) * LINE) / 2 + index * LINE + 5}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

function Node({ placed }: { placed: Placed }) {
  const { alter, x, y, top, side, name, relation, height, width } = placed;
  const start = x + side * 14;
  const anchor = side > 0 ? "start" : "end";
  return (
    <g>
      <AlterLink alter={alter} className="ego__link">
        {name.join(" ") !== alter.name && <title>{`${alter.name}, ${alter.relation}`}</title>}
        <rect
          className="ego__hit"
          x={side > 0 ? x - 10 : x - width - 18}
          y={top - 3}
          width={width + 28}
          height={Math.max(height + 6, 24)}
          rx={4}
        />
        <Mark shape={alter.shape} x={x} y={y} />
        <text className="ego__name" lang="nl" textAnchor={anchor}>
          {name.map((line, index) => (
            <tspan key={index} x={start} y={top + 14 + index * LINE}>
              {line}
            </tspan>
          ))}
        </text>
        <text className="ego__relation" textAnchor={anchor}>
          {relation.map((line, index) => (
            <tspan key={index} x={start} y={top + name.length * LINE + 12 + index * SMALL}>
              {line}
            </tspan>
          ))}
        </text>
      </AlterLink>
    </g>
  );
}
