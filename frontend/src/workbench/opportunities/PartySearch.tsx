// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useId, useState, type KeyboardEvent } from "react";
import { useQuery } from "urql";

import { graphql } from "../../api/generated";
import type { OpportunityEndFragment } from "../../api/generated/graphql";
import { useMessages } from "../../language/language";
import { endName } from "../../opportunity/EndLink";
import { Field } from "../../parts/Field";
import { messages } from "./messages";
import { messages as searching } from "./searching";

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

interface Props {
  label: string;
  /** The id of what is chosen; empty when nothing is. */
  chosen: string;
  onChoose: (id: string) => void;
}

/** A field in which one searches for an initiative or organisation and chooses from suggestions. */
export function PartySearch({ label, chosen, onChoose }: Props) {
  const text = useMessages(searching);
  const parties = useMessages(messages).party;
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(-1);
  const found = useSuggestions(typed);
  const [{ data }] = useQuery({ query: CHOSEN, variables: { id: chosen }, pause: !chosen });
  const name = chosen && data?.node ? endName(data.node) : "";
  const open = typed !== undefined && typed.trim() !== "" && found !== undefined;

  function choose(end: OpportunityEndFragment) {
    onChoose(end.id);
    close();
  }

  function close() {
    setTyped(undefined);
    setActive(-1);
  }

  function onKey(event: KeyboardEvent) {
    const count = found?.length ?? 0;
    if (event.key === "Escape") close();
    if (!open || !count) return;
    const end = found?.[active];
    if (event.key === "Enter" && end) choose(end);
    else if (event.key === "ArrowDown") setActive((active + 1) % count);
    else if (event.key === "ArrowUp") setActive((active <= 0 ? count : active) - 1);
    else return;
    event.preventDefault();
  }

  return (
    <div className="search-party">
      <Field label={label} description={text.help}>
        {(control) => (
          <input
            {...control}
            className="utrecht-textbox"
            role="combobox"
            autoComplete="off"
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={`${id}-list`}
            aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
            value={typed ?? name}
            onChange={(event) => {
              setTyped(event.target.value);
              setActive(-1);
            }}
            onKeyDown={onKey}
            onBlur={close}
          />
        )}
      </Field>
      <ul className="search-party__list" role="listbox" id={`${id}-list`} aria-label={label} hidden={!open || !found?.length}>
        {open &&
          found?.map((end, i) => (
            <li
              key={end.id}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === active}
              className="search-party__option"
              onMouseDown={(event) => {
                event.preventDefault(); // the field keeps the focus
                choose(end);
              }}
            >
              <span lang="nl">{endName(end)}</span>
              <span className="quiet small">{parties[end.__typename as keyof typeof parties]}</span>
            </li>
          ))}
      </ul>
      <p role="status" className={open && !found?.length ? "small" : "visually-hidden"}>
        {open ? (found?.length ? text.found(found.length) : text.none) : ""}
      </p>
    </div>
  );
}

/** What may be meant by what was typed; undefined while that is not known. */
function useSuggestions(typed: string | undefined): OpportunityEndFragment[] | undefined {
  const [wanted, setWanted] = useState("");
  const given = typed?.trim() ?? "";
  useEffect(() => {
    const timer = setTimeout(() => setWanted(given), PAUSE);
    return () => clearTimeout(timer);
  }, [given]);
  const [{ data, fetching }] = useQuery({ query: SUGGESTIONS, variables: { text: wanted }, pause: !wanted });
  if (!data || fetching || wanted !== given) return undefined;
  return [...data.initiatives.nodes, ...data.organisations.nodes];
}
