// SPDX-License-Identifier: EUPL-1.2
import { useState } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import { download } from "../api/download";
import { Alert } from "./Alert";

/** Downloads a file of the API (an address below it, such as `export/network.graphml?status=ACTIVE`). */
export function DownloadButton({ address, fileName, children }: { address: string; fileName: string; children: string }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function start() {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await download(`./${address}`, fileName);
    } catch (wrong) {
      setError(wrong instanceof Error ? wrong.message : String(wrong));
    }
    setBusy(false);
  }

  return (
    <>
      <Button purpose="secondary" busy={busy} onClick={() => void start()}>
        {children}
      </Button>
      {error && <Alert type="error">{error}</Alert>}
    </>
  );
}
