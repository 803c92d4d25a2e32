// SPDX-License-Identifier: EUPL-1.2
import type { OpportunityCardFragment } from "../api/generated/graphql";
import { useFormat, useMessages, type Messages } from "../language/language";
import { useNames } from "../language/names";

const messages: Messages<{ share: (percent: string) => string }> = {
  nl: { share: (percent) => `${percent} van de score` },
  en: { share: (percent) => `${percent} of the score` },
};

/** Why an opportunity is one: a sentence for each reason, with its share of the score. The shares sum to the score; a
 * bridge adds nothing to it. */
export function Reasons({ opportunity }: { opportunity: Pick<OpportunityCardFragment, "reasons" | "score" | "bridge"> }) {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  return (
    <ul className="reasons">
      {opportunity.reasons.map(({ signal, share, text: sentence }) => (
        <li key={signal} className="reason">
          <span className="reason__signal">{names.signal[signal]}</span>
          <span className="reason__text">{sentence}</span>
          <span className="reason__share">
            <meter className="reason__meter" aria-hidden="true" min={0} max={opportunity.score} value={share} />
            {text.share(format.percent(share / opportunity.score))}
          </span>
        </li>
      ))}
      {opportunity.bridge && (
        <li className="reason">
          <span className="reason__signal">{names.opportunity.BRIDGE}</span>
          <span className="reason__text">{opportunity.bridge}</span>
        </li>
      )}
    </ul>
  );
}
