// SPDX-License-Identifier: EUPL-1.2
import { useId } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import { graphql } from "../api/generated";
import type { AreaLevel, InitiativeStatus } from "../api/generated/schema";
import { useAnswer } from "../api/useAnswer";
import { useMessages, type Messages } from "../language/language";
import { useNames } from "../language/names";
import { Choice, Field } from "../parts/Field";
import { useFilters } from "./filters";

const OPTIONS = graphql(`
  query FilterOptions {
    areas(first: 500, orderBy: TITLE) {
      nodes {
        id
        name
        level
      }
    }
    themes(first: 500, orderBy: TITLE) {
      nodes {
        id
        name
      }
    }
  }
`);

interface Texts {
  area: string;
  everywhere: string;
  theme: string;
  everything: string;
  status: string;
  on: string;
  clear: string;
}

const messages: Messages<Texts> = {
  nl: {
    area: "Gebied",
    everywhere: "Overal",
    theme: "Thema",
    everything: "Alle thema's",
    status: "Status",
    on: "Bestaat op",
    clear: "Wis filters",
  },
  en: {
    area: "Area",
    everywhere: "Everywhere",
    theme: "Theme",
    everything: "All themes",
    status: "Status",
    on: "Exists on",
    clear: "Clear filters",
  },
};

const STATUSES: readonly InitiativeStatus[] = ["IDEA", "STARTING", "ACTIVE", "PAUSED", "ENDED"];

/** The largest areas first, as one looks for them. */
const LEVELS: readonly AreaLevel[] = ["MUNICIPALITY", "DISTRICT", "WIJK", "DORP", "BUURT"];

/** Chooses which initiatives are shown; every choice goes to the address at once. */
export function FilterForm() {
  const text = useMessages(messages);
  const names = useNames();
  const { filters, active, setFilters } = useFilters();
  const { data } = useAnswer(OPTIONS, {});
  const areas = (data?.areas.nodes ?? []).toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  return (
    <div className="filters">
      <Choice
        label={text.area}
        value={filters.areas[0] ?? ""}
        options={[
          ["", text.everywhere],
          ...areas.map(({ id, name, level }) => [id, `${name} (${names.level[level].toLowerCase()})`] as const),
        ]}
        onChange={(area) => setFilters({ areas: area ? [area] : [] })}
      />
      <Choice
        label={text.theme}
        value={filters.themes[0] ?? ""}
        options={[["", text.everything], ...(data?.themes.nodes ?? []).map(({ id, name }) => [id, name] as const)]}
        onChange={(theme) => setFilters({ themes: theme ? [theme] : [] })}
      />
      <Field label={text.on}>
        {(control) => (
          <input
            {...control}
            type="date"
            className="utrecht-textbox"
            value={filters.activeOn}
            onChange={(event) => setFilters({ activeOn: event.target.value })}
          />
        )}
      </Field>
      <Statuses chosen={filters.status} onChange={(status) => setFilters({ status })} />
      {active && (
        <Button
          purpose="subtle"
          onClick={() => setFilters({ text: "", areas: [], themes: [], status: [], activeOn: "" })}
        >
          {text.clear}
        </Button>
      )}
    </div>
  );
}

function Statuses(props: { chosen: InitiativeStatus[]; onChange: (chosen: InitiativeStatus[]) => void }) {
  const text = useMessages(messages);
  const names = useNames();
  const id = useId();
  return (
    <fieldset className="filters__statuses">
      <legend className="utrecht-form-label">{text.status}</legend>
      {STATUSES.map((status) => (
        <label key={status} className="check" htmlFor={`${id}-${status}`}>
          <input
            id={`${id}-${status}`}
            type="checkbox"
            className="utrecht-checkbox utrecht-checkbox--html-input"
            checked={props.chosen.includes(status)}
            onChange={({ target }) =>
              props.onChange(
                target.checked ? [...props.chosen, status] : props.chosen.filter((other) => other !== status),
              )
            }
          />
          {names.status[status]}
        </label>
      ))}
    </fieldset>
  );
}
