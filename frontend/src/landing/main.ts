// SPDX-License-Identifier: EUPL-1.2
// The landing page: counts, the newest initiatives, and a search that lives in the address (?q=).
import { card } from "./card";
import { fetchPage, fetchTotals } from "./initiatives";
import { aimSwitch, formatNumber, messages, translatePage } from "./language";

function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`index.html has no ${kind.name} #${id}`);
  return found;
}

const form = byId("search", HTMLFormElement);
const input = byId("text", HTMLInputElement);
const heading = byId("heading", HTMLHeadingElement);
const status = byId("status", HTMLParagraphElement);
const problem = byId("problem", HTMLDivElement);
const list = byId("initiatives", HTMLUListElement);
const more = byId("more", HTMLButtonElement);

let after: string | null = null;
let underway = new AbortController();

const searched = (): string => new URLSearchParams(location.search).get("q")?.trim() ?? "";

/** Fetches the page of initiatives after the cursor and puts it on the list, or says what went wrong. */
async function load(): Promise<void> {
  underway.abort();
  const { signal } = (underway = new AbortController());
  problem.hidden = true;
  list.setAttribute("aria-busy", "true");
  status.textContent = messages.loading;
  try {
    const page = await fetchPage(searched(), after, signal);
    const cards = page.nodes.map(card);
    if (after) list.append(...cards);
    else list.replaceChildren(...cards);
    after = page.pageInfo.endCursor;
    more.hidden = !page.pageInfo.hasNextPage;
    status.textContent = summary(page.totalCount);
  } catch (error) {
    if (signal.aborted) return;
    console.error(error);
    status.textContent = "";
    more.hidden = true;
    problem.hidden = false;
    if (!after) list.replaceChildren();
  }
  list.setAttribute("aria-busy", "false");
}

function summary(total: number): string {
  if (total > 0) return messages.shown(formatNumber(list.children.length), formatNumber(total));
  return searched() ? messages.noHits : messages.none;
}

/** Shows what the address asks for, from its first page. */
async function show(): Promise<void> {
  const text = searched();
  input.value = text;
  heading.textContent = text ? messages.found(text) : messages.newest;
  aimSwitch(byId("language", HTMLAnchorElement));
  after = null;
  await load();
}

async function showTotals(): Promise<void> {
  for (const [name, { totalCount }] of Object.entries(await fetchTotals())) {
    byId(`count-${name}`, HTMLElement).textContent = formatNumber(totalCount);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  const text = input.value.trim();
  if (text) address.searchParams.set("q", text);
  else address.searchParams.delete("q");
  history.pushState(null, "", address);
  void show();
});

more.addEventListener("click", async () => {
  const firstNew = list.children.length;
  await load();
  // The button may have gone; whoever uses a keyboard or screen reader goes on at the first new card.
  const next = list.children[firstNew]?.querySelector("h3");
  next?.setAttribute("tabindex", "-1");
  next?.focus();
});

byId("retry", HTMLButtonElement).addEventListener("click", () => {
  void load();
  showTotals().catch(console.error);
});
addEventListener("popstate", () => void show());

translatePage();
void show();
showTotals().catch(console.error);
