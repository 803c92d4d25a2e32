// SPDX-License-Identifier: EUPL-1.2
import type { Map as MapLibre } from "maplibre-gl";

/** Of the pixels each way. */
const COARSE = 0.5;

/** What draws on a computer without a graphics card calls itself. */
const SOFTWARE = /swiftshader|llvmpipe|software|basic render/i;

/** What comes before a move. The number of pixels may not change during one: that would end it. */
const BEFORE = ["pointerdown", "wheel", "keydown"] as const;

/** Without a graphics card each pixel is felt: then a quarter of them is drawn while the map moves, and all when it rests. */
export function drawCoarselyInMotion(map: MapLibre): void {
  const canvas = map.getCanvas();
  if (!SOFTWARE.test(renderer(canvas))) return;
  let coarse = false;
  let held = false;
  function set(next: boolean): void {
    if (coarse === next) return;
    coarse = next;
    map.setPixelRatio(devicePixelRatio * (coarse ? COARSE : 1));
  }
  set(true); // the first pictures come one after the other
  for (const name of BEFORE)
    canvas.parentElement?.addEventListener(
      name,
      () => {
        held = name === "pointerdown";
        set(true);
      },
      { capture: true, passive: true },
    );
  const release = () => {
    held = false;
    map.triggerRepaint(); // and so to rest, if nothing moved
  };
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, release);
  map.on("remove", () => {
    for (const name of ["pointerup", "pointercancel"]) removeEventListener(name, release);
  });
  map.on("idle", () => {
    if (!held) set(false);
  });
}

function renderer(canvas: HTMLCanvasElement): string {
  const gl = canvas.getContext("webgl2");
  const known = gl?.getExtension("WEBGL_debug_renderer_info");
  return gl && known ? String(gl.getParameter(known.UNMASKED_RENDERER_WEBGL)) : "";
}
