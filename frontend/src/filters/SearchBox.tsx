// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useMemo, useState } from "react";
import { Button } from "@nl-design-system-candidate/button-react";
import { useLocation } from "wouter";

import { graphql } from "../api/generated";
import type { SearchSuggestionsQuery } from "../api/generated/graphql";
import { useAnswer } from "../api/useAnswer";
import { useAddress } from "../app/address";
import { useMessages, type Messages } from "../language/language";
import { useNames } from "../language/names";
import { Combobox, type Suggestion } from "../parts/Combobox";
import { useSettled } from "../parts/useSettled";
import { useFilters } from "./filters";

const SUGGESTIONS = graphql(`
  query SearchSuggestions($text: String!) {
    initiatives(filter: { text: $text }, first: 5, orderBy: RELEVANCE) {
      nodes {
        id
        title
      }
    }
    areas(filter: { text: $text }, first: 4, orderBy: RELEVANCE) {
      nodes {
        id
        name
        level
      }
    }
    themes(filter: { text: $text }, first: 3, orderBy: RELEVANCE) {
      nodes {
        id
        name
      }
    }
    organisations(filter: { text: $text }, first: 4, orderBy: RELEVANCE) {
      nodes {
        id
        name
      }
    }
  }
`);

interface Texts {
  search: string;
  example: string;
  go: string;
  initiatives: string;
  areas: string;
  themes: string;
  organisations: string;
}

const messages: Messages<Texts> = {
  nl: {
    search: "Zoeken",
    example: "Bijvoorbeeld: moestuin",
    go: "Zoek",
    initiatives: "Initiatieven",
    areas: "Gebieden",
    themes: "Thema's",
    organisations: "Organisaties",
  },
  en: {
    search: "Search",
    example: "For instance: moestuin",
    go: "Search",
    initiatives: "Initiatives",
    areas: "Areas",
    themes: "Themes",
    organisations: "Organisations",
  },
};

const LEAST = 2;

/** Searches initiatives by text; suggests while someone types. */
export function SearchBox() {
  const text = useMessages(messages);
  const { filters, setFilters } = useFilters();
  const [typed, setTyped] = useState(filters.text);
  useEffect(() => setTyped(filters.text), [filters.text]);
  const [, navigate] = useLocation();
  const address = useAddress();
  const suggestions = useSuggestions(typed, filters.text);

  function choose({ group, id }: Suggestion) {
    if (group === text.areas) setFilters({ areas: [id], text: "" });
    else if (group === text.themes) setFilters({ themes: [id], text: "" });
    else navigate(address(group === text.initiatives ? "initiative" : "organisation", { id }));
    setTyped("");
  }

  return (
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault();
        setFilters({ text: typed });
      }}
    >
      <Combobox
        label={text.search}
        placeholder={text.example}
        text={typed}
        onText={(next) => {
          setTyped(next);
          if (!next && filters.text) setFilters({ text: "" });
        }}
        suggestions={suggestions}
        onChoose={choose}
        onEnter={() => setFilters({ text: typed })}
      />
      <Button purpose="primary" type="submit">
        {text.go}
      </Button>
    </form>
  );
}

function useSuggestions(typed: string, searched: string): Suggestion[] {
  const text = useMessages(messages);
  const names = useNames();
  const wanted = useSettled(typed.trim(), 200);
  const enough = typed.trim().length >= LEAST && typed.trim() !== searched;
  const { data } = useAnswer(SUGGESTIONS, { text: wanted }, !enough || wanted.length < LEAST);
  return useMemo(() => (data && enough ? listed(data, text, names.level) : []), [data, enough, text, names]);
}

function listed(data: SearchSuggestionsQuery, text: Texts, levels: Record<string, string>): Suggestion[] {
  const { initiatives, areas, themes, organisations } = data;
  return [
    ...initiatives.nodes.map(({ id, title }) => ({ id, label: title, group: text.initiatives })),
    ...areas.nodes.map(({ id, name, level }) => ({ id, label: name, detail: levels[level] ?? "", group: text.areas })),
    ...themes.nodes.map(({ id, name }) => ({ id, label: name, group: text.themes })),
    ...organisations.nodes.map(({ id, name }) => ({ id, label: name, group: text.organisations })),
  ];
}
