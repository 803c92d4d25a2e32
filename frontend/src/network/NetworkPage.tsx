// SPDX-License-Identifier: EUPL-1.2
import { PageTitle } from "../parts/PageTitle";

export default function NetworkPage() {
  return (
    <div className="page stack">
      <PageTitle>NetworkPage</PageTitle>
    </div>
  );
}
