// SPDX-License-Identifier: EUPL-1.2
// The GraphQL API that serves these pages.
import { Client, cacheExchange, fetchExchange, stringifyDocument } from "urql";
import type { DocumentNode } from "graphql";
import { createClient } from "graphql-ws";

import { credentials } from "../session/session";

const endpoint = (): string => new URL("./graphql", location.href).href;

/** A client for whoever has the token; another viewer gets another one, so that nothing cached is shared. */
export function makeClient(token: string | null): Client {
  return new Client({
    url: endpoint(),
    preferGetMethod: false, // what someone asks stays out of the logs between here and there
    requestPolicy: "cache-and-network",
    fetchOptions: () => ({ headers: credentials(token) }),
    exchanges: [cacheExchange, fetchExchange],
  });
}

/** Tells each time that a subscription does, and when it may have missed something. Gives what stops it. */
export function follow(token: string | null, subscription: DocumentNode, tell: () => void): () => void {
  const socket = createClient({
    url: endpoint().replace(/^http/, "ws").replace(/[?#].*/, ""),
    connectionParams: token ? { Authorization: `Bearer ${token}` } : {},
    retryAttempts: Infinity,
    shouldRetry: () => true,
    on: {
      connected: (_socket, _payload, wasRetry) => {
        if (wasRetry) tell();
      },
    },
  });
  socket.subscribe(
    { query: stringifyDocument(subscription) },
    { next: tell, error: () => undefined, complete: () => undefined },
  );
  return () => void socket.dispose();
}
