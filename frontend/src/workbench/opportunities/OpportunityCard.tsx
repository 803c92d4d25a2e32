// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef, useState } from "react";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import type { OpportunityCardFragment } from "../../api/generated/graphql";
import { useFormat, useMessages } from "../../language/language";
import { useNames } from "../../language/names";
import { EndLink } from "../../opportunity/EndLink";
import { Reasons } from "../../opportunity/Reasons";
import { Badge } from "../../parts/Badge";
import type { Decision } from "./decided";
import { Dismiss } from "./Dismiss";
import { Earlier } from "./Earlier";
import { Introduce } from "./Introduce";
import { messages } from "./messages";
import { Views } from "./Views";

interface Props {
  opportunity: OpportunityCardFragment;
  decided: Decision | undefined;
  onDecided: (decision: Decision) => void;
}

/** One opportunity: who, why, what was decided before, and what staff can do. */
export function OpportunityCard({ opportunity, decided, onDecided }: Props) {
  const names = useNames();
  const text = useMessages(messages);
  const format = useFormat();
  const { kinds, headline, score } = opportunity;
  return (
    <article className="card stack chance" aria-label={headline} tabIndex={-1}>
      <div className="row">
        {kinds.map((kind, i) => (
          <Badge key={kind} tone={i === 0 ? "accent" : "neutral"}>
            {names.opportunity[kind]}
          </Badge>
        ))}
        <span className="quiet small">{text.score(format.number(score, 2))}</span>
      </div>
      <Heading level={3}>{headline}</Heading>
      <Ends opportunity={opportunity} />
      {decided ? (
        <Outcome decided={decided} />
      ) : (
        <>
          <Earlier opportunity={opportunity} />
          <Reasons opportunity={opportunity} />
          <Views opportunity={opportunity}>
            <Decide opportunity={opportunity} onDecided={onDecided} />
          </Views>
        </>
      )}
    </article>
  );
}

export function Ends({ opportunity }: { opportunity: OpportunityCardFragment }) {
  const names = useNames();
  return (
    <p className="chance__ends">
      {[opportunity.a, opportunity.b].map((end) => (
        <span key={end.id}>
          <EndLink end={end} /> <span className="quiet small">({names.party[end.__typename]})</span>
        </span>
      ))}
    </p>
  );
}

function Decide({ opportunity, onDecided }: Omit<Props, "decided">) {
  const text = useMessages(messages);
  const [asking, setAsking] = useState<Decision["outcome"]>();
  const Form = asking === "DISMISSED" ? Dismiss : Introduce;
  return (
    <>
      <Button purpose="secondary" onClick={() => setAsking("INTRODUCED")}>
        {text.introduced}
      </Button>
      <Button purpose="subtle" onClick={() => setAsking("DISMISSED")}>
        {text.dismiss}
      </Button>
      {asking && (
        <Form
          opportunity={opportunity}
          onClose={() => setAsking(undefined)}
          onDecided={(words) => onDecided({ outcome: asking, words })}
        />
      )}
    </>
  );
}

/** What was decided just now; the focus goes there, for the button that had it is gone. */
function Outcome({ decided }: { decided: Decision }) {
  const text = useMessages(messages);
  const message = useRef<HTMLParagraphElement>(null);
  useEffect(() => message.current?.focus(), []);
  return (
    <p ref={message} tabIndex={-1} className="chance__note">
      {decided.outcome === "DISMISSED" ? text.dismissedNow(decided.words) : text.introducedNow(decided.words)}
    </p>
  );
}
