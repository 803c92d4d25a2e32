// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";

import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import type { Colour } from "./choices";
import { breaksOf, isUncertain, kindOf, LOOKS, SCALE, type Kind, type Spot } from "./figures";
import { PATTERNS, type Pattern } from "./images";
import { texts } from "./legendTexts";
import type { ColourName } from "./palette";
import { STATUSES } from "./shapes";
import { StatusMark } from "./StatusMark";

/** What the marks on the map mean, and what the colours of areas. */
export function Legend(props: { colour: Colour | null; spots: readonly Spot[] | undefined; lines: "drawn" | "later" | "none" }) {
  const text = useMessages(texts);
  const names = useNames();
  return (
    <div className="legend">
      {props.colour && props.spots && <AreaLegend colour={props.colour} spots={props.spots} />}
      <ul className="legend__list" aria-label={text.marks}>
        {STATUSES.map((status) => (
          <Entry key={status} sign={<StatusMark status={status} />}>
            {names.status[status]}
          </Entry>
        ))}
        <Entry sign={<span className="legend__cluster">3</span>}>{text.cluster}</Entry>
        {props.lines !== "none" && (
          <Entry sign={<span className="legend__line" />}>{props.lines === "drawn" ? text.line : text.lineLater}</Entry>
        )}
      </ul>
    </div>
  );
}

function AreaLegend({ colour, spots }: { colour: Colour; spots: readonly Spot[] }) {
  const text = useMessages(texts);
  const format = useFormat();
  const breaks = breaksOf(spots);
  const kinds = spots.map((spot) => kindOf(spot, colour, breaks));
  const many = (kind: Kind) => text.areas(kinds.filter((each) => each === kind).length);
  const uncertain = spots.filter(isUncertain).length;
  const overall = spots.find(({ overallRate }) => overallRate !== null)?.overallRate;
  const number = (value: number) => format.number(value, value < 10 ? 1 : 0);
  const others = (Object.keys(LOOKS) as (keyof typeof LOOKS)[]).filter((kind) => kinds.includes(kind));
  return (
    <>
      <p className="legend__title">
        {text.titles[colour]}
        {overall != null && `, ${text.overall(format.number(overall, 1))}`}
      </p>
      <ul className="legend__list" aria-label={text.titles[colour]}>
        {colour !== "witte-vlekken" &&
          [...breaks, Infinity].map((end, i) => (
            <Entry key={end} sign={<Swatch fill={SCALE[i] ?? SCALE[4]} />}>
              {text.range(i ? number(breaks[i - 1] ?? 0) : null, end === Infinity ? null : number(end))} ({many(i)})
            </Entry>
          ))}
        {colour !== "witte-vlekken" && uncertain > 0 && (
          <Entry sign={<Swatch fill={null} pattern="uncertain" />}>
            {text.uncertain} ({text.areas(uncertain)})
          </Entry>
        )}
        {others.map((kind) => (
          <Entry key={kind} sign={<Swatch {...LOOKS[kind]} />}>
            {text.kinds[kind]} ({many(kind)})
          </Entry>
        ))}
      </ul>
    </>
  );
}

function Entry({ sign, children }: { sign: ReactNode; children: ReactNode }) {
  return (
    <li className="legend__entry">
      {sign}
      <span>{children}</span>
    </li>
  );
}

function Swatch({ fill, pattern }: { fill: ColourName | null; pattern?: Pattern }) {
  return (
    <svg className="legend__swatch" viewBox="0 0 24 16" aria-hidden="true">
      <rect width="24" height="16" style={{ fill: fill ? `var(${fill})` : "none" }} />
      {pattern && <path d={PATTERNS[pattern]} />}
      {pattern && <path d={PATTERNS[pattern]} transform="translate(16)" />}
    </svg>
  );
}
