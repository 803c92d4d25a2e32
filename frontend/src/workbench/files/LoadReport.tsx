// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef } from "react";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import { graphql } from "../../api/generated";
import { useAnswer } from "../../api/useAnswer";
import { useFormat, useMessages } from "../../language/language";
import { Alert } from "../../parts/Alert";
import { PageLink } from "../../parts/PageLink";
import type { Loaded, Named } from "./load";
import { LoadTable } from "./LoadTable";
import { messages } from "./messages";

const WHOLE = graphql(`
  query WholeMunicipality($id: ID!) {
    municipality(id: $id) {
      areas(first: 500) {
        nodes {
          id
          level
        }
      }
    }
  }
`);

/** What a file did. The focus goes to its heading: the form that had it is gone. */
export function LoadReport({ done, onAnother }: { done: Loaded; onAnother: () => void }) {
  const text = useMessages(messages);
  const format = useFormat();
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const unplaced = useListed(done.areasWithoutOutline);
  const nothing = done.made === 0 && done.changed === 0;
  const nothingNew = done.types.length ? text.nothingNew : text.empty;
  return (
    <section className="stack">
      <div ref={heading} tabIndex={-1}>
        <Heading level={2}>{text.did(done.file)}</Heading>
      </div>
      <Alert type={nothing ? "info" : "ok"}>
        <p>{nothing ? nothingNew : text.summary(format.number(done.made), format.number(done.changed))}</p>
      </Alert>
      {done.types.length > 0 && <LoadTable types={done.types} />}
      {unplaced && (
        <Alert type="warning">
          <p>{text.outlines(unplaced)}</p>
        </Alert>
      )}
      <ul>
        {done.municipalities.map((municipality) => (
          <li key={municipality.id}>
            <OnMap municipality={municipality} />
          </li>
        ))}
        <li>
          <PageLink to="workbench" parameters={{ deel: "kansen" }}>
            {text.opportunities}
          </PageLink>
        </li>
      </ul>
      <div>
        <Button purpose="secondary" onClick={onAnother}>
          {text.another}
        </Button>
      </div>
    </section>
  );
}

/** A link to the map with all that lies in a municipality. */
function OnMap({ municipality: { id, name } }: { municipality: Named }) {
  const text = useMessages(messages);
  const { data } = useAnswer(WHOLE, { id });
  const whole = data?.municipality?.areas.nodes.find(({ level }) => level === "MUNICIPALITY");
  return (
    <PageLink to="map" parameters={{ gebied: whole?.id ?? null }}>
      {text.onMap(name)}
    </PageLink>
  );
}

const MOST = 10;

/** The first names, and how many more there are. */
function useListed(areas: Named[]): string {
  const text = useMessages(messages);
  const format = useFormat();
  const names = areas.slice(0, MOST).map(({ name }) => name);
  return [...names, ...(areas.length > MOST ? [text.andMore(format.number(areas.length - MOST))] : [])].join(", ");
}
