// SPDX-License-Identifier: EUPL-1.2
import { useAnswer } from "../api/useAnswer";
import { useParameters } from "../app/address";
import { useFormat, useMessages } from "../language/language";
import { Opportunities } from "../opportunity/Opportunities";
import { Absent } from "../parts/Absent";
import { Alert } from "../parts/Alert";
import { PageTitle } from "../parts/PageTitle";
import { Resources } from "../parts/Resources";
import { Section } from "../parts/Section";
import { Answered } from "../parts/states";
import { History } from "./History";
import { Initiatives } from "./Initiatives";
import { messages } from "./messages";
import { ORGANISATION, type Organisation } from "./organisation";
import { Overview } from "./Overview";

const ID = /^Organisation:\d+$/;

export default function OrganisationPage() {
  const text = useMessages(messages);
  const [parameters] = useParameters();
  const id = parameters.get("id") ?? "";
  return ID.test(id) ? <Asked key={id} id={id} /> : <Absent title={text.absent} />;
}

function Asked({ id }: { id: string }) {
  const text = useMessages(messages);
  const answer = useAnswer(ORGANISATION, { id });
  return (
    <Answered answer={answer}>
      {({ organisation }) => (organisation ? <Page organisation={organisation} /> : <Absent title={text.absent} />)}
    </Answered>
  );
}

function Page({ organisation }: { organisation: Organisation }) {
  const text = useMessages(messages);
  const format = useFormat();
  const { id, name, until, offers } = organisation;
  const ended = until !== null && until < new Date().toISOString().slice(0, 10);
  return (
    <div className="page stack stack--wide">
      <header className="stack">
        <PageTitle tab={name}>
          <span lang="nl">{name}</span>
        </PageTitle>
        {ended && <Alert>{text.ended(format.day(until))}</Alert>}
      </header>
      <Overview organisation={organisation} />
      <Initiatives organisation={organisation} />
      {offers.nodes.length > 0 && (
        <Section title={text.offers}>
          <Resources resources={offers.nodes} />
        </Section>
      )}
      {!ended && <Opportunities id={id} />}
      <History id={id} />
    </div>
  );
}
