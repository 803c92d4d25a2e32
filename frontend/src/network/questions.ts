// SPDX-License-Identifier: EUPL-1.2
// What the parts of the page ask of the API about one selection.
import { graphql } from "../api/generated";

export const DRAWING = graphql(`
  query NetworkDrawing(
    $measure: CentralityMeasure!
    $filter: InitiativeFilter
    $projection: Projection!
    $relations: [RelationType!]
    $nodeTypes: [NodeType!]
    $first: Int!
    $language: Language!
  ) {
    drawing(
      measure: $measure
      filter: $filter
      projection: $projection
      relations: $relations
      nodeTypes: $nodeTypes
      first: $first
    ) {
      total
      residents
      edgesTotal
      nodes {
        rank
        value
        percentile
        error
        explanation(language: $language)
        node {
          ...NetworkNode
        }
      }
      edges {
        source
        target
        weight
      }
    }
  }

  fragment NetworkNode on Node {
    __typename
    id
    ... on Initiative {
      title
    }
    ... on Organisation {
      name
    }
    ... on Area {
      name
    }
    ... on Theme {
      name
    }
    ... on Municipality {
      name
    }
    ... on Budget {
      title
    }
    ... on Need {
      text
    }
    ... on Offer {
      text
    }
    ... on SupportRequest {
      asked: text
      role
    }
  }
`);

/** Asked apart: communities take longer than the drawing itself. */
export const GROUPS = graphql(`
  query NetworkGroups(
    $measure: CentralityMeasure!
    $filter: InitiativeFilter
    $projection: Projection!
    $relations: [RelationType!]
    $nodeTypes: [NodeType!]
    $first: Int!
    $language: Language!
  ) {
    drawing(
      measure: $measure
      filter: $filter
      projection: $projection
      relations: $relations
      nodeTypes: $nodeTypes
      first: $first
    ) {
      groups {
        nodes
        community {
          id
          name(language: $language)
          initiatives
          stable
        }
      }
    }
  }
`);
