// SPDX-License-Identifier: EUPL-1.2
import type { AreaLevel } from "../api/generated/schema";
import { useMessages } from "../language/language";
import { useNames } from "../language/names";
import { Choice } from "../parts/Field";
import { LEVELS, useColours, type Choices, type Choose, type Colour } from "./choices";
import { messages } from "./messages";
import { useLevels } from "./useMapData";

/** Which areas are shown, and what they are coloured by. `level` is the one that is shown now. */
export function AreaChoices(props: { choices: Choices; choose: Choose; level: AreaLevel | null }) {
  const { choices, choose, level } = props;
  const text = useMessages(messages);
  const names = useNames();
  const [there] = useLevels();
  const colours = useColours();
  return (
    <div className="area-choices">
      <Choice<Colour | "">
        label={text.colourBy}
        value={choices.colour ?? ""}
        options={[["", text.noColour], ...colours.map((colour) => [colour, text.colours[colour]] as const)]}
        onChange={(colour) => choose({ colour: colour || null })}
      />
      <Choice<AreaLevel | "">
        label={text.level}
        value={choices.level ?? ""}
        options={[
          ["", text.automatic(level ? names.levels[level] : "")],
          ...LEVELS.filter((each) => there[each]).map((each) => [each, names.levels[each]] as const),
        ]}
        onChange={(chosen) => choose({ level: chosen || null })}
      />
    </div>
  );
}
