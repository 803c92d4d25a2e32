// SPDX-License-Identifier: EUPL-1.2
import { useId } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import type { InitiativeStatus } from "../api/generated/schema";
import { useMessages, type Messages } from "../language/language";
import { useNames } from "../language/names";
import { Choice, Field } from "../parts/Field";
import { AreaChoice } from "./AreaChoice";
import { useFilters } from "./filters";
import { useThemes } from "./themes";

interface Texts {
  theme: string;
  everything: string;
  status: string;
  on: string;
  clear: string;
}

const messages: Messages<Texts> = {
  nl: {
    theme: "Thema",
    everything: "Alle thema's",
    status: "Status",
    on: "Bestaat op",
    clear: "Wis filters",
  },
  en: {
    theme: "Theme",
    everything: "All themes",
    status: "Status",
    on: "Exists on",
    clear: "Clear filters",
  },
};

const STATUSES: readonly InitiativeStatus[] = ["IDEA", "STARTING", "ACTIVE", "PAUSED", "ENDED"];

/** Chooses which initiatives are shown; every choice goes to the address at once. */
export function FilterForm() {
  const text = useMessages(messages);
  const { filters, active, setFilters } = useFilters();
  const themes = useThemes();
  return (
    <div className="filters">
      <AreaChoice id={filters.areas[0] ?? ""} onChoose={(area) => setFilters({ areas: area ? [area] : [] })} />
      <Choice
        label={text.theme}
        value={filters.themes[0] ?? ""}
        options={[["", text.everything], ...themes]}
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
