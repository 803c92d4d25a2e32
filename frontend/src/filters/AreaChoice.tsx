// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState } from "react";

import { graphql } from "../api/generated";
import { useAnswer } from "../api/useAnswer";
import { useMessages, type Messages } from "../language/language";
import { useNames } from "../language/names";
import { Combobox } from "../parts/Combobox";
import { useSettled } from "../parts/useSettled";

const AREAS = graphql(`
  query AreaChoice($text: String, $first: Int!) {
    areas(filter: { text: $text }, first: $first) {
      nodes {
        id
        name
        level
      }
    }
  }
`);

const AREA = graphql(`
  query ChosenArea($id: ID!) {
    area(id: $id) {
      id
      name
    }
  }
`);

const messages: Messages<{ area: string; everywhere: string }> = {
  nl: { area: "Gebied", everywhere: "Overal" },
  en: { area: "Area", everywhere: "Everywhere" },
};

const SHOWN = 50;

/** Chooses one area, by typing a part of its name; an empty field is everywhere. */
export function AreaChoice({ id, onChoose }: { id: string; onChoose: (id: string) => void }) {
  const text = useMessages(messages);
  const names = useNames();
  const { data: known } = useAnswer(AREA, { id }, !id);
  const chosen = id && known?.area?.id === id ? known.area.name : "";
  const [typed, setTyped] = useState(chosen);
  useEffect(() => setTyped(chosen), [chosen]);
  const wanted = useSettled(typed === chosen ? "" : typed.trim(), 200);
  const { data } = useAnswer(AREAS, { text: wanted || null, first: SHOWN });
  return (
    <Combobox
      label={text.area}
      placeholder={text.everywhere}
      text={typed}
      onText={(next) => {
        setTyped(next);
        if (!next && id) onChoose("");
      }}
      suggestions={(data?.areas.nodes ?? []).map(({ id: area, name, level }) => ({
        id: area,
        label: name,
        detail: names.level[level].toLowerCase(),
      }))}
      onChoose={(area) => {
        setTyped(area.label);
        onChoose(area.id);
      }}
      onLeave={() => setTyped(chosen)}
    />
  );
}
