// SPDX-License-Identifier: EUPL-1.2
import { useState, type FormEvent } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import { useMessages, type Messages } from "../language/language";
import { Dialog } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { signIn } from "./session";

interface Texts {
  title: string;
  explanation: string;
  token: string;
  enter: string;
  cancel: string;
  unknown: string;
  unreachable: string;
}

const messages: Messages<Texts> = {
  nl: {
    title: "Inloggen voor medewerkers",
    explanation: "U krijgt de toegangscode van de beheerder van Verbind. U blijft ingelogd tot u dit tabblad sluit.",
    token: "Toegangscode",
    enter: "Inloggen",
    cancel: "Annuleren",
    unknown: "Deze toegangscode is niet bekend. Kijk of u hem helemaal hebt overgenomen.",
    unreachable: "Inloggen lukt nu niet. Probeer het over een paar minuten opnieuw.",
  },
  en: {
    title: "Sign in, for staff",
    explanation: "The administrator of Verbind gives you the access code. You stay signed in until you close this tab.",
    token: "Access code",
    enter: "Sign in",
    cancel: "Cancel",
    unknown: "This access code is not known. See whether you copied all of it.",
    unreachable: "Signing in does not work now. Try again in a few minutes.",
  },
};

export function SignIn({ onClose }: { onClose: () => void }) {
  const text = useMessages(messages);
  const [given, setGiven] = useState("");
  const [error, setError] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      if (await signIn(given.trim())) onClose();
      else setError(text.unknown);
    } catch {
      setError(text.unreachable);
    }
  }

  return (
    <Dialog title={text.title} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p>{text.explanation}</p>
        <Field label={text.token} error={error}>
          {(props) => (
            <input
              {...props}
              className="utrecht-textbox"
              type="password"
              autoComplete="current-password"
              required
              value={given}
              onChange={(event) => setGiven(event.target.value)}
            />
          )}
        </Field>
        <div className="row">
          <Button purpose="primary" type="submit">
            {text.enter}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {text.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
