// SPDX-License-Identifier: EUPL-1.2
// The GraphQL API that serves these pages.
import { Client, cacheExchange, fetchExchange, subscriptionExchange, type ExecutionResult } from "urql";
import { createClient } from "graphql-ws";

import { credentials } from "../session/session";

/** A client for whoever has the token; another viewer gets another one, so that nothing cached is shared. */
export function makeClient(token: string | null): Client {
  const endpoint = new URL("./graphql", location.href);
  const socket = createClient({
    url: endpoint.href.replace(/^http/, "ws").replace(/[?#].*/, ""),
    connectionParams: token ? { Authorization: `Bearer ${token}` } : {},
    retryAttempts: Infinity,
    shouldRetry: () => true,
  });
  return new Client({
    url: endpoint.href,
    preferGetMethod: false, // what someone asks stays out of the logs between here and there
    requestPolicy: "cache-and-network",
    fetchOptions: () => ({ headers: credentials(token) }),
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (operation) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query: operation.query ?? "", variables: operation.variables },
              { ...sink, next: (value) => sink.next({ ...value, data: value.data ?? null } as ExecutionResult) },
            ),
          }),
        }),
      }),
    ],
  });
}
