// SPDX-License-Identifier: EUPL-1.2
import { useState } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import { useMessages, type Messages } from "../language/language";

const messages: Messages<{ copy: string; copied: string }> = {
  nl: { copy: "Kopieer", copied: "Gekopieerd" },
  en: { copy: "Copy", copied: "Copied" },
};

/** Copies a text. Browsers allow it on secure addresses only; elsewhere there is no button. */
export function CopyButton({ value, name }: { value: string; name: string }) {
  const text = useMessages(messages);
  const [copied, setCopied] = useState(false);
  if (!window.isSecureContext) return null;
  return (
    <>
      <Button
        purpose="subtle"
        className="copy-button"
        aria-label={`${text.copy}: ${name}`}
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
        onBlur={() => setCopied(false)}
      >
        {copied ? text.copied : text.copy}
      </Button>
      <span role="status" className="visually-hidden">
        {copied && text.copied}
      </span>
    </>
  );
}
