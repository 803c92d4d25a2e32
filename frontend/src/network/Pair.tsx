// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";

import type { NetworkNodeFragment } from "../api/generated/graphql";
import { useMessages, type Messages } from "../language/language";
import { PageLink } from "../parts/PageLink";
import { useIsStaff } from "../session/session";
import { NodeLink, nodeName } from "./NodeLink";

const messages: Messages<{ and: string; whatIf: string; why: string; of: (what: string, a: string, b: string) => string }> = {
  nl: {
    and: "en",
    whatIf: "Wat als deze twee verbonden waren?",
    why: "Wat verbindt deze twee?",
    of: (what, a, b) => `${what} ${a} en ${b}`,
  },
  en: {
    and: "and",
    whatIf: "What if these two were connected?",
    why: "What connects these two?",
    of: (what, a, b) => `${what} ${a} and ${b}`,
  },
};

interface Props {
  a: NetworkNodeFragment;
  b: NetworkNodeFragment;
  children?: ReactNode;
}

/** Two that could be connected: links to both, and to what would come of it. */
export function Pair({ a, b, children }: Props) {
  const text = useMessages(messages);
  const staff = useIsStaff();
  const both = { a: a.id, b: b.id };
  const named = (what: string) => text.of(what, nodeName(a), nodeName(b));
  return (
    <div className="network-pair">
      <p>
        <NodeLink node={a} /> {text.and} <NodeLink node={b} />
      </p>
      {children && <p className="quiet">{children}</p>}
      <p className="network-pair__links no-print">
        <PageLink to="network" parameters={{ deel: "wat-als", ...both }} aria-label={named(text.whatIf)}>
          {text.whatIf}
        </PageLink>
        {staff && (
          <PageLink to="workbench" parameters={{ deel: "waarom", een: a.id, ander: b.id }} aria-label={named(text.why)}>
            {text.why}
          </PageLink>
        )}
      </p>
    </div>
  );
}
