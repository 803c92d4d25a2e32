// SPDX-License-Identifier: EUPL-1.2
// What someone sees who opens GraphiQL for the first time.

export const EXAMPLE = `# Verbind: initiatieven van inwoners,
# en wat hen verbindt.
# - Uitvoeren: Ctrl+Enter
# - Aanvullen: Ctrl+Spatie
# - Alle typen en velden: het boek links
# - Medewerkers: onderaan bij Headers
#   {"Authorization": "Bearer ..."}
#
# Verbind: residents' initiatives,
# and what connects them.
# - Run: Ctrl+Enter
# - Complete: Ctrl+Space
# - All types and fields: the book, left
# - Staff: under Headers, at the bottom
#   {"Authorization": "Bearer ..."}

query Tuinen {
  initiatives(
    filter: { text: "tuin" }
    first: 5
    orderBy: RELEVANCE
  ) {
    totalCount
    nodes {
      id
      title
      summary
      status
      areas(first: 1) {
        nodes {
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;
