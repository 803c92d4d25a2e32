// SPDX-License-Identifier: EUPL-1.2
import type { CentralityMeasure } from "../api/generated/schema";
import { useProgress } from "../api/useProgress";
import { useFormat, useMessages } from "../language/language";
import { useNames } from "../language/names";
import { messages } from "./messages";
import { MEASURES } from "./selection";

/** Tells what is being computed and how far that is, each second; to the public only that something is. */
export function Computing() {
  const text = useMessages(messages);
  const format = useFormat();
  const say = useTask();
  const task = useProgress()?.[0];
  if (!task) return text.computing;
  if (task.total < 2) return text.computingAlone(say(task.name));
  return text.computingWhat(say(task.name), format.number(task.done), format.number(task.total));
}

function useTask(): (name: string) => string {
  const { tasks } = useMessages(messages);
  const names = useNames();
  return (name) => {
    const measure = MEASURES.find((each) => each === name.toUpperCase()) as CentralityMeasure | undefined;
    if (measure) return tasks.centrality(names.measure[measure].toLowerCase());
    if (name.startsWith("repairs")) return tasks.repairs;
    if (name === "what if") return tasks.supposed;
    return name === "communities" || name === "gaps" || name === "groups" || name === "fragility"
      ? tasks[name]
      : tasks.other;
  };
}
