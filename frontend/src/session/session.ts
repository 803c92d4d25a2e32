// SPDX-License-Identifier: EUPL-1.2
// Who is signed in: the token of staff. It is kept for this tab only, and gone when the tab is.
import { useSyncExternalStore } from "react";

const KEY = "verbind-token";
const listeners = new Set<() => void>();

export const token = (): string | null => sessionStorage.getItem(KEY);

/** The headers that say who asks. */
export function credentials(given: string | null = token()): Record<string, string> {
  return given ? { authorization: `Bearer ${given}` } : {};
}

function keep(given: string | null): void {
  if (given) sessionStorage.setItem(KEY, given);
  else sessionStorage.removeItem(KEY);
  for (const tell of listeners) tell();
}

/** Signs in if the API knows the token; false if it does not. Throws when the API is out of reach. */
export async function signIn(given: string): Promise<boolean> {
  const response = await fetch("./graphql", {
    method: "POST",
    headers: { "content-type": "application/json", ...credentials(given) },
    body: JSON.stringify({ query: "{ __typename }" }),
  });
  if (response.status === 401) return false;
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  keep(given);
  return true;
}

export const signOut = (): void => keep(null);

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** The token of whoever is signed in, or null. */
export function useToken(): string | null {
  return useSyncExternalStore(subscribe, token);
}

export const useIsStaff = (): boolean => useToken() !== null;
