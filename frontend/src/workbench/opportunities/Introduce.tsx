// SPDX-License-Identifier: EUPL-1.2
import { useState } from "react";
import { useMutation } from "urql";

import { useMessages } from "../../language/language";
import { INTRODUCE, messages, unanswered } from "./deciding";
import { DecisionForm, Notes, type FormProps } from "./DecisionForm";

/** Records that the two of an opportunity were introduced to each other. */
export function Introduce({ opportunity, onClose, onDecided }: FormProps) {
  const text = useMessages(messages);
  const [, introduce] = useMutation(INTRODUCE);
  const [notes, setNotes] = useState("");

  async function save() {
    const note = notes.trim();
    const { data, error } = await introduce({ id: opportunity.id, note: note || null });
    if (data?.introduceOpportunity.opportunity) onDecided(note);
    return data?.introduceOpportunity.errors.map(({ message }) => message) ?? [unanswered(text, error)];
  }

  return (
    <DecisionForm title={text.introduce} opportunity={opportunity} save={save} onClose={onClose}>
      <p>{text.about}</p>
      <Notes label={text.note} help={`${text.noteHelp} ${text.noPersons}`} value={notes} onChange={setNotes} />
    </DecisionForm>
  );
}
