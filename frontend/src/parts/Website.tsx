// SPDX-License-Identifier: EUPL-1.2

/** A link to a page elsewhere. Only addresses of the web are links, whatever a register holds. */
export function Website({ address }: { address: string }) {
  const shown = address.replace(/^https?:\/\//, "").replace(/\/$/, "");
  if (!/^https?:\/\//.test(address)) return <span>{shown}</span>;
  return (
    <a className="nl-link" href={address} rel="noreferrer">
      {shown}
    </a>
  );
}
