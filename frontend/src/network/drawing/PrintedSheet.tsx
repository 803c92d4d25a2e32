// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef, type RefObject } from "react";

import type { Positions } from "./layout";
import type { Network } from "./network";
import { toSvg, type Sheet } from "./svg";

interface Props {
  network: Network;
  sheet: Sheet;
  /** Null until the drawing is done. */
  positions: RefObject<Positions | null>;
}

/** What is printed instead of the drawing, of which WebGL keeps nothing; made when someone prints. */
export function PrintedSheet({ network, sheet, positions }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const make = () => {
      if (!positions.current) return;
      const svg = toSvg(network, positions.current, sheet);
      box.current?.replaceChildren(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement);
    };
    const clear = () => box.current?.replaceChildren();
    addEventListener("beforeprint", make);
    addEventListener("afterprint", clear);
    return () => {
      removeEventListener("beforeprint", make);
      removeEventListener("afterprint", clear);
    };
  });
  return <div ref={box} className="network-sheet" />;
}
