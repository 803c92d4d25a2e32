// SPDX-License-Identifier: EUPL-1.2
// What the page of an initiative asks.
import { graphql } from "../api/generated";
import type { InitiativePageQuery, VersionsOfInitiativeQuery } from "../api/generated/graphql";

export const INITIATIVE = graphql(`
  query InitiativePage($id: ID!) {
    initiative(id: $id) {
      id
      title
      summary
      status
      endReason
      since
      until
      origin
      website
      contact
      confirmedOn
      locationPrecision
      location {
        lon
        lat
      }
      place {
        lon
        lat
      }
      areas {
        nodes {
          id
          name
          level
          geometry
          partOf(first: 1) {
            nodes {
              id
              name
              level
              geometry
            }
          }
        }
      }
      themes {
        nodes {
          id
          name
        }
      }
      organisers {
        edges {
          since
          until
          node {
            ...Backer
          }
        }
      }
      supporters {
        edges {
          since
          until
          kind
          amount
          node {
            ...Backer
          }
        }
      }
      initiators {
        totalCount
        nodes {
          ...Person
        }
      }
      participants(first: 100) {
        totalCount
        edges {
          task
          node {
            ...Person
          }
        }
      }
      backers(first: 0) {
        totalCount
      }
      needs {
        nodes {
          id
          kind
          text
          since
          until
        }
      }
      offers {
        nodes {
          id
          kind
          text
          since
          until
        }
      }
      requests {
        nodes {
          ...Request
        }
      }
      connections {
        edges {
          since
          until
          kind
          how
          node {
            id
            title
            status
            connections(first: 4) {
              edges {
                kind
                node {
                  id
                  title
                }
              }
            }
          }
        }
      }
      related(first: 8, eachResident: false) {
        score
        initiative {
          id
          title
          status
        }
        evidence {
          kind
          share
          count
          via {
            id
            ... on Organisation {
              name
            }
          }
        }
      }
    }
  }

  fragment Backer on Organisation {
    id
    name
    kind
    runs(first: 4) {
      nodes {
        id
        title
      }
    }
    supports(first: 4) {
      nodes {
        id
        title
      }
    }
  }

  fragment Person on Resident {
    id
    pseudonym
    name
    contact
  }

  fragment Request on SupportRequest {
    id
    role
    state
    text
    amount
    askedOn
    decidedOn
    department
    caseUrl
    municipality {
      nodes {
        id
        name
      }
    }
    budget {
      edges {
        votes
        selected
        node {
          id
          title
          ballotType
        }
      }
    }
  }
`);

export const VERSIONS = graphql(`
  query VersionsOfInitiative($id: ID!) {
    initiative(id: $id) {
      history {
        revision
        at
        actor
        origin
        node {
          ... on Initiative {
            title
            summary
            status
            endReason
            since
            until
            website
            contact
            confirmedOn
            locationPrecision
            location {
              lon
              lat
            }
          }
        }
      }
    }
  }
`);

export type Initiative = NonNullable<InitiativePageQuery["initiative"]>;
export type InitiativeVersion = NonNullable<VersionsOfInitiativeQuery["initiative"]>["history"][number];
