// SPDX-License-Identifier: EUPL-1.2
import { graphql } from "../api/generated";
import type { AreaLevel } from "../api/generated/schema";
import { useAnswer } from "../api/useAnswer";
import { useNames } from "../language/names";

const AREAS = graphql(`
  query AreaOptions {
    areas(first: 500, orderBy: TITLE) {
      nodes {
        id
        name
        level
      }
    }
  }
`);

const THEMES = graphql(`
  query ThemeOptions {
    themes(first: 500, orderBy: TITLE) {
      nodes {
        id
        name
      }
    }
  }
`);

/** The largest areas first, as one looks for them. */
const LEVELS: readonly AreaLevel[] = ["MUNICIPALITY", "DISTRICT", "WIJK", "DORP", "BUURT"];

type Options = (readonly [id: string, name: string])[];

/** The areas and themes that one can choose from. */
export function useOptions(): { areas: Options; themes: Options } {
  const names = useNames();
  const { data } = useAnswer(AREAS, {});
  const areas = (data?.areas.nodes ?? []).toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  return {
    areas: areas.map(({ id, name, level }) => [id, `${name} (${names.level[level].toLowerCase()})`]),
    themes: useThemes(),
  };
}

/** The themes that one can choose from. */
export function useThemes(): Options {
  const { data } = useAnswer(THEMES, {});
  return (data?.themes.nodes ?? []).map(({ id, name }) => [id, name]);
}
