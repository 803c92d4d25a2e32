// SPDX-License-Identifier: EUPL-1.2
// GraphiQL on our own API. Everything it needs, its editor's workers included, is in this build.
import "graphiql/setup-workers/vite";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import { EXAMPLE } from "./example";
import "./graphiql.css";

const endpoint = new URL("./graphql", location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === "https:" ? "wss:" : "ws:";

// With an address instead of a client, the headers that are filled in go along as connection parameters.
const fetcher = createGraphiQLFetcher({
  url: endpoint.href,
  subscriptionUrl: socket.href,
  enableIncrementalDelivery: false,
});

const query = new URLSearchParams(location.search).get("query");

const root = document.getElementById("graphiql");
if (!root) throw new Error("graphiql.html has no element #graphiql");
createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    defaultQuery={EXAMPLE}
    {...(query === null ? {} : { initialQuery: query })}
    // The history keeps headers, so a token of staff: it may not outlive the tab.
    storage={sessionStorage}
    showPersistHeadersSettings={false}
    isHeadersEditorEnabled
  >
    <GraphiQL.Logo>
      <a className="home" href="./">
        Verbind
      </a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
