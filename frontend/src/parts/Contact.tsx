// SPDX-License-Identifier: EUPL-1.2
import { CopyButton } from "./CopyButton";

const MAIL = /^[^\s@]+@[^\s@]+$/;
const PHONE = /^\+?[\d\s()-]{8,}$/;

/** How to reach someone: a link where it is an e-mail address or a telephone number, and a button that copies it. */
export function Contact({ contact, name }: { contact: string; name: string }) {
  const address = contact.trim();
  const href = MAIL.test(address) ? `mailto:${address}` : PHONE.test(address) ? `tel:${address.replace(/[^\d+]/g, "")}` : null;
  return (
    <span className="contact">
      {href ? (
        <a className="nl-link" href={href}>
          {address}
        </a>
      ) : (
        <span lang="nl">{address}</span>
      )}
      <CopyButton value={address} name={name} />
    </span>
  );
}
