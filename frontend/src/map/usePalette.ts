// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState } from "react";

import { readPalette, type Palette } from "./palette";

/** The colours for what is drawn in an element; others when the system turns dark or light. */
export function usePalette(element: HTMLElement | null): Palette | undefined {
  const [palette, setPalette] = useState<Palette>();
  useEffect(() => {
    if (!element) return;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const read = () => setPalette(readPalette(element));
    read();
    dark.addEventListener("change", read);
    return () => dark.removeEventListener("change", read);
  }, [element]);
  return palette;
}
