// SPDX-License-Identifier: EUPL-1.2
import { PageTitle } from "../parts/PageTitle";

export default function MapPage() {
  return (
    <div className="page stack">
      <PageTitle>MapPage</PageTitle>
    </div>
  );
}
