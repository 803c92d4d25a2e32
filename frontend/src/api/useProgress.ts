// SPDX-License-Identifier: EUPL-1.2
import { useEffect } from "react";
import { useQuery } from "urql";

import { graphql } from "./generated";
import type { ProgressQuery } from "./generated/graphql";

const PROGRESS = graphql(`
  query Progress {
    analysisProgress {
      name
      done
      total
    }
  }
`);

const SECOND = 1000;

export type Task = NonNullable<ProgressQuery["analysisProgress"]>[number];

/** What is being computed, asked each second: undefined until it was asked, empty for whoever may not see it. */
export function useProgress(): readonly Task[] | undefined {
  const [{ data }, ask] = useQuery({ query: PROGRESS, requestPolicy: "network-only", pause: true });
  useEffect(() => {
    const timer = setInterval(() => ask(), SECOND);
    return () => clearInterval(timer);
  }, [ask]);
  return data && (data.analysisProgress ?? []);
}
