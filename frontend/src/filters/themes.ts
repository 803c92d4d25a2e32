// SPDX-License-Identifier: EUPL-1.2
import { graphql } from "../api/generated";
import { useAnswer } from "../api/useAnswer";

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

type Options = (readonly [id: string, name: string])[];

/** The themes that one can choose from. */
export function useThemes(): Options {
  const { data } = useAnswer(THEMES, {});
  return (data?.themes.nodes ?? []).map(({ id, name }) => [id, name]);
}
