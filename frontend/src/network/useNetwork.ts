// SPDX-License-Identifier: EUPL-1.2
import { useMemo } from "react";

import type { NetworkDrawingQuery } from "../api/generated/graphql";
import { useAnswer, type Answer } from "../api/useAnswer";
import { usePatient } from "../api/usePatient";
import { useApiLanguage } from "../language/language";
import { toNetwork, type Groups, type Network } from "./drawing/network";
import { DRAWING, GROUPS } from "./questions";
import { useSelection } from "./selection";

const NOBODY: Groups = [];

/** The network of the address with its figures, and its communities when these are there: they take longer. */
export function useNetwork(): {
  answer: Answer<NetworkDrawingQuery>;
  groups: "there" | "coming" | "failed";
  network: Network | undefined;
} {
  const { measure, size, selection } = useSelection();
  const language = useApiLanguage();
  const variables = { measure, first: Number(size), language, ...selection };
  const nothing = selection.relations?.length === 0;
  const answer = usePatient(useAnswer(DRAWING, variables, nothing));
  const drawing = answer.data?.drawing;
  const grouped = usePatient(useAnswer(GROUPS, variables, nothing || !drawing || answer.fetching));
  const groups = grouped.data?.drawing.groups;
  const fits = !!groups && !grouped.fetching && !answer.fetching;
  const network = useMemo(() => drawing && toNetwork(drawing, fits ? groups : NOBODY), [drawing, fits, groups]);
  return { answer, groups: fits ? "there" : grouped.error && !grouped.fetching ? "failed" : "coming", network };
}
