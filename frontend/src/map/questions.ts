// SPDX-License-Identifier: EUPL-1.2
// What the map page asks.
import { graphql } from "../api/generated";

/** One page of the list. */
export const LIST = graphql(`
  query InitiativeList($filter: InitiativeFilter, $order: ListOrder, $first: Int!, $after: String) {
    initiatives(filter: $filter, orderBy: $order, first: $first, after: $after) {
      totalCount
      nodes {
        ...InitiativeItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }

  fragment InitiativeItem on Initiative {
    id
    title
    summary
    status
    place {
      lon
      lat
    }
    areas(first: 1) {
      nodes {
        id
        name
      }
    }
    themes(first: 3) {
      nodes {
        id
        name
      }
    }
  }
`);

/** In what box everything lies that matches. */
export const EXTENT = graphql(`
  query MapExtent($world: BoxInput!, $filter: InitiativeFilter) {
    mapFeatures(bbox: $world, zoom: 0, filter: $filter) {
      count
      box {
        west
        south
        east
        north
      }
    }
  }
`);

export const MARKS = graphql(`
  query MapMarks($bbox: BoxInput!, $zoom: Int!, $filter: InitiativeFilter) {
    mapFeatures(bbox: $bbox, zoom: $zoom, filter: $filter) {
      count
      point {
        lon
        lat
      }
      box {
        west
        south
        east
        north
      }
      initiative {
        id
        title
        status
      }
    }
  }
`);

/** Which levels there are areas of. */
export const LEVELS_THERE = graphql(`
  query AreaLevels {
    MUNICIPALITY: areas(filter: { level: [MUNICIPALITY] }, first: 0) {
      totalCount
    }
    DISTRICT: areas(filter: { level: [DISTRICT] }, first: 0) {
      totalCount
    }
    WIJK: areas(filter: { level: [WIJK] }, first: 0) {
      totalCount
    }
    DORP: areas(filter: { level: [DORP] }, first: 0) {
      totalCount
    }
    BUURT: areas(filter: { level: [BUURT] }, first: 0) {
      totalCount
    }
  }
`);

/** The ground of the map. */
export const OUTLINES = graphql(`
  query AreaOutlines($level: AreaLevel!, $bbox: BoxInput) {
    areaCounts(level: $level, bbox: $bbox) {
      area {
        id
        name
        centre {
          lon
          lat
        }
        geometry
      }
    }
  }
`);

export const COUNTS = graphql(`
  query AreaCounts($level: AreaLevel!, $filter: InitiativeFilter) {
    areaCounts(level: $level, filter: $filter) {
      area {
        id
        name
        population
      }
      initiatives
    }
  }
`);

export const SPOTS = graphql(`
  query AreaFigures(
    $level: AreaLevel!
    $measure: BlindSpotMeasure!
    $filter: InitiativeFilter
    $language: Language!
  ) {
    blindSpots(level: $level, measure: $measure, filter: $filter) {
      area {
        id
        name
        population
      }
      status
      observed
      expected
      rate
      overallRate
      shrunkRate
      low
      high
      withheld
      text(language: $language)
    }
  }
`);

/** Which initiatives in view work together. */
export const LINES = graphql(`
  query MapLines($filter: InitiativeFilter!) {
    network(filter: $filter, relations: [CONNECTED_TO], first: 500) {
      nodes {
        id
        ... on Initiative {
          place {
            lon
            lat
          }
        }
      }
      edges {
        source
        target
      }
    }
  }
`);

/** What was clicked on the map. */
export const CHOSEN = graphql(`
  query MapChosen($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Initiative {
        ...InitiativeItem
      }
      ... on Area {
        name
        level
        population
        centre {
          lon
          lat
        }
      }
    }
  }
`);
