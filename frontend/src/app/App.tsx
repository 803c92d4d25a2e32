// SPDX-License-Identifier: EUPL-1.2
import { lazy, Suspense, useMemo } from "react";
import { Provider } from "urql";
import { Route, Router, Switch } from "wouter";

import { makeClient } from "../api/client";
import { Live } from "../api/Live";
import { Loading } from "../parts/states";
import { useToken } from "../session/session";
import { Layout } from "./Layout";
import { BASE, PAGES } from "./pages";

const MapPage = lazy(() => import("../map/MapPage"));
const InitiativePage = lazy(() => import("../initiative/InitiativePage"));
const OrganisationPage = lazy(() => import("../organisation/OrganisationPage"));
const WorkbenchPage = lazy(() => import("../workbench/WorkbenchPage"));
const NetworkPage = lazy(() => import("../network/NetworkPage"));

export function App() {
  const token = useToken();
  const client = useMemo(() => makeClient(token), [token]);
  return (
    <Router base={BASE}>
      <Provider value={client}>
        <Live>
          <Layout>
            <Suspense fallback={<Loading />}>
              <Switch>
                <Route path={PAGES.map} component={MapPage} />
                <Route path={PAGES.initiative} component={InitiativePage} />
                <Route path={PAGES.organisation} component={OrganisationPage} />
                <Route path={PAGES.workbench} component={WorkbenchPage} />
                <Route path={PAGES.network} component={NetworkPage} />
              </Switch>
            </Suspense>
          </Layout>
        </Live>
      </Provider>
    </Router>
  );
}
