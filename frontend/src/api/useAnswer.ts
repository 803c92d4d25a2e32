// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef } from "react";
import { useQuery, type AnyVariables, type CombinedError, type TypedDocumentNode } from "urql";

import { useChanges } from "./Live";

/** What the API said, or is about to say. */
export interface Answer<Data> {
  data: Data | undefined;
  error: CombinedError | undefined;
  /** A newer answer is on its way; `data` is of before. */
  fetching: boolean;
  again: () => void;
}

/** Asks the API, and asks again after each write to the graph. While `pause` is true nothing is asked. */
export function useAnswer<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pause = false,
): Answer<Data> {
  const changes = useChanges();
  const seen = useRef(changes);
  const [{ data, error, fetching, stale }, execute] = useQuery<Data, Variables>({ query, variables, pause } as never);
  const asking = fetching || stale; // then urql asks nothing new, and what it asked may be of before
  useEffect(() => {
    if (seen.current !== changes && !pause && !asking) execute({ requestPolicy: "network-only" });
    if (pause || !asking) seen.current = changes;
  }, [changes, pause, asking, execute]);
  return { data, error: pause ? undefined : error, fetching, again: () => execute({ requestPolicy: "network-only" }) };
}
