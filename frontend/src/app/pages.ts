// SPDX-License-Identifier: EUPL-1.2
// Where each page is. All are one level deep, so that relative addresses also work below a path of a municipality's site.

export const PAGES = {
  map: "/",
  initiative: "/initiatief",
  organisation: "/organisatie",
  workbench: "/werkbank",
  network: "/netwerk",
} as const;

export type PageName = keyof typeof PAGES;

/** The path that everything of Verbind is below, without a slash at its end. */
export const BASE = new URL("./", location.href).pathname.replace(/\/$/, "");
