// SPDX-License-Identifier: EUPL-1.2
import type { InitiativeItemFragment } from "../api/generated/graphql";
import { useNames } from "../language/names";
import { PageLink } from "../parts/PageLink";
import { StatusMark } from "./StatusMark";

export type Item = InitiativeItemFragment;

/** An initiative in the list; it is pointed out on the map while someone is at it. */
export function InitiativeItem(props: { item: Item; selected: boolean; onPoint: (item: Item | null) => void }) {
  const { item, selected, onPoint } = props;
  const leave = () => onPoint(null);
  return (
    <li
      className="map-item"
      aria-current={selected ? "true" : undefined}
      onMouseEnter={() => onPoint(item)}
      onMouseLeave={leave}
      onFocus={() => onPoint(item)}
      onBlur={leave}
    >
      <h3 className="map-item__title" lang="nl">
        <PageLink to="initiative" parameters={{ id: item.id }}>
          {item.title}
        </PageLink>
      </h3>
      <InitiativeFacts item={item} />
    </li>
  );
}

/** What is told of an initiative below its title. */
export function InitiativeFacts({ item }: { item: Pick<Item, "status" | "areas" | "themes" | "summary"> }) {
  const names = useNames();
  const about = [...item.areas.nodes, ...item.themes.nodes].map(({ name }) => name);
  return (
    <>
      <p className="map-item__facts">
        <span className="map-item__status">
          <StatusMark status={item.status} />
          {names.status[item.status]}
        </span>
        {about.length > 0 && <span lang="nl"> · {about.join(" · ")}</span>}
      </p>
      {item.summary && (
        <p className="map-item__summary" lang="nl">
          {item.summary}
        </p>
      )}
    </>
  );
}
