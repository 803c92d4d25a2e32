// SPDX-License-Identifier: EUPL-1.2
// Follows the changes of the graph, so that what a page shows is asked again when something was written.
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";

import { useToken } from "../session/session";
import { follow } from "./client";
import { graphql } from "./generated";

const CHANGES = graphql(`
  subscription Changes {
    changes {
      revision
    }
  }
`);

const Changes = createContext(0);

/** Changes come in bursts, when a file is loaded: then once in so many milliseconds is often enough. */
const PAUSE = 1500;

export function Live({ children }: { children: ReactNode }) {
  const token = useToken();
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = follow(token, CHANGES, () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setChanges((before) => before + 1);
      }, PAUSE);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [token]);
  return <Changes value={changes}>{children}</Changes>;
}

/** Goes up when something was written while this page was open. */
export const useChanges = (): number => useContext(Changes);
