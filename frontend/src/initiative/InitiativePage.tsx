// SPDX-License-Identifier: EUPL-1.2
import { PageTitle } from "../parts/PageTitle";

export default function InitiativePage() {
  return (
    <div className="page stack">
      <PageTitle>InitiativePage</PageTitle>
    </div>
  );
}
