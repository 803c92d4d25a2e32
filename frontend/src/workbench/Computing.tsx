// SPDX-License-Identifier: EUPL-1.2
import { useProgress } from "../api/useProgress";
import { useFormat, useMessages, type Messages } from "../language/language";

interface Texts {
  waiting: string;
  progress: (percent: string) => string;
  meanwhile: string;
}

const messages: Messages<Texts> = {
  nl: {
    waiting: "Bezig met rekenen…",
    progress: (percent) => `Bezig met rekenen: ${percent}`,
    meanwhile: "Voor de hele gemeente kan dit even duren. U kunt intussen een gebied kiezen.",
  },
  en: {
    waiting: "Computing…",
    progress: (percent) => `Computing: ${percent}`,
    meanwhile: "For the whole municipality this may take a while. Meanwhile you can choose an area.",
  },
};

/** Tells how far a long computation is, each second. */
export function Computing({ chosen = true }: { chosen?: boolean }) {
  const text = useMessages(messages);
  const format = useFormat();
  const tasks = useProgress();
  const task = tasks?.find(({ total }) => total > 0);
  return (
    <>
      {task ? text.progress(format.percent(task.done / task.total)) : text.waiting}
      {tasks && !chosen && ` ${text.meanwhile}`}
    </>
  );
}
