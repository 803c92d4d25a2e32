// SPDX-License-Identifier: EUPL-1.2
import type { EgoNetwork } from "./ego";
import { isNarrow, type Layout, type Placed } from "./layout";

/** What joins the network. */
export function Lines({ layout, network }: { layout: Layout; network: EgoNetwork }) {
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
