// SPDX-License-Identifier: EUPL-1.2
// Files from the API as the viewer may see them: a plain link could not say who asks.
import { credentials } from "../session/session";

/** Saves what is at an address of the API. Throws an Error with the API's own words when it refuses. */
export async function download(address: string, fileName: string): Promise<void> {
  const response = await fetch(address, { headers: credentials() });
  if (!response.ok) throw new Error(await refusal(response));
  const named = /filename="?([^";]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  save(await response.blob(), named ?? fileName);
}

/** Saves a file that was made here. */
export function save(content: Blob, fileName: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function refusal(response: Response): Promise<string> {
  try {
    const { detail } = (await response.json()) as { detail?: string };
    return detail ?? `HTTP ${response.status}`;
  } catch {
    return `HTTP ${response.status}`;
  }
}
