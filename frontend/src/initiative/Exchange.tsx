// SPDX-License-Identifier: EUPL-1.2
import { Heading } from "@nl-design-system-candidate/heading-react";

import { useMessages } from "../language/language";
import { Resources } from "../parts/Resources";
import { Section } from "../parts/Section";
import type { Initiative } from "./initiative";
import { messages } from "./messages";

/** What an initiative looks for, and what it has to give. */
export function Exchange({ initiative: { needs, offers } }: { initiative: Initiative }) {
  const text = useMessages(messages);
  if (needs.nodes.length + offers.nodes.length === 0)
    return (
      <Section title={text.exchange}>
        <p className="quiet">{text.noExchange}</p>
      </Section>
    );
  return (
    <Section title={text.exchange}>
      <div className="columns">
        <div>
          <Heading level={3}>{text.needs}</Heading>
          {needs.nodes.length > 0 ? <Resources resources={needs.nodes} /> : <p className="quiet">{text.noNeeds}</p>}
        </div>
        <div>
          <Heading level={3}>{text.offers}</Heading>
          {offers.nodes.length > 0 ? <Resources resources={offers.nodes} /> : <p className="quiet">{text.noOffers}</p>}
        </div>
      </div>
    </Section>
  );
}
