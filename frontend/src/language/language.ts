// SPDX-License-Identifier: EUPL-1.2
// Dutch, or English when the address says ?lang=en.
import { useMemo } from "react";
import { useSearch } from "wouter";

export type Language = "nl" | "en";

/** Text in both languages; the English has every text that the Dutch has. */
export interface Messages<Texts> {
  nl: Texts;
  en: NoInfer<Texts>;
}

export function useLanguage(): Language {
  return new URLSearchParams(useSearch()).get("lang") === "en" ? "en" : "nl";
}

/** The texts in the language of the page. */
export function useMessages<Texts>(messages: Messages<Texts>): Texts {
  return messages[useLanguage()];
}

/** The language of the page as the API calls it. */
export function useApiLanguage(): "NL" | "EN" {
  return useLanguage() === "en" ? "EN" : "NL";
}

/** How numbers, days and amounts are written. */
export interface Format {
  /** At most so many decimals (0), as many as needed. */
  number: (value: number, decimals?: number) => string;
  /** A share from 0 to 1 as whole percents. */
  percent: (share: number) => string;
  /** Whole euros of an exact amount. */
  euros: (amount: string) => string;
  /** 1 maart 2026 */
  day: (isoDate: string) => string;
  /** maart 2026 */
  month: (isoDate: string) => string;
  /** 1 maart 2026 om 12:00 */
  moment: (isoMoment: string) => string;
}

export function useFormat(): Format {
  const locale = useLanguage() === "en" ? "en-GB" : "nl-NL";
  return useMemo(() => {
    const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
    const months = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
    const moments = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
    const percents = new Intl.NumberFormat(locale, { style: "percent" });
    const amounts = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR", maximumFractionDigits: 0 });
    return {
      number: (value, decimals = 0) => value.toLocaleString(locale, { maximumFractionDigits: decimals }),
      percent: (share) => percents.format(share),
      euros: (amount) => amounts.format(Number(amount)),
      day: (isoDate) => days.format(new Date(isoDate)),
      month: (isoDate) => months.format(new Date(isoDate)),
      moment: (isoMoment) => moments.format(new Date(isoMoment)),
    };
  }, [locale]);
}
