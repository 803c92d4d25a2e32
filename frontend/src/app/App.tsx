// SPDX-License-Identifier: EUPL-1.2
import { useMemo } from "react";
import { Provider } from "urql";
import { Route, Router, Switch } from "wouter";

import { makeClient } from "../api/client";
import { Live } from "../api/Live";
import { deferred } from "../parts/deferred";
import { useToken } from "../session/session";
import { Layout } from "./Layout";
import { BASE, PAGES } from "./pages";

const MapPage = deferred(() => import("../map/MapPage"));
const InitiativePage = deferred(() => import("../initiative/InitiativePage"));
const OrganisationPage = deferred(() => import("../organisation/OrganisationPage"));
const WorkbenchPage = deferred(() => import("../workbench/WorkbenchPage"));
const NetworkPage = deferred(() => import("../network/NetworkPage"));

export function App() {
  const token = useToken();
  const client = useMemo(() => makeClient(token), [token]);
  return (
    <Router base={BASE}>
      <Provider value={client}>
        <Live>
          <Layout>
            <Switch>
              <Route path={PAGES.map} component={MapPage} />
              <Route path={PAGES.initiative} component={InitiativePage} />
              <Route path={PAGES.organisation} component={OrganisationPage} />
              <Route path={PAGES.workbench} component={WorkbenchPage} />
              <Route path={PAGES.network} component={NetworkPage} />
            </Switch>
          </Layout>
        </Live>
      </Provider>
    </Router>
  );
}
