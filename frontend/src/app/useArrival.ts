// SPDX-License-Identifier: EUPL-1.2
import { useEffect } from "react";

/** Which page is shown, and of what. */
const here = (): string => `${location.pathname} ${new URLSearchParams(location.search).get("id")}`;

/**
 * A link to another page begins at its top, with the focus on its content, so that who hears the page knows of it.
 * After "back" the browser itself goes to where one was.
 */
export function useArrival(): void {
  useEffect(() => {
    let place = here();
    const note = () => (place = here());
    const arrive = () => {
      if (place === here()) return;
      note();
      window.scrollTo(0, 0);
      document.getElementById("content")?.focus({ preventScroll: true });
    };
    addEventListener("pushState", arrive); // wouter's name for it
    addEventListener("popstate", note);
    return () => {
      removeEventListener("pushState", arrive);
      removeEventListener("popstate", note);
    };
  }, []);
}
