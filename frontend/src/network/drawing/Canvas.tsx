// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useRef, useState } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import { useFormat, useMessages } from "../../language/language";
import { Alert } from "../../parts/Alert";
import { arrange, type Positions } from "./layout";
import { messages } from "./messages";
import type { Network } from "./network";
import { usePalette } from "./palette";
import { Scene, type Emphasis } from "./Scene";

interface Props {
  network: Network;
  /** What is drawn, in words. */
  label: string;
  emphasis: Emphasis;
  onChoose: (place: number) => void;
  onPositions: (positions: Positions) => void;
}

/** Milliseconds to begin drawing, past which it is done without the help of a graphics card. */
const SLOW = 300;

/** Whether it can be drawn again and again while it is arranged, also without a fast graphics card. */
const light = ({ dots, ties }: Network): boolean => dots.length <= 500 && ties.length <= 1500;

/** The drawing itself, with buttons to zoom. */
export function Canvas({ network, label, emphasis, onChoose, onPositions }: Props) {
  const text = useMessages(messages);
  const format = useFormat();
  const palette = usePalette();
  const box = useRef<HTMLDivElement>(null);
  const scene = useRef<Scene>(null);
  const [share, setShare] = useState(0);
  const [able, setAble] = useState(true);
  const now = useRef({ network, palette, emphasis, onChoose, onPositions, texts: text.scene });
  now.current = { network, palette, emphasis, onChoose, onPositions, texts: text.scene };

  // When communities come, which is later, only colours change: then it is the same network.
  const { ties } = network;
  useEffect(() => {
    setShare(0);
    const moving = able && light(now.current.network) && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { onPositions } = now.current; // of this network: a later one has another
    let slow = false; // without a graphics card, each image takes long: then only the last is drawn
    const stop = arrange(now.current.network, moving, (positions, done) => {
      setShare(done);
      if (!positions || (slow && done < 1)) return;
      const started = performance.now();
      const { network, palette, texts, emphasis } = now.current;
      if (done === 1) onPositions(positions);
      if (scene.current) scene.current.move(positions);
      else if (able && box.current) {
        const choose = (place: number) => now.current.onChoose(place);
        try {
          scene.current = new Scene(box.current, network, positions, palette, texts, choose);
          scene.current.emphasise(emphasis);
        } catch {
          setAble(false); // no WebGL
        }
        slow = performance.now() - started > SLOW;
      }
    });
    return () => {
      stop();
      scene.current?.end();
      scene.current = null;
    };
  }, [ties, able]);

  useEffect(() => scene.current?.paint(network, palette), [network, palette]);
  useEffect(() => {
    scene.current?.emphasise(emphasis);
    if (emphasis.chosen >= 0) scene.current?.centre(emphasis.chosen);
  }, [emphasis]);

  if (!able) return <Alert type="warning">{text.unable}</Alert>;
  return (
    <div className="network-canvas">
      <div ref={box} className="network-canvas__stage" role="img" aria-label={label} />
      {share < 1 && (
        <p className="network-canvas__busy" role="status">
          {text.arranging(format.percent(share))}
        </p>
      )}
      <div className="network-canvas__tools no-print">
        {(["in", "out", "all"] as const).map((by) => (
          <Button key={by} purpose="secondary" onClick={() => scene.current?.zoom(by)} aria-label={text.zoom[by]}>
            {text.zoomSign[by]}
          </Button>
        ))}
      </div>
    </div>
  );
}
