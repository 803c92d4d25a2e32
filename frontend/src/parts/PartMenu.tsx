// SPDX-License-Identifier: EUPL-1.2
import type { Change } from "../app/address";
import type { PageName } from "../app/pages";
import { PageLink } from "./PageLink";

interface Props<Part extends string> {
  label: string;
  page: PageName;
  parts: readonly Part[];
  names: Record<Part, string>;
  chosen: Part;
  /** What is after the question mark of the address of a part. */
  parameters: (part: Part) => Change;
}

/** A menu of the parts of a page, each with an address of its own. */
export function PartMenu<Part extends string>({ label, page, parts, names, chosen, parameters }: Props<Part>) {
  return (
    <nav aria-label={label} className="part-menu no-print">
      <ul className="part-menu__list">
        {parts.map((part) => (
          <li key={part}>
            <PageLink
              to={page}
              parameters={parameters(part)}
              className="part-menu__link"
              aria-current={part === chosen ? "page" : undefined}
            >
              {names[part]}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
