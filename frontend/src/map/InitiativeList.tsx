// SPDX-License-Identifier: EUPL-1.2
import { useEffect, type ReactNode } from "react";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import type { InitiativeFilter } from "../api/generated/schema";
import { useAnswer } from "../api/useAnswer";
import { useFormat, useMessages } from "../language/language";
import { Answered, Empty } from "../parts/states";
import { InitiativeItem, type Item } from "./InitiativeItem";
import { messages } from "./messages";
import { LIST } from "./questions";

interface Props {
  filter: InitiativeFilter;
  pages: number;
  onMore: () => void;
  selected: string;
  onPoint: (item: Item | null) => void;
  /** When there is something to read. */
  onShown: () => void;
  /** Choices about the list. */
  children?: ReactNode;
}

const PAGE = 25;

/** The initiatives that match, as many pages as are wanted. */
export function InitiativeList(props: Props) {
  const { filter, pages, onShown } = props;
  const text = useMessages(messages);
  const format = useFormat();
  const answer = useAnswer(LIST, variables(filter, null));
  const total = answer.data?.initiatives.totalCount;
  useEffect(() => {
    if (answer.data || answer.error) onShown();
  }, [answer.data, answer.error, onShown]);
  return (
    <>
      <Heading level={2} className="map-list__count">
        <span role="status">{total !== undefined && text.found(format.number(total), total === 1)}</span>
      </Heading>
      {props.children}
      <Answered answer={answer}>
        {({ initiatives }) =>
          initiatives.nodes.length > 0 ? (
            <Page {...props} nodes={initiatives.nodes} next={initiatives.pageInfo} left={pages - 1} />
          ) : (
            <Empty>
              <p>{text.none}</p>
              <p>{filter.bbox ? text.noneInView : text.noneHelp}</p>
            </Empty>
          )
        }
      </Answered>
    </>
  );
}

function Page(
  props: Props & { nodes: readonly Item[]; next: { hasNextPage: boolean; endCursor: string | null }; left: number },
) {
  const { nodes, next, left, selected, onPoint, onMore } = props;
  const text = useMessages(messages);
  return (
    <>
      <ul className="list map-list">
        {nodes.map((item) => (
          <InitiativeItem key={item.id} item={item} selected={item.id === selected} onPoint={onPoint} />
        ))}
      </ul>
      {next.hasNextPage && left > 0 && <NextPage {...props} after={next.endCursor} left={left} />}
      {next.hasNextPage && left <= 0 && (
        <Button purpose="secondary" onClick={onMore}>
          {text.more}
        </Button>
      )}
    </>
  );
}

function NextPage(props: Props & { after: string | null; left: number }) {
  const answer = useAnswer(LIST, variables(props.filter, props.after));
  return (
    <Answered answer={answer}>
      {({ initiatives }) => (
        <Page {...props} nodes={initiatives.nodes} next={initiatives.pageInfo} left={props.left - 1} />
      )}
    </Answered>
  );
}

const variables = (filter: InitiativeFilter, after: string | null) =>
  ({ filter, order: filter.text ? "RELEVANCE" : "TITLE", first: PAGE, after }) as const;
