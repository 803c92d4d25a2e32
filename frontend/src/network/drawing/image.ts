// SPDX-License-Identifier: EUPL-1.2
import { HEIGHT, WIDTH } from "./svg";

/** Of A4 at 300 dots an inch. */
const PIXELS_WIDE = 3508;

/** A drawing in SVG as PNG, large enough to print. Throws when the browser cannot. */
export async function toPng(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = PIXELS_WIDE;
    canvas.height = Math.round((PIXELS_WIDE * HEIGHT) / WIDTH);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no image"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
