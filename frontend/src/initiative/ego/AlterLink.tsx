// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";

import { PageLink } from "../../parts/PageLink";
import type { Alter } from "./ego";

/** A link to what is in a network: a page of its own, or the map with what belongs to it. */
export function AlterLink({ alter, className, children }: { alter: Alter; className?: string; children: ReactNode }) {
  const { id, shape } = alter;
  const look = className ? { className } : {};
  if (shape === "theme" || shape === "area")
    return (
      <PageLink to="map" parameters={{ [shape === "theme" ? "thema" : "gebied"]: id }} {...look}>
        {children}
      </PageLink>
    );
  return (
    <PageLink to={shape} parameters={{ id }} {...look}>
      {children}
    </PageLink>
  );
}
