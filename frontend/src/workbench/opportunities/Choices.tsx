// SPDX-License-Identifier: EUPL-1.2
import type { OpportunityKind } from "../../api/generated/schema";
import { useParameters } from "../../app/address";
import { AreaChoice } from "../../filters/AreaChoice";
import { useThemes } from "../../filters/themes";
import { useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { Choice } from "../../parts/Field";
import { messages } from "./messages";

const KINDS: readonly OpportunityKind[] = [
  "SHARED_PEOPLE",
  "COMPLEMENTARY",
  "SIMILAR",
  "BRIDGE",
  "SUPPORT",
  "JOINT_ASK",
];

/** Of which area, theme and kind the address asks for opportunities. */
export function useChosen() {
  const [parameters] = useParameters();
  const named = parameters.get("soort");
  return {
    area: parameters.get("gebied"),
    theme: parameters.get("thema"),
    kind: KINDS.find((kind) => kind === named) ?? null,
  };
}

/** Of which area, theme and kind; every choice goes to the address at once, and begins the list anew. */
export function Choices() {
  const text = useMessages(messages);
  const names = useNames();
  const themes = useThemes();
  const [parameters, change] = useParameters();
  const choose = (name: string) => (value: string) => change({ [name]: value, toon: null, open: null, blik: null });
  return (
    <div className="workbench-choices no-print">
      <AreaChoice id={parameters.get("gebied") ?? ""} onChoose={choose("gebied")} />
      <Choice
        label={text.theme}
        value={parameters.get("thema") ?? ""}
        options={[["", text.everything], ...themes]}
        onChange={choose("thema")}
      />
      <Choice
        label={text.kind}
        value={parameters.get("soort") ?? ""}
        options={[["", text.allKinds], ...KINDS.map((kind) => [kind, names.opportunity[kind]] as const)]}
        onChange={choose("soort")}
      />
    </div>
  );
}
