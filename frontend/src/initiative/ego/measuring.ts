// SPDX-License-Identifier: EUPL-1.2
import { useLayoutEffect, useMemo, useState, type RefObject } from "react";

import type { Measure } from "./layout";

/** How wide an element is, in pixels; 0 before it is there. */
export function useWidth(frame: RefObject<HTMLElement | null>): number {
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
export function useMeasure(): Measure {
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
