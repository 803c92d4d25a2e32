// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";

import type { Answer } from "../api/useAnswer";
import { tookTooLong } from "../api/usePatient";
import { useMessages } from "../language/language";
import { Alert } from "../parts/Alert";
import { Answered } from "../parts/states";
import { Computing } from "./Computing";
import { messages } from "./messages";

interface Props<Data> {
  answer: Answer<Data>;
  /** What to do when it takes too long; where there is a selection, to choose a smaller one. */
  help?: string;
  children: (data: Data) => ReactNode;
}

/** An answer that may take long: how far it is, and what to do when it is too much. */
export function Computed<Data>({ answer, help, children }: Props<Data>) {
  const text = useMessages(messages);
  if (!answer.fetching && !answer.data && tookTooLong(answer.error))
    return (
      <Alert type="warning">
        <p>{help ?? `${text.tooLong} ${text.tooLongHelp}`}</p>
      </Alert>
    );
  return (
    <Answered answer={answer} waiting={<Computing />}>
      {children}
    </Answered>
  );
}
