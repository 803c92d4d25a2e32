// SPDX-License-Identifier: EUPL-1.2
import { useState } from "react";

import { graphql } from "../api/generated";
import { useAnswer } from "../api/useAnswer";
import { useMessages, type Messages } from "../language/language";
import { useNames } from "../language/names";
import { Combobox } from "../parts/Combobox";
import { useSettled } from "../parts/useSettled";
import { endName } from "./EndLink";

const SUGGESTIONS = graphql(`
  query PartySuggestions($text: String!) {
    initiatives(filter: { text: $text }, first: 6) {
      nodes {
        ...OpportunityEnd
      }
    }
    organisations(filter: { text: $text }, first: 4) {
      nodes {
        ...OpportunityEnd
      }
    }
  }
`);

const CHOSEN = graphql(`
  query ChosenParty($id: ID!) {
    node(id: $id) {
      ...OpportunityEnd
    }
  }
`);

/** Milliseconds without a key before suggestions are asked for. */
const PAUSE = 200;

const messages: Messages<{ placeholder: string; none: string }> = {
  nl: { placeholder: "Typ een deel van de naam", none: "Niets gevonden. Probeer een ander woord." },
  en: { placeholder: "Type part of the name", none: "Nothing found. Try another word." },
};

interface Props {
  label: string;
  /** The id of what is chosen; empty when nothing is. */
  chosen: string;
  onChoose: (id: string) => void;
}

/** Chooses an initiative or organisation by a part of its name. */
export function PartyField({ label, chosen, onChoose }: Props) {
  const text = useMessages(messages);
  const parties = useNames().party;
  const [typed, setTyped] = useState<string>();
  const given = typed?.trim() ?? "";
  const wanted = useSettled(given, PAUSE);
  const { data: known } = useAnswer(CHOSEN, { id: chosen }, !chosen);
  const { data, fetching } = useAnswer(SUGGESTIONS, { text: wanted }, !wanted);
  const name = chosen && known?.node ? endName(known.node) : "";
  const found = given && wanted && data ? [...data.initiatives.nodes, ...data.organisations.nodes] : [];
  const none = given !== "" && given === wanted && data !== undefined && !fetching && !found.length;
  return (
    <div>
      <Combobox
        label={label}
        placeholder={text.placeholder}
        text={typed ?? name}
        onText={setTyped}
        suggestions={found.map((end) => ({ id: end.id, label: endName(end), detail: parties[end.__typename] ?? "" }))}
        onChoose={({ id }) => {
          setTyped(undefined);
          onChoose(id);
        }}
        onLeave={() => setTyped(undefined)}
      />
      <p role="status" className="small">
        {none && text.none}
      </p>
    </div>
  );
}
