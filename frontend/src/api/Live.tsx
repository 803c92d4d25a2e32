// SPDX-License-Identifier: EUPL-1.2
// Follows the changes of the graph, so that what a page shows is asked again when something was written.
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { useSubscription } from "urql";

import { graphql } from "./generated";

const CHANGES = graphql(`
  subscription Changes {
    changes {
      revision
    }
  }
`);

const Revision = createContext(0);

/** Changes come in bursts, when a file is loaded: then once in so many milliseconds is often enough. */
const PAUSE = 1500;

export function Live({ children }: { children: ReactNode }) {
  const [{ data }] = useSubscription({ query: CHANGES });
  const [revision, setRevision] = useState(0);
  const latest = data?.changes.revision ?? 0;
  useEffect(() => {
    const timer = setTimeout(() => setRevision(latest), PAUSE);
    return () => clearTimeout(timer);
  }, [latest]);
  return <Revision value={revision}>{children}</Revision>;
}

/** The last revision that was written while this page was open; 0 when nothing was. */
export const useRevision = (): number => useContext(Revision);
