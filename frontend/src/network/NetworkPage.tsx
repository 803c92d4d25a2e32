// SPDX-License-Identifier: EUPL-1.2
import type { ComponentType } from "react";

import { useParameters } from "../app/address";
import { useMessages } from "../language/language";
import { deferred } from "../parts/deferred";
import { PageTitle } from "../parts/PageTitle";
import { PartMenu } from "../parts/PartMenu";
import { messages } from "./messages";
import { PARTS, readPart, type Part } from "./parts";
import { SelectionForm } from "./SelectionForm";
import "./network.css";

const CONTENT: Record<Part, ComponentType> = {
  tekening: deferred(() => import("./drawing/DrawingPart")),
  tabel: deferred(() => import("./table/TablePart")),
  groepen: deferred(() => import("./groups/GroupsPart")),
  kwetsbaar: deferred(() => import("./fragility/FragilityPart")),
  "wat-als": deferred(() => import("./supposing/SupposingPart")),
};

/** What is of one part alone, and does not go along to another. */
const OWN = ["deel", "lang", "a", "b", "zonder"];

export default function NetworkPage() {
  const text = useMessages(messages);
  const [parameters] = useParameters();
  const part = readPart(parameters);
  const Content = CONTENT[part];
  const kept: Record<string, string[]> = {};
  for (const name of parameters.keys()) if (!OWN.includes(name)) kept[name] = parameters.getAll(name);
  return (
    <div className="page stack">
      <PageTitle tab={`${text.parts[part]} – ${text.title}`}>{text.title}</PageTitle>
      <p className="quiet">{text.about}</p>
      <PartMenu
        label={text.menu}
        page="network"
        parts={PARTS}
        names={text.parts}
        chosen={part}
        parameters={(each) => ({ ...kept, deel: each === "tekening" ? null : each })}
      />
      {part !== "wat-als" && <SelectionForm part={part} />}
      <Content />
    </div>
  );
}
