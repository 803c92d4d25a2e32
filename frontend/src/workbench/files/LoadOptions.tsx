// SPDX-License-Identifier: EUPL-1.2
import type { AreaLevel } from "../../api/generated/schema";
import { useMessages } from "../../language/language";
import { Choice, Field } from "../../parts/Field";
import { messages } from "./messages";

export interface Options extends Record<string, string> {
  ballots: "SHARED" | "KEEP";
  level: AreaLevel | "";
  municipality: string;
}

export const NO_OPTIONS: Options = { ballots: "SHARED", level: "", municipality: "" };

const LEVELS: readonly AreaLevel[] = ["WIJK", "BUURT", "DORP", "DISTRICT", "MUNICIPALITY"];

/** What may be said about a file; which options there are depends on its kind. */
export function LoadOptions(props: { file: File; options: Options; onChange: (options: Options) => void }) {
  const text = useMessages(messages);
  const { file, options, onChange } = props;
  if (file.name.toLowerCase().endsWith(".pb"))
    return (
      <Choice
        label={text.ballots}
        description={text.ballotsHelp}
        value={options.ballots}
        options={[
          ["SHARED", text.ballotChoices.SHARED],
          ["KEEP", text.ballotChoices.KEEP],
        ]}
        onChange={(ballots) => onChange({ ...options, ballots })}
      />
    );
  return (
    <fieldset className="stack load__options">
      <legend className="utrecht-form-label">{text.options}</legend>
      <Choice
        label={text.level}
        description={text.levelHelp}
        value={options.level}
        options={[["", text.noLevel] as const, ...LEVELS.map((level) => [level, text.levels[level]] as const)]}
        onChange={(level) => onChange({ ...options, level })}
      />
      <Field label={text.municipality} description={text.municipalityHelp}>
        {(control) => (
          <input
            {...control}
            className="utrecht-textbox"
            autoComplete="off"
            value={options.municipality}
            onChange={(event) => onChange({ ...options, municipality: event.target.value })}
          />
        )}
      </Field>
    </fieldset>
  );
}
