// SPDX-License-Identifier: EUPL-1.2
import type { Format } from "../language/language";

/** A value of a measure, with three digits that tell: 0,0412 and 12,5 and 1.204. */
export function figure(format: Format, value: number): string {
  const size = Math.abs(value);
  const decimals = size === 0 || size >= 100 ? 0 : Math.min(8, Math.max(0, 2 - Math.floor(Math.log10(size))));
  return format.number(value, decimals);
}
