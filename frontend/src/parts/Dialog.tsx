// SPDX-License-Identifier: EUPL-1.2
import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { Heading } from "@nl-design-system-candidate/heading-react";

/** A modal dialog: the browser keeps the focus inside, closes it with Escape and gives the focus back. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Closed before it is taken out of the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onCancel={onClose}>
      <Heading level={2} id={id}>
        {title}
      </Heading>
      {children}
    </dialog>
  );
}
