// SPDX-License-Identifier: EUPL-1.2
import { useLanguage } from "../language/language";

const DAY = 86_400_000;
const YEAR = 365;

export interface Age {
  /** Such as "7 maanden geleden". */
  words: string;
  /** More than a year ago. */
  old: boolean;
}

/** How long ago a day is. */
export function useAge(): (isoDate: string) => Age {
  const words = new Intl.RelativeTimeFormat(useLanguage(), { numeric: "auto" });
  return (isoDate) => {
    const days = Math.floor((Date.now() - Date.parse(isoDate)) / DAY);
    const ago = (count: number, unit: "day" | "month" | "year") => words.format(-Math.floor(count), unit);
    const age = days < 60 ? ago(days, "day") : days < 2 * YEAR ? ago(days / 30.44, "month") : ago(days / 365.25, "year");
    return { words: age, old: days > YEAR };
  };
}
