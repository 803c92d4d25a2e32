// SPDX-License-Identifier: EUPL-1.2
import { useAnswer } from "../api/useAnswer";
import { useParameters } from "../app/address";
import { useMessages } from "../language/language";
import { Opportunities } from "../opportunity/Opportunities";
import { Absent } from "../parts/Absent";
import { Alert } from "../parts/Alert";
import { PageTitle } from "../parts/PageTitle";
import { Answered } from "../parts/states";
import { Status } from "../parts/Status";
import { Connections } from "./Connections";
import { Ego } from "./ego/Ego";
import { Exchange } from "./Exchange";
import { History } from "./History";
import { INITIATIVE, type Initiative } from "./initiative";
import { messages } from "./messages";
import { Overview } from "./Overview";
import { Related } from "./Related";
import { Requests } from "./Requests";
import { Where } from "./Where";
import { Who } from "./Who";
import "./initiative.css";

const ID = /^Initiative:\d+$/;

export default function InitiativePage() {
  const text = useMessages(messages);
  const [parameters] = useParameters();
  const id = parameters.get("id") ?? "";
  return ID.test(id) ? <Asked key={id} id={id} /> : <Absent title={text.absent} />;
}

function Asked({ id }: { id: string }) {
  const text = useMessages(messages);
  const answer = useAnswer(INITIATIVE, { id });
  return (
    <Answered answer={answer}>
      {({ initiative }) => (initiative ? <Page initiative={initiative} /> : <Absent title={text.absent} />)}
    </Answered>
  );
}

function Page({ initiative }: { initiative: Initiative }) {
  const text = useMessages(messages);
  const { id, title, summary, status, endReason } = initiative;
  const ended = status === "ENDED";
  return (
    <div className="page stack stack--wide">
      <header className="stack">
        <div className="row">
          <PageTitle tab={title}>
            <span lang="nl">{title}</span>
          </PageTitle>
          <Status status={status} />
        </div>
        {ended && (
          <Alert>
            <p>
              {text.ended(endReason)} {endReason && <span lang="nl">{endReason}</span>}
            </p>
            <p>{text.noOpportunities}</p>
          </Alert>
        )}
      </header>
      <div className="initiative-top">
        <div className="stack">
          {summary && (
            <p className="initiative-summary" lang="nl">
              {summary}
            </p>
          )}
          <Overview initiative={initiative} />
        </div>
        <Where initiative={initiative} />
      </div>
      <Who initiative={initiative} />
      <Exchange initiative={initiative} />
      <Requests initiative={initiative} />
      <Connections initiative={initiative} />
      <Ego initiative={initiative} />
      {!ended && <Opportunities id={id} />}
      <Related initiative={initiative} />
      <History id={id} />
    </div>
  );
}
