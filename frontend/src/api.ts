// SPDX-License-Identifier: EUPL-1.2
// One question to the GraphQL API that serves this page.

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string }[];
}

/** The data of an operation; throws when the API is out of reach, or answers with any error. */
export async function ask<Data>(
  operation: string,
  variables: Record<string, unknown> = {},
  signal: AbortSignal | null = null,
): Promise<Data> {
  const response = await fetch("./graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json;q=0.9",
    },
    body: JSON.stringify({ query: operation, variables }),
    signal,
  });
  const { data, errors } = (await response.json()) as Answer<Data>;
  if (errors?.length || !data) {
    throw new Error(errors?.map((error) => error.message).join("; ") ?? `HTTP ${response.status} without data`);
  }
  return data;
}
