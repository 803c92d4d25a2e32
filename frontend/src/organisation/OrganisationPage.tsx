// SPDX-License-Identifier: EUPL-1.2
import { PageTitle } from "../parts/PageTitle";

export default function OrganisationPage() {
  return (
    <div className="page stack">
      <PageTitle>OrganisationPage</PageTitle>
    </div>
  );
}
