// SPDX-License-Identifier: EUPL-1.2
import { Fragment, type ReactNode } from "react";

type Fact = readonly [name: string, value: ReactNode];

/** What is known of something, by name; what is not (null, false) is left out. */
export function Facts({ facts }: { facts: readonly (Fact | null | false)[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => {
        if (!fact || fact[1] === null) return null;
        return (
          <Fragment key={fact[0]}>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </Fragment>
        );
      })}
    </dl>
  );
}
