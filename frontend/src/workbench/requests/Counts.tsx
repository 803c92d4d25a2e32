// SPDX-License-Identifier: EUPL-1.2
import { graphql } from "../../api/generated";
import type { SupportRole } from "../../api/generated/schema";
import { useAnswer } from "../../api/useAnswer";
import { useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { PageLink } from "../../parts/PageLink";
import { Problem } from "../../parts/states";
import { AGES, daysOf, type Age } from "./ages";
import { ROLES, useChosen } from "./chosen";
import { messages } from "./messages";

const COUNTS = graphql(`
  query RequestCounts($role: [SupportRole!], $lang: DaysInput!, $midden: DaysInput!, $kort: DaysInput!) {
    lang: supportRequests(filter: { state: [ASKED], role: $role, askedOn: $lang }, first: 0) {
      totalCount
    }
    midden: supportRequests(filter: { state: [ASKED], role: $role, askedOn: $midden }, first: 0) {
      totalCount
    }
    kort: supportRequests(filter: { state: [ASKED], role: $role, askedOn: $kort }, first: 0) {
      totalCount
    }
    onbekend: supportRequests(filter: { state: [ASKED], role: $role, askedOn: { unknown: true } }, first: 0) {
      totalCount
    }
    all: supportRequests(filter: { state: [ASKED], role: $role }, first: 0) {
      totalCount
    }
  }
`);

/** How many requests wait, by role and by how long; each number leads to those requests. */
export function Counts() {
  const text = useMessages(messages);
  return (
    <div className="table-scroll" role="region" aria-label={text.caption} tabIndex={0}>
      <table className="utrecht-table figures">
        <caption className="utrecht-table__caption">{text.caption}</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              {text.role}
            </th>
            {AGES.map((age) => (
              <th key={age} scope="col" className="utrecht-table__header-cell numeric">
                {text.ages[age]}
              </th>
            ))}
            <th scope="col" className="utrecht-table__header-cell numeric">
              {text.every}
            </th>
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {ROLES.map((role) => (
            <CountsOf key={role} role={role} />
          ))}
          <CountsOf role={undefined} />
        </tbody>
      </table>
    </div>
  );
}

function CountsOf({ role }: { role: SupportRole | undefined }) {
  const text = useMessages(messages);
  const names = useNames();
  const name = role ? names.role[role] : text.allRoles;
  const { data, error, again } = useAnswer(COUNTS, {
    role: role ? [role] : null,
    lang: daysOf("lang"),
    midden: daysOf("midden"),
    kort: daysOf("kort"),
  });
  return (
    <tr className="utrecht-table__row">
      <th scope="row" className="utrecht-table__cell">
        {role ? name : text.every}
        {error && <Problem error={error} again={again} />}
      </th>
      {AGES.map((age) => (
        <Count key={age} count={data?.[age].totalCount} role={role} age={age} name={name} />
      ))}
      <Count count={data?.all.totalCount} role={role} age={undefined} name={name} />
    </tr>
  );
}

interface CountProps {
  count: number | undefined;
  role: SupportRole | undefined;
  age: Age | undefined;
  name: string;
}

function Count({ count, role, age, name }: CountProps) {
  const text = useMessages(messages);
  const format = useFormat();
  const chosen = useChosen();
  const current = chosen.role === role && chosen.age === age;
  const words = count === undefined ? "…" : format.number(count);
  return (
    <td className="utrecht-table__cell numeric">
      {count ? (
        <PageLink
          to="workbench"
          parameters={{ deel: "vragen", rol: role ?? null, wacht: age ?? null }}
          className="nl-link requests__count"
          aria-current={current ? "true" : undefined}
          aria-label={text.cell(words, name, age ? text.ages[age] : text.allAges)}
        >
          {words}
        </PageLink>
      ) : (
        words
      )}
    </td>
  );
}
