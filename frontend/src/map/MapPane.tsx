// SPDX-License-Identifier: EUPL-1.2
import { lazy, Suspense, useMemo, useState } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import type { InitiativeFilter } from "../api/generated/schema";
import { useFormat, useMessages } from "../language/language";
import { Alert } from "../parts/Alert";
import { Loading } from "../parts/states";
import type { Choices, Choose } from "./choices";
import { areasOf, linesOf, marksOf, namesOf, placesOf, type Look, type Place } from "./features";
import { messages } from "./messages";
import { useLevel, useLines, useMarks, useOutlines } from "./useMapData";
import { usePalette } from "./usePalette";
import { fitted, MOST_ZOOM, type Size, type View } from "./view";
import type { Hit } from "./Drawing";

const Drawing = lazy(() => import("./Drawing"));

/** The address of a base map, when the server has one. */
const TILES = document.querySelector<HTMLMetaElement>('meta[name="base-map"]')?.content ?? null;

interface Props {
  frame: HTMLElement | null;
  onFrame: (frame: HTMLElement | null) => void;
  size: Size | null;
  view: View | null;
  filter: InitiativeFilter;
  choices: Choices;
  choose: Choose;
  pointed: Place | null;
  /** Whether what matters more than the map is there. */
  ready: boolean;
}

const NO_LOOKS = new Map<string, Look>();

/** The map with what belongs to it. */
export function MapPane(props: Props) {
  const { frame, size, view, filter, choices, choose, pointed, ready } = props;
  const text = useMessages(messages);
  const format = useFormat();
  const palette = usePalette(frame);
  const [failed, setFailed] = useState(false);
  const level = useLevel(choices.level, view);
  const outlines = useOutlines(level, view, size);
  const marks = useMarks(view, size, filter);
  const lines = useLines(choices.lines, view, size, filter, marks);
  const tiles = choices.ground ? TILES : null;

  const drawn = {
    areas: useMemo(() => areasOf(outlines, NO_LOOKS, choices.selected), [outlines, choices.selected]),
    names: useMemo(() => namesOf(outlines), [outlines]),
    lines: useMemo(() => linesOf(lines ?? { nodes: [], edges: [] }), [lines]),
    marks: useMemo(() => marksOf(marks, format.number), [marks, format]),
    pointed: useMemo(() => placesOf(pointed ? [pointed] : []), [pointed]),
  };

  function onPick({ mark, area }: Hit) {
    const found = mark === undefined ? undefined : marks[mark];
    if (found?.initiative) choose({ selected: found.initiative.id });
    else if (found && size && view) {
      const closer = fitted(found.box, size);
      choose({ view: { ...closer, zoom: Math.min(MOST_ZOOM, Math.max(closer.zoom, view.zoom + 1)) } });
    } else choose({ selected: area ?? "" });
  }

  const zoomBy = (by: number) =>
    view && choose({ view: { ...view, zoom: Math.min(MOST_ZOOM, Math.max(0, view.zoom + by)) } }, true);

  return (
    <section className="map-pane" aria-label={text.map}>
      <div ref={props.onFrame} className="map-frame">
        {failed ? (
          <Alert type="warning">
            <p>{text.noMap}</p>
          </Alert>
        ) : (
          ready &&
          view &&
          palette && (
            <Suspense fallback={<Loading>{text.mapLoading}</Loading>}>
              <Drawing
                view={view}
                drawn={drawn}
                palette={palette}
                tiles={tiles}
                name={`${text.map}. ${text.mapHelp}`}
                onMove={(next) => choose({ view: next }, true)}
                onPick={onPick}
                onPoint={() => undefined}
                onFailed={() => setFailed(true)}
              />
            </Suspense>
          )
        )}
        <div className="map-buttons">
          <Button purpose="secondary" onClick={() => zoomBy(1)} aria-label={text.zoomIn}>
            +
          </Button>
          <Button purpose="secondary" onClick={() => zoomBy(-1)} aria-label={text.zoomOut}>
            −
          </Button>
          <Button purpose="secondary" onClick={() => choose({ view: null }, true)}>
            {text.everything}
          </Button>
        </div>
      </div>
    </section>
  );
}
