// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from "react";

interface Props {
  checked: boolean;
  onChange: (checked: boolean) => void;
  className?: string;
  children: ReactNode;
}

/** Something that is on or off. */
export function Check({ checked, onChange, className = "", children }: Props) {
  return (
    <label className={`check ${className}`}>
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      {children}
    </label>
  );
}
