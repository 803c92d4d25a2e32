// SPDX-License-Identifier: EUPL-1.2
// Files from the API as the viewer may see them: a plain link could not say who asks.
import { credentials } from "../session/session";

/** Saves what is at an address of the API. Gives the status of the answer; 0 without one, or with half of one. */
export async function download(address: string, fileName: string): Promise<number> {
  try {
    const response = await fetch(address, { headers: credentials() });
    const named = /filename="?([^";]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1];
    if (response.ok) save(await response.blob(), named ?? fileName);
    return response.status;
  } catch {
    return 0;
  }
}

/** Saves a file that was made here. */
export function save(content: Blob, fileName: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Today, for in the name of a file. */
export const today = (): string => new Date().toISOString().slice(0, 10);
