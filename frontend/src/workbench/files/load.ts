// SPDX-License-Identifier: EUPL-1.2
// Sends a file to the API. Not with fetch, which cannot tell how much was sent.
import { credentials } from "../../session/session";

export const MOST_BYTES = 100_000_000;

/** What loading a file did, as the API tells it. */
export interface Loaded {
  file: string;
  made: number;
  changed: number;
  types: Counted[];
  municipalities: Named[];
  areasWithoutOutline: Named[];
}

export interface Counted {
  type: string;
  read: number;
  made: number;
  changed: number;
  unchanged: number;
}

export interface Named {
  id: string;
  name: string;
}

/** Why a file was not loaded: the API's own words, or none where it could not be reached. */
export class NotLoaded extends Error {
  constructor(
    readonly status: number,
    readonly detail: string | undefined,
  ) {
    super(detail);
  }
}

/** Loads a file; `sent` is told which part of it (0 to 1) is there. Throws NotLoaded. */
export function load(file: File, options: Record<string, string>, sent: (part: number) => void): Promise<Loaded> {
  const given = new URLSearchParams(Object.entries(options).filter(([, value]) => value));
  const request = new XMLHttpRequest();
  request.open("POST", `./load/${encodeURIComponent(file.name)}?${given}`);
  for (const [name, value] of Object.entries(credentials())) request.setRequestHeader(name, value);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.responseType = "json";
  request.upload.onprogress = ({ loaded, total }) => sent(total ? loaded / total : 1);
  return new Promise((resolve, reject) => {
    request.onload = () => {
      if (request.status === 200) resolve(request.response as Loaded);
      else reject(new NotLoaded(request.status, (request.response as { detail?: string } | null)?.detail));
    };
    request.onerror = () => reject(new NotLoaded(0, undefined));
    request.send(file);
  });
}
