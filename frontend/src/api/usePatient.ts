// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState } from "react";
import type { CombinedError } from "urql";

import type { Answer } from "./useAnswer";

/** Ten minutes: the API answers within half a minute that it has not finished. */
const MOST = 20;

/** Whether the API gave up because it took too long. */
export function tookTooLong(error: CombinedError | undefined): boolean {
  return !!error?.graphQLErrors.some(({ extensions }) => extensions["code"] === "TIMEOUT");
}

/** The same answer, asked again where it took too long: of a network the API goes on computing what was asked. */
export function usePatient<Data>(answer: Answer<Data>): Answer<Data> {
  const [tries, setTries] = useState(0);
  const { data, error, fetching, again } = answer;
  const patient = !data && tookTooLong(error) && tries < MOST;
  const due = patient && !fetching;
  useEffect(() => {
    if (data) setTries(0);
    if (!due) return;
    setTries((before) => before + 1);
    again();
  }, [data, due]);
  return patient ? { ...answer, error: undefined, fetching: true } : answer;
}
