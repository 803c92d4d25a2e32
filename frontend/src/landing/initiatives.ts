// SPDX-License-Identifier: EUPL-1.2
// What the landing page asks of the API.
import { ask } from "../api";

export type Status = "IDEA" | "STARTING" | "ACTIVE" | "PAUSED" | "ENDED";

export interface Initiative {
  id: string;
  title: string;
  summary: string;
  status: Status;
  since: string | null;
  areas: { nodes: { name: string }[] };
}

export interface Page {
  totalCount: number;
  nodes: Initiative[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export interface Totals {
  initiatives: { totalCount: number };
  organisations: { totalCount: number };
  areas: { totalCount: number };
}

const PAGE = `{
  totalCount
  nodes { id title summary status since areas(first: 1) { nodes { name } } }
  pageInfo { hasNextPage endCursor }
}`;

const NEWEST = `query Newest($after: String) {
  initiatives(first: 10, after: $after, orderBy: NEWEST) ${PAGE}
}`;

const SEARCH = `query Search($text: String!, $after: String) {
  initiatives(filter: { text: $text }, first: 10, after: $after, orderBy: RELEVANCE) ${PAGE}
}`;

const TOTALS = `query Totals {
  initiatives(first: 0) { totalCount }
  organisations(first: 0) { totalCount }
  areas(first: 0) { totalCount }
}`;

/** Ten initiatives after a cursor: the best matches of a text, or the newest when the text is empty. */
export async function fetchPage(text: string, after: string | null, signal: AbortSignal): Promise<Page> {
  const operation = text ? SEARCH : NEWEST;
  const variables = text ? { text, after } : { after };
  return (await ask<{ initiatives: Page }>(operation, variables, signal)).initiatives;
}

export function fetchTotals(): Promise<Totals> {
  return ask<Totals>(TOTALS);
}
