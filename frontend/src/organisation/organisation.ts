// SPDX-License-Identifier: EUPL-1.2
// What the page of an organisation asks.
import { graphql } from "../api/generated";
import type { OrganisationPageQuery, VersionsOfOrganisationQuery } from "../api/generated/graphql";

export const ORGANISATION = graphql(`
  query OrganisationPage($id: ID!) {
    organisation(id: $id) {
      id
      name
      kind
      legalForm
      kvkNumber
      website
      contact
      since
      until
      origin
      runs(first: 200) {
        totalCount
        edges {
          since
          until
          node {
            ...Carried
          }
        }
      }
      supports(first: 200) {
        totalCount
        edges {
          since
          until
          kind
          amount
          node {
            ...Carried
          }
        }
      }
      represents {
        nodes {
          id
          name
          level
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
      members(first: 0) {
        totalCount
      }
    }
  }

  fragment Carried on Initiative {
    id
    title
    status
    areas(first: 1) {
      nodes {
        id
        name
      }
    }
  }
`);

export const VERSIONS = graphql(`
  query VersionsOfOrganisation($id: ID!) {
    organisation(id: $id) {
      history {
        revision
        at
        actor
        origin
        node {
          ... on Organisation {
            name
            kind
            legalForm
            kvkNumber
            website
            contact
            since
            until
          }
        }
      }
    }
  }
`);

export type Organisation = NonNullable<OrganisationPageQuery["organisation"]>;
export type OrganisationVersion = NonNullable<VersionsOfOrganisationQuery["organisation"]>["history"][number];
