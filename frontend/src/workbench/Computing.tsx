// SPDX-License-Identifier: EUPL-1.2
import { useEffect } from "react";
import { useQuery } from "urql";

import { graphql } from "../api/generated";
import { useFormat, useMessages, type Messages } from "../language/language";

const PROGRESS = graphql(`
  query Progress {
    analysisProgress {
      name
      done
      total
    }
  }
`);

const SECOND = 1000;

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
  const [{ data }, ask] = useQuery({ query: PROGRESS, requestPolicy: "network-only", pause: true });
  useEffect(() => {
    const timer = setInterval(() => ask(), SECOND);
    return () => clearInterval(timer);
  }, [ask]);
  const task = data?.analysisProgress?.find(({ total }) => total > 0);
  return (
    <>
      {task ? text.progress(format.percent(task.done / task.total)) : text.waiting}
      {data && !chosen && ` ${text.meanwhile}`}
    </>
  );
}
