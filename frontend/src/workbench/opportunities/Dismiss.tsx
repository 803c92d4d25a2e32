// SPDX-License-Identifier: EUPL-1.2
import { useId, useState } from "react";
import { useMutation } from "urql";

import { useMessages } from "../../language/language";
import { DISMISS, messages, unanswered } from "./deciding";
import { DecisionForm, Notes, type FormProps } from "./DecisionForm";

const OTHER = -1;

/** Asks why an opportunity is not worth making, and records it. */
export function Dismiss({ opportunity, onClose, onDecided }: FormProps) {
  const text = useMessages(messages);
  const id = useId();
  const [, dismiss] = useMutation(DISMISS);
  const [chosen, setChosen] = useState<number>();
  const [notes, setNotes] = useState("");
  const [lacks, setLacks] = useState(false);

  async function save() {
    const quick = chosen === undefined ? undefined : text.reasons[chosen];
    const reason = [quick, notes.trim()].filter(Boolean).join(": ");
    setLacks(!reason);
    if (!reason) return undefined;
    const { data, error } = await dismiss({ id: opportunity.id, reason });
    if (data?.dismissOpportunity.opportunity) onDecided(reason);
    return data?.dismissOpportunity.errors.map(({ message }) => message) ?? [unanswered(text, error)];
  }

  return (
    <DecisionForm title={text.dismiss} opportunity={opportunity} save={save} onClose={onClose}>
      <fieldset className="reasons-to-choose">
        <legend className="utrecht-form-label">{text.why}</legend>
        {[...text.reasons, text.other].map((reason, index) => {
          const value = index < text.reasons.length ? index : OTHER;
          return (
            <label key={reason} className="check" htmlFor={`${id}-${value}`}>
              <input
                id={`${id}-${value}`}
                type="radio"
                name={id}
                checked={chosen === value}
                onChange={() => setChosen(value)}
              />
              {reason}
            </label>
          );
        })}
      </fieldset>
      <Notes
        label={text.explain}
        help={text.noPersons}
        error={lacks ? text.needed : undefined}
        value={notes}
        onChange={setNotes}
      />
    </DecisionForm>
  );
}
