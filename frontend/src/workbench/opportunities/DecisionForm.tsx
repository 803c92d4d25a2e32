// SPDX-License-Identifier: EUPL-1.2
import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import type { OpportunityCardFragment } from "../../api/generated/graphql";
import { useMessages } from "../../language/language";
import { Alert } from "../../parts/Alert";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import { messages } from "./deciding";

export interface FormProps {
  opportunity: OpportunityCardFragment;
  onClose: () => void;
  onDecided: (words: string) => void;
}

interface Props extends Pick<FormProps, "opportunity" | "onClose"> {
  title: string;
  /** Records it, and gives what was wrong according to the API; undefined when the form itself lacks something. */
  save: () => Promise<string[] | undefined>;
  children: ReactNode;
}

/** The dialog in which a decision is made; it stays open as long as something is wrong. */
export function DecisionForm({ title, opportunity, save, onClose, children }: Props) {
  const text = useMessages(messages);
  const [errors, setErrors] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const wrong = await save();
    setBusy(false);
    setErrors(wrong ?? []);
    if (wrong?.length === 0) onClose();
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p lang="nl">{opportunity.headline}</p>
        {children}
        {errors.length > 0 && (
          <Alert type="error">
            {errors.map((error) => (
              <p key={error} lang={error === text.failed || error === text.expired ? undefined : "en"}>
                {error}
              </p>
            ))}
          </Alert>
        )}
        <div className="row">
          <Button purpose="primary" type="submit" busy={busy}>
            {text.save}
          </Button>
          <Button purpose="secondary" type="button" onClick={onClose}>
            {text.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface NotesProps {
  label: string;
  help: string;
  error?: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

export function Notes({ label, help, error, value, onChange }: NotesProps) {
  return (
    <Field label={label} description={help} error={error}>
      {(control) => (
        <textarea
          {...control}
          className="utrecht-textarea utrecht-textarea--html-textarea"
          rows={3}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
