// SPDX-License-Identifier: EUPL-1.2
import { useMemo, type ComponentType } from "react";
import { Provider } from "urql";
import { Route, Router, Switch } from "wouter";

import { makeClient } from "../api/client";
import { Live } from "../api/Live";
import { deferred } from "../parts/deferred";
import { useToken } from "../session/session";
import { Layout } from "./Layout";
import { BASE, PAGES, type PageName } from "./pages";

const MapPage = page("map", () => import("../map/MapPage"));
const InitiativePage = page("initiative", () => import("../initiative/InitiativePage"));
const OrganisationPage = page("organisation", () => import("../organisation/OrganisationPage"));
const WorkbenchPage = page("workbench", () => import("../workbench/WorkbenchPage"));
const NetworkPage = page("network", () => import("../network/NetworkPage"));

/** A page, of which the code is fetched when it is shown; of the one at this address before anything is. */
function page(name: PageName, load: () => Promise<{ default: ComponentType }>): ComponentType {
  if (location.pathname === BASE + PAGES[name]) load().catch(() => undefined); // who shows it says what fails
  return deferred(load);
}

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
