// SPDX-License-Identifier: EUPL-1.2
import type { AnchorHTMLAttributes, ReactNode } from "react";
import { Link } from "wouter";

import { useAddress, type Change } from "../app/address";
import type { PageName } from "../app/pages";

interface Props extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  to: PageName;
  /** What is after the question mark; the language comes along by itself. */
  parameters?: Change;
  children: ReactNode;
}

/** A link to a page of ours. */
export function PageLink({ to, parameters, className = "nl-link", ...rest }: Props) {
  const address = useAddress();
  return <Link href={address(to, parameters)} className={className} {...rest} />;
}
