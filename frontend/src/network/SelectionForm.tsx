// SPDX-License-Identifier: EUPL-1.2
import { useId } from "react";

import { FilterForm } from "../filters/FilterForm";
import { useFilters } from "../filters/filters";
import { useMessages } from "../language/language";
import { useNames } from "../language/names";
import { Choice } from "../parts/Field";
import { useIsStaff } from "../session/session";
import { messages } from "./messages";
import { useNetworkNames } from "./names";
import type { Part } from "./parts";
import {
  ALL_RELATIONS,
  ALL_TYPES,
  MEASURES,
  OF_RESIDENTS,
  SIZES,
  TIES,
  useSelection,
} from "./selection";

/** Chooses which initiatives and ties make the network, and the measure where the part has one. */
export function SelectionForm({ part }: { part: Part }) {
  const text = useMessages(messages);
  const names = useNames();
  const { active } = useFilters();
  const { projection, ties, measure, size, change } = useSelection();
  const measured = part === "tekening" || part === "tabel";
  return (
    <section className="card stack no-print" aria-label={text.network}>
      <div className="network-choices">
        <Choice
          label={text.projection}
          value={projection}
          options={[
            ["FULL", text.projections.FULL],
            ["INITIATIVES", text.projections.INITIATIVES],
          ]}
          onChange={(projection) => change({ projection })}
        />
        <Choice
          label={text.ties}
          value={ties}
          options={TIES.map((each) => [each, text.tieNames[each]] as const)}
          onChange={(ties) => change({ ties })}
        />
        {measured && (
          <>
            <Choice
              label={text.measure}
              value={measure}
              options={MEASURES.map((each) => [each, names.measure[each]] as const)}
              onChange={(measure) => change({ measure })}
            />
            <Choice
              label={text.size}
              value={size}
              options={SIZES.map((each) => [each, text.sizes[each]] as const)}
              onChange={(size) => change({ size })}
            />
          </>
        )}
      </div>
      {ties === "zelf" && <OwnTies />}
      <details open={active}>
        <summary>{text.filters}</summary>
        <FilterForm />
      </details>
    </section>
  );
}

function OwnTies() {
  const text = useMessages(messages);
  const names = useNetworkNames();
  const staff = useIsStaff();
  const { relations, types, change } = useSelection();
  const known = ALL_RELATIONS.filter((relation) => staff || !OF_RESIDENTS.includes(relation));
  return (
    <>
      <Checks
        legend={text.ownTies}
        help={staff ? undefined : text.staffRelations}
        options={known}
        names={names.relation}
        chosen={relations}
        onChange={(relations) => change({ relations })}
      />
      {relations.length === 0 && <p role="status">{text.noneChosen}</p>}
      <Checks
        legend={text.types}
        help={text.typesHelp}
        options={ALL_TYPES.filter((type) => staff || type !== "RESIDENT")}
        names={names.type}
        chosen={types}
        onChange={(types) => change({ types })}
      />
    </>
  );
}

function Checks<Value extends string>(props: {
  legend: string;
  help?: string | undefined;
  options: readonly Value[];
  names: Record<Value, string>;
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}) {
  const id = useId();
  return (
    <fieldset className="network-checks">
      <legend className="utrecht-form-label">{props.legend}</legend>
      {props.help && <p className="quiet small">{props.help}</p>}
      <div className="network-checks__list">
        {props.options.map((option) => (
          <label key={option} className="check" htmlFor={`${id}-${option}`}>
            <input
              id={`${id}-${option}`}
              type="checkbox"
              className="utrecht-checkbox utrecht-checkbox--html-input"
              checked={props.chosen.includes(option)}
              onChange={({ target }) =>
                props.onChange(
                  target.checked ? [...props.chosen, option] : props.chosen.filter((other) => other !== option),
                )
              }
            />
            {props.names[option]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
