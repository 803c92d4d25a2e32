// SPDX-License-Identifier: EUPL-1.2
import type { OpportunityCardFragment } from "../../api/generated/graphql";
import { useFormat, useMessages } from "../../language/language";
import { messages } from "./messages";

/** What was decided about these two before, and how the evidence has changed since. */
export function Earlier({ opportunity: { decision } }: { opportunity: Pick<OpportunityCardFragment, "decision"> }) {
  const text = useMessages(messages);
  const format = useFormat();
  if (!decision) return null;
  const tell = decision.outcome === "DISMISSED" ? text.earlier : text.earlierIntroduced;
  return (
    <div className="chance__note">
      <p>{tell(decision.by, format.day(decision.at), decision.reason ?? "")}</p>
      {decision.changed.length > 0 && (
        <>
          <p>{text.changed}</p>
          <ul>
            {decision.changed.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
