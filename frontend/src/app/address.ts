// SPDX-License-Identifier: EUPL-1.2
// What is after the question mark of the address: what a page shows can be shared as a link, and "back" works.
import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";

import { PAGES, type PageName } from "./pages";

/** Parameters to set; null, an empty text or an empty list takes one away. */
export type Change = Record<string, string | readonly string[] | null>;

/** The address after a change; a list gives a parameter several times. */
export function changed(parameters: URLSearchParams, change: Change): URLSearchParams {
  const next = new URLSearchParams(parameters);
  for (const [name, value] of Object.entries(change)) {
    next.delete(name);
    for (const each of typeof value === "string" ? [value] : (value ?? [])) if (each) next.append(name, each);
  }
  return next;
}

/** The parameters of this page, and how to change them: as a new step back, or `replace` in place. */
export function useParameters(): [URLSearchParams, (change: Change, replace?: boolean) => void] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const parameters = useMemo(() => new URLSearchParams(search), [search]);
  const change = useCallback(
    (change: Change, replace = false) => {
      // What the address is now: two changes in one moment must both stay.
      const next = changed(new URLSearchParams(location.search), change).toString();
      navigate(next ? `${path}?${next}` : path, { replace });
    },
    [path, navigate],
  );
  return [parameters, change];
}

/** The address of a page, in the language of this one. */
export function useAddress(): (page: PageName, parameters?: Change) => string {
  const search = useSearch();
  return useCallback(
    (page, parameters = {}) => {
      const lang = new URLSearchParams(search).get("lang");
      const next = changed(new URLSearchParams(), { ...parameters, lang }).toString();
      return next ? `${PAGES[page]}?${next}` : PAGES[page];
    },
    [search],
  );
}
