// SPDX-License-Identifier: EUPL-1.2
import { useState } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import { download } from "../api/download";
import { useMessages, type Messages } from "../language/language";
import { Alert } from "./Alert";
import { Expired } from "./states";

const messages: Messages<{ refused: string; failed: string }> = {
  nl: {
    refused: "Met deze keuze kan dit bestand niet worden gemaakt. Kies andere filters.",
    failed: "Het bestand kon niet worden opgehaald. Kijk of u verbinding hebt, en probeer het over een paar minuten opnieuw.",
  },
  en: {
    refused: "This file cannot be made with this choice. Choose other filters.",
    failed: "The file could not be fetched. See whether you are connected, and try again in a few minutes.",
  },
};

/** Downloads a file of the API (an address below it, such as `export/network.graphml?status=ACTIVE`). */
export function DownloadButton({ address, fileName, children }: { address: string; fileName: string; children: string }) {
  const text = useMessages(messages);
  const [busy, setBusy] = useState(false);
  const [status, setStatus] = useState(200);

  async function start() {
    if (busy) return;
    setBusy(true);
    setStatus(200);
    setStatus(await download(`./${address}`, fileName));
    setBusy(false);
  }

  return (
    <>
      <Button purpose="secondary" busy={busy} onClick={() => void start()}>
        {children}
      </Button>
      {status !== 200 && (
        <Alert type="error">
          {status === 401 ? <Expired /> : <p>{status >= 400 && status < 500 ? text.refused : text.failed}</p>}
        </Alert>
      )}
    </>
  );
}
