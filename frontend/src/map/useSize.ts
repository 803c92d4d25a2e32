// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState } from "react";

import type { Size } from "./view";

/** How large an element is; null while it is not shown. */
export function useSize(element: HTMLElement | null): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    if (!element) return setSize(null);
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      setSize((before) =>
        before?.width === width && before.height === height ? before : width && height ? { width, height } : null,
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
