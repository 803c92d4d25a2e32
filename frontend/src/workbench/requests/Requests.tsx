// SPDX-License-Identifier: EUPL-1.2
import { Heading } from "@nl-design-system-candidate/heading-react";

import { graphql } from "../../api/generated";
import type { UnansweredQuery } from "../../api/generated/graphql";
import { useAnswer } from "../../api/useAnswer";
import { useParameters } from "../../app/address";
import { useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { Choice } from "../../parts/Field";
import { Answered, Empty } from "../../parts/states";
import { More, useFirst } from "../More";
import { AGES, ageOf, daysOf } from "./ages";
import { ROLES, useChosen } from "./chosen";
import { Counts } from "./Counts";
import { messages } from "./messages";
import { Request } from "./Request";

const UNANSWERED = graphql(`
  query Unanswered($role: [SupportRole!], $days: DaysInput, $first: Int!) {
    supportRequests(filter: { state: [ASKED], role: $role, askedOn: $days }, orderBy: OLDEST, first: $first) {
      totalCount
      nodes {
        ...UnansweredRequest
      }
    }
  }
`);

/** What was asked of the municipality and still waits for an answer. */
export function Requests() {
  const text = useMessages(messages);
  const { role, age } = useChosen();
  const first = useFirst();
  const days = age ? daysOf(age) : null;
  const answer = useAnswer(UNANSWERED, { role: role ? [role] : null, days, first });
  return (
    <section className="stack">
      <Heading level={2}>{text.title}</Heading>
      <p>{text.intro}</p>
      <Counts />
      <p className="quiet small">
        {text.term} {text.budgets}
      </p>
      <Choices />
      <Answered answer={answer}>
        {({ supportRequests }) => <List found={supportRequests} fetching={answer.fetching} />}
      </Answered>
    </section>
  );
}

function Choices() {
  const text = useMessages(messages);
  const names = useNames();
  const { role, age } = useChosen();
  const [, change] = useParameters();
  return (
    <div className="workbench-choices no-print">
      <Choice
        label={text.role}
        value={role ?? ""}
        options={[["", text.allRoles] as const, ...ROLES.map((each) => [each, names.role[each]] as const)]}
        onChange={(rol) => change({ rol, toon: null })}
      />
      <Choice
        label={text.age}
        value={age ?? ""}
        options={[["", text.allAges] as const, ...AGES.map((each) => [each, text.ages[each]] as const)]}
        onChange={(wacht) => change({ wacht, toon: null })}
      />
    </div>
  );
}

interface Props {
  found: UnansweredQuery["supportRequests"];
  fetching: boolean;
}

function List({ found: { nodes, totalCount }, fetching }: Props) {
  const text = useMessages(messages);
  const format = useFormat();
  const { role, age } = useChosen();
  if (!totalCount) return <Empty>{role || age ? text.none : text.noneAtAll}</Empty>;
  return (
    <div className="stack">
      <p role="status">
        <strong>{text.total(format.number(totalCount))}</strong>
      </p>
      {AGES.map((age) => ({ age, group: nodes.filter(({ askedOn }) => ageOf(askedOn) === age) }))
        .filter(({ group }) => group.length)
        .map(({ age, group }) => (
          <section key={age} className="stack">
            <Heading level={3}>{text.ages[age]}</Heading>
            <ul className="list stack" role="list">
              {group.map((request) => (
                <li key={request.id} className="card">
                  <Request request={request} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      <More shown={nodes.length} total={totalCount} fetching={fetching} />
    </div>
  );
}
