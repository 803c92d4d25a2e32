// SPDX-License-Identifier: EUPL-1.2
// What a page shows while it waits, when it fails, and when there is nothing: each says what to do.
import type { ReactNode } from "react";
import { Button } from "@nl-design-system-candidate/button-react";
import type { CombinedError } from "urql";

import type { Answer } from "../api/useAnswer";
import { useMessages, type Messages } from "../language/language";
import { signOut } from "../session/session";
import { Alert } from "./Alert";

interface Texts {
  loading: string;
  unreachable: string;
  expired: string;
  refused: string;
  busy: string;
  again: string;
  signOut: string;
}

const messages: Messages<Texts> = {
  nl: {
    loading: "Laden…",
    unreachable: "De gegevens konden niet worden opgehaald. Misschien gaat het vanzelf over.",
    expired: "Uw toegangscode is niet meer geldig. Log opnieuw in.",
    refused: "Dit kon niet worden opgehaald:",
    busy: "Er worden nu te veel lijsten gemaakt. Probeer het over een minuut opnieuw, of kies een gebied of thema.",
    again: "Probeer opnieuw",
    signOut: "Uitloggen",
  },
  en: {
    loading: "Loading…",
    unreachable: "The data could not be fetched. This may pass by itself.",
    expired: "Your access code is no longer valid. Sign in again.",
    refused: "This could not be fetched:",
    busy: "Too many lists are being made now. Try again in a minute, or choose an area or theme.",
    again: "Try again",
    signOut: "Sign out",
  },
};

export function Loading({ children }: { children?: ReactNode }) {
  const text = useMessages(messages);
  return (
    <p className="loading" role="status">
      {children ?? text.loading}
    </p>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>;
}

/** Whether the API no longer knows the token. */
export const isExpired = (error: CombinedError | undefined): boolean =>
  (error?.response as Response | undefined)?.status === 401;

/** What to do when it does not. */
export function Expired() {
  const text = useMessages(messages);
  return (
    <>
      <p>{text.expired}</p>
      <Button purpose="secondary" onClick={signOut}>
        {text.signOut}
      </Button>
    </>
  );
}

/** Whether the API already makes as many long lists as it can. */
const isBusy = ({ graphQLErrors }: CombinedError): boolean => graphQLErrors.some(({ extensions }) => extensions["code"] === "BUSY");

/** What went wrong, and what to do about it. */
export function Problem({ error, again }: { error: CombinedError; again: () => void }) {
  const text = useMessages(messages);
  if (isExpired(error))
    return (
      <Alert type="error">
        <Expired />
      </Alert>
    );
  return (
    <Alert type="error">
      {error.networkError ? (
        <p>{text.unreachable}</p>
      ) : isBusy(error) ? (
        <p>{text.busy}</p>
      ) : (
        <>
          <p>{text.refused}</p>
          <ul>
            {error.graphQLErrors.map(({ message }) => (
              <li key={message} lang="en">
                {message}
              </li>
            ))}
          </ul>
        </>
      )}
      <Button purpose="secondary" onClick={again}>
        {text.again}
      </Button>
    </Alert>
  );
}

/** An answer of the API, once it is there; before that, that it is on its way or what went wrong. */
export function Answered<Data>({
  answer,
  waiting,
  children,
}: {
  answer: Answer<Data>;
  /** Said while nothing is there yet, when it may take long. */
  waiting?: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  const { data, error, fetching, again } = answer;
  return (
    <>
      {error && !fetching && <Problem error={error} again={again} />}
      {data ? (
        <div className="answered" aria-busy={fetching}>
          {children(data)}
        </div>
      ) : (
        (fetching || !error) && <Loading>{waiting}</Loading>
      )}
    </>
  );
}
