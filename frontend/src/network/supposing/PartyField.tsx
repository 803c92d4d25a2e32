// SPDX-License-Identifier: EUPL-1.2
import { useState } from "react";

import { graphql } from "../../api/generated";
import { useAnswer } from "../../api/useAnswer";
import { Combobox } from "../../parts/Combobox";
import { useSettled } from "../../parts/useSettled";
import { useMessages } from "../../language/language";
import { useNetworkNames } from "../names";
import { nodeName, nodeType } from "../NodeLink";
import { messages } from "./messages";

const SUGGESTIONS = graphql(`
  query NetworkPartySuggestions($text: String!) {
    initiatives(filter: { text: $text }, first: 6) {
      nodes {
        ...NetworkNode
      }
    }
    organisations(filter: { text: $text }, first: 4) {
      nodes {
        ...NetworkNode
      }
    }
  }
`);

const CHOSEN = graphql(`
  query NetworkParty($id: ID!) {
    node(id: $id) {
      ...NetworkNode
    }
  }
`);

/** Milliseconds without a key before suggestions are asked for. */
const PAUSE = 200;

interface Props {
  label: string;
  /** The id of what is chosen; empty when nothing is. */
  chosen: string;
  onChoose: (id: string) => void;
}

/** Chooses an initiative or organisation by a part of its name. */
export function PartyField({ label, chosen, onChoose }: Props) {
  const text = useMessages(messages);
  const types = useNetworkNames().type;
  const [typed, setTyped] = useState<string>();
  const wanted = useSettled(typed?.trim() ?? "", PAUSE);
  const { data: known } = useAnswer(CHOSEN, { id: chosen }, !chosen);
  const { data } = useAnswer(SUGGESTIONS, { text: wanted }, !wanted);
  const name = chosen && known?.node ? nodeName(known.node) : "";
  const found = typed?.trim() && wanted && data ? [...data.initiatives.nodes, ...data.organisations.nodes] : [];
  return (
    <Combobox
      label={label}
      placeholder={text.placeholder}
      text={typed ?? name}
      onText={setTyped}
      suggestions={found.map((node) => ({ id: node.id, label: nodeName(node), detail: types[nodeType(node)] }))}
      onChoose={({ id }) => {
        setTyped(undefined);
        onChoose(id);
      }}
      onLeave={() => setTyped(undefined)}
    />
  );
}
