// SPDX-License-Identifier: EUPL-1.2
import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";

import { useMessages } from "../../language/language";
import { AlterLink } from "./AlterLink";
import type { EgoNetwork } from "./ego";
import { layOut, type Layout, type Measure, type Placed } from "./layout";
import { messages, type Shape } from "./messages";

const [LINE, SMALL] = [19, 16];

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

/** The title goes over the whole width, and all the rest is below it. */
const isNarrow = ({ ego, width }: Layout): boolean => ego.width >= width / 2;

function Lines({ layout, network }: { layout: Layout; network: EgoNetwork }) {
  const { ego, placed } = layout;
  const at = new Map(placed.map((each) => [each.alter.id, each]));
  const narrow = isNarrow(layout);
  return (
    <g aria-hidden="true">
      {placed.map((each) => (
        <path key={each.alter.id} className="ego__line" d={narrow ? elbow(each, ego) : curve(each, ego)} />
      ))}
      {(narrow ? [] : network.ties).map(({ source, target, sentence }) => {
        const [a, b] = [at.get(source), at.get(target)];
        if (!a || !b) return null;
        return (
          <path key={`${source} ${target}`} className="ego__tie" d={tie(a, b)}>
            <title>{sentence}</title>
          </path>
        );
      })}
    </g>
  );
}

type Ego = Layout["ego"];

/** From the middle outwards; what is further hangs below. */
function curve(placed: Placed, ego: Ego): string {
  const { x, y, side, parent } = placed;
  if (parent) return `M${parent.x} ${parent.y}V${y}H${x}`;
  const from = ego.x + (side * ego.width) / 2;
  const bend = (x - from) / 2;
  return `M${from} ${ego.y}C${from + bend} ${ego.y} ${x - bend} ${y} ${x} ${y}`;
}

/** Down from the top, and then aside. */
function elbow({ x, y, parent }: Placed, ego: Ego): string {
  if (parent) return `M${parent.x} ${parent.y}V${y}H${x}`;
  return `M8 ${ego.y + ego.height / 2}V${y}H${x}`;
}

/** Between two that are drawn already, by way of the middle. */
function tie(a: Placed, b: Placed): string {
  const inward = -a.side * 46;
  if (a.side !== b.side) return `M${a.x} ${a.y}C${a.x + inward * 2} ${a.y} ${b.x - inward * 2} ${b.y} ${b.x} ${b.y}`;
  return `M${a.x} ${a.y}C${a.x + inward} ${a.y} ${b.x + inward} ${b.y} ${b.x} ${b.y}`;
}

function Centre({ ego: { x, y, width, height, name } }: { ego: Ego }) {
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

/** What something is, by shape and by colour. */
export function Mark({ shape, x, y }: { shape: Shape; x: number; y: number }) {
  const className = `ego__mark ego__mark--${shape}`;
  if (shape === "initiative") return <circle className={className} cx={x} cy={y} r={7} />;
  if (shape === "organisation") return <rect className={className} x={x - 6.5} y={y - 6.5} width={13} height={13} />;
  if (shape === "theme") return <path className={className} d={`M${x} ${y - 8.5}l8.5 8.5-8.5 8.5-8.5-8.5z`} />;
  return <path className={className} d={`M${x} ${y - 8}l8 14h-16z`} />;
}

function useWidth(frame: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    setWidth(Math.floor(element.clientWidth));
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}

/** Measures texts in the font of the page. */
function useMeasure(): Measure {
  return useMemo(() => {
    const context = document.createElement("canvas").getContext("2d");
    const family = getComputedStyle(document.body).fontFamily;
    return (text, small) => {
      if (!context) return text.length * (small ? 7 : 8);
      context.font = small ? `13px ${family}` : `600 15px ${family}`;
      return context.measureText(text).width;
    };
  }, []);
}
