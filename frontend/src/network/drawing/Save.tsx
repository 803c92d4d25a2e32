// SPDX-License-Identifier: EUPL-1.2
import { useState, type RefObject } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import { save, today } from "../../api/download";
import { useMessages } from "../../language/language";
import { Alert } from "../../parts/Alert";
import { toPng } from "./image";
import type { Positions } from "./layout";
import { messages } from "./messages";
import type { Network } from "./network";
import { toSvg, type Sheet } from "./svg";

interface Props {
  network: Network;
  sheet: Sheet;
  /** Null until the drawing is done. */
  positions: RefObject<Positions | null>;
}

/** Saves the drawing for print, with its legend and what it is of: as SVG, which stays sharp, or as PNG. */
export function Save({ network, sheet, positions }: Props) {
  const text = useMessages(messages);
  const [problem, setProblem] = useState("");

  async function keep(suffix: "svg" | "png") {
    setProblem("");
    if (!positions.current) return setProblem(text.notYet);
    const svg = toSvg(network, positions.current, sheet);
    const name = `verbind-netwerk-${today()}.${suffix}`;
    try {
      save(suffix === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await toPng(svg), name);
    } catch {
      setProblem(text.noImage);
    }
  }

  return (
    <div className="row no-print">
      <Button purpose="secondary" onClick={() => void keep("png")}>
        {text.savePng}
      </Button>
      <Button purpose="secondary" onClick={() => void keep("svg")}>
        {text.saveSvg}
      </Button>
      {problem && <Alert type="error">{problem}</Alert>}
    </div>
  );
}
