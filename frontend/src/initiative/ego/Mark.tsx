// SPDX-License-Identifier: EUPL-1.2
import type { Shape } from "./messages";

/** What something is, by shape and by colour. */
export function Mark({ shape, x, y }: { shape: Shape; x: number; y: number }) {
  const className = `ego__mark ego__mark--${shape}`;
  if (shape === "initiative") return <circle className={className} cx={x} cy={y} r={7} />;
  if (shape === "organisation") return <rect className={className} x={x - 6.5} y={y - 6.5} width={13} height={13} />;
  if (shape === "theme") return <path className={className} d={`M${x} ${y - 8.5}l8.5 8.5-8.5 8.5-8.5-8.5z`} />;
  return <path className={className} d={`M${x} ${y - 8}l8 14h-16z`} />;
}
