// SPDX-License-Identifier: EUPL-1.2
import { useId, type ReactNode } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import type { OpportunityCardFragment } from "../../api/generated/graphql";
import { useParameters } from "../../app/address";
import { useMessages } from "../../language/language";
import { Comparison } from "./Comparison";
import { messages } from "./messages";
import { WhatIf } from "./WhatIf";

type View = "vergelijk" | "watals";

interface Props {
  opportunity: OpportunityCardFragment;
  children?: ReactNode;
}

/** Buttons that open a closer look at the two, and those of `children`. Which one is open is in the address. */
export function Views({ opportunity, children }: Props) {
  const text = useMessages(messages);
  const id = useId();
  const [parameters, change] = useParameters();
  const open = parameters.get("open") === opportunity.id ? parameters.get("blik") : null;
  // Nothing can be supposed about a connection with the municipality: it is no part of the network.
  const connects = ![opportunity.a, opportunity.b].some(({ __typename }) => __typename === "Municipality");
  const toggle = (view: View) => (
    <Button
      purpose="secondary"
      aria-expanded={open === view}
      aria-controls={open === view ? id : undefined}
      onClick={() => change(open === view ? { open: null, blik: null } : { open: opportunity.id, blik: view })}
    >
      {view === "vergelijk" ? text.compare : text.whatIf}
    </Button>
  );
  return (
    <>
      <div className="row no-print" role="group" aria-label={text.actions(opportunity.headline)}>
        {toggle("vergelijk")}
        {connects && toggle("watals")}
        {children}
      </div>
      {(open === "vergelijk" || (open === "watals" && connects)) && (
        <div className="chance__view stack" id={id}>
          {open === "vergelijk" ? <Comparison a={opportunity.a} b={opportunity.b} /> : <WhatIf opportunity={opportunity} />}
        </div>
      )}
    </>
  );
}
