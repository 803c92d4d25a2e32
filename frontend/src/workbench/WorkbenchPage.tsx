// SPDX-License-Identifier: EUPL-1.2
import { PageTitle } from "../parts/PageTitle";

export default function WorkbenchPage() {
  return (
    <div className="page stack">
      <PageTitle>WorkbenchPage</PageTitle>
    </div>
  );
}
