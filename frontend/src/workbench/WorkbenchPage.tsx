// SPDX-License-Identifier: EUPL-1.2
import { useState, type ComponentType } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import { useParameters } from "../app/address";
import { useMessages } from "../language/language";
import { PageTitle } from "../parts/PageTitle";
import { PartMenu } from "../parts/PartMenu";
import { useIsStaff } from "../session/session";
import { SignIn } from "../session/SignIn";
import { Files } from "./files/Files";
import { messages } from "./messages";
import { Opportunities } from "./opportunities/Opportunities";
import { Why } from "./opportunities/Why";
import { Requests } from "./requests/Requests";
import { readSection, SECTIONS, type Section } from "./sections";
import "./workbench.css";

const CONTENT: Record<Section, ComponentType> = {
  kansen: Opportunities,
  waarom: Why,
  vragen: Requests,
  bestanden: Files,
};

export default function WorkbenchPage() {
  return useIsStaff() ? <Workbench /> : <Outside />;
}

function Workbench() {
  const text = useMessages(messages);
  const [parameters] = useParameters();
  const section = readSection(parameters);
  const Content = CONTENT[section];
  return (
    <div className="page stack">
      <PageTitle tab={`${text.sections[section]} – ${text.title}`}>{text.title}</PageTitle>
      <PartMenu
        label={text.menu}
        page="workbench"
        parts={SECTIONS}
        names={text.sections}
        chosen={section}
        parameters={(each) => ({ deel: each })}
      />
      <Content />
    </div>
  );
}

/** What the workbench is, for who is not signed in. */
function Outside() {
  const text = useMessages(messages);
  const [asking, setAsking] = useState(false);
  return (
    <div className="page stack">
      <PageTitle>{text.title}</PageTitle>
      <p>{text.about}</p>
      <ul>
        {text.abilities.map((ability) => (
          <li key={ability}>{ability}</li>
        ))}
      </ul>
      <p>{text.staffOnly}</p>
      <div>
        <Button purpose="primary" onClick={() => setAsking(true)}>
          {text.signIn}
        </Button>
      </div>
      {asking && <SignIn onClose={() => setAsking(false)} />}
    </div>
  );
}
