// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useMemo, useState } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import type { AreaLevel, BoxInput, InitiativeFilter } from "../api/generated/schema";
import { useAnswer, type Answer } from "../api/useAnswer";
import { useFormat, useMessages } from "../language/language";
import { Alert } from "../parts/Alert";
import { Check } from "../parts/Check";
import { deferred } from "../parts/deferred";
import { Loading, Problem } from "../parts/states";
import { AreaChoices } from "./AreaChoices";
import { ChosenCard, StackCard } from "./Card";
import type { Choices, Choose } from "./choices";
import { areasOf, linesOf, marksOf, namesOf, placesOf, type Place } from "./features";
import { useLooks, useSpots } from "./figures";
import { Legend } from "./Legend";
import { messages } from "./messages";
import { CHOSEN } from "./questions";
import { useLevels, useLines, useMarks, useOutlines } from "./useMapData";
import { usePalette } from "./usePalette";
import { fitted, MOST_ZOOM, type Size, type View } from "./view";
import type { Hit } from "./Drawing";

const load = () => import("./Drawing");
const Drawing = deferred(load, () => <Waiting />);

const told = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? null;

/** The address of a base map, when the server has one, and who is to be named with it. */
const TILES = told("base-map");
const CREDIT = told("base-map-credit");

const NO_LINES = { nodes: [], edges: [] };

interface Props {
  frame: HTMLElement | null;
  onFrame: (frame: HTMLElement | null) => void;
  size: Size | null;
  view: View | null;
  /** For what to have in view. */
  asked: Answer<unknown>;
  filter: InitiativeFilter;
  level: AreaLevel | null;
  choices: Choices;
  choose: Choose;
  pointed: Place | null;
  /** The id of the initiative that the mouse is on. */
  onPoint: (id: string) => void;
  /** Whether what matters more than the map is there. */
  ready: boolean;
}

/** In degrees: about a metre. */
const SAME_PLACE = 1e-5;

interface Stack {
  box: BoxInput;
  count: number;
}

/** The map with what belongs to it. */
export function MapPane(props: Props) {
  const { frame, size, view, filter, level, choices, choose, pointed, ready } = props;
  const text = useMessages(messages);
  const format = useFormat();
  const palette = usePalette(frame);
  const [failed, setFailed] = useState(false);
  const [stack, setStack] = useState<Stack>();
  useEffect(() => {
    if (ready) load().catch(() => undefined); // meanwhile it becomes known where to look; who shows it says what fails
  }, [ready]);
  const figures = useSpots(choices.colour, level, filter);
  const spots = figures.data?.blindSpots;
  const looks = useLooks(choices.colour, spots, palette);
  const [outlines, outlined] = useOutlines(level, view, size);
  const [marks, marked] = useMarks(view, size, filter);
  const [lines, lined] = useLines(choices.lines, view, size, filter, marks);
  const chosen = useAnswer(CHOSEN, { id: choices.selected }, !choices.selected);
  const answers = [props.asked, useLevels()[1], figures, outlined, marked, lined, chosen];
  const failures = answers.filter(({ error, fetching }) => error && !fetching);
  const error = failures[0]?.error;
  const shown = pointed ?? marks.find(({ initiative }) => initiative?.id === choices.selected)?.point;
  const tiles = choices.ground ? TILES : null;

  const drawn = {
    areas: useMemo(() => areasOf(outlines, looks, choices.selected), [outlines, looks, choices.selected]),
    names: useMemo(() => namesOf(outlines), [outlines]),
    lines: useMemo(() => linesOf(lines ?? NO_LINES, marks), [lines, marks]),
    marks: useMemo(() => marksOf(marks), [marks]),
    pointed: useMemo(() => placesOf(shown ? [shown] : []), [shown]),
  };

  function onPick({ mark, area }: Hit) {
    const found = mark === undefined ? undefined : marks[mark];
    setStack(undefined);
    if (found?.initiative) choose({ selected: found.initiative.id });
    else if (found && size && view) open(found, size, view);
    else choose({ selected: area ?? "" });
  }

  /** Comes closer to what lies together, as long as that sets it apart. */
  function open({ box: { west, south, east, north }, count }: Stack, size: Size, view: View) {
    const box = { west, south, east, north };
    if (Math.max(east - west, north - south) < SAME_PLACE || view.zoom > MOST_ZOOM - 1) {
      setStack({ box, count });
      return choose({ selected: "" });
    }
    const closer = fitted(box, size, MOST_ZOOM);
    choose({ view: { ...closer, zoom: Math.min(MOST_ZOOM, Math.max(closer.zoom, view.zoom + 1)) } });
  }

  const zoomBy = (by: number) =>
    view && choose({ view: { ...view, zoom: Math.min(MOST_ZOOM, Math.max(0, view.zoom + by)) } }, true);

  return (
    <section className="map-pane" aria-label={text.map}>
      <div className="map-tools no-print">
        {choices.tab !== "gebieden" && <AreaChoices choices={choices} choose={choose} level={level} />}
        <div className="map-tools__checks">
          <Check checked={choices.lines} onChange={(checked) => choose({ lines: checked })}>
            {text.lines}
          </Check>
          {TILES && (
            <Check checked={choices.ground} onChange={(checked) => choose({ ground: checked })}>
              {text.ground}
            </Check>
          )}
        </div>
      </div>
      <div ref={props.onFrame} className="map-frame">
        {failed ? (
          <Alert type="warning">
            <p>{text.noMap}</p>
          </Alert>
        ) : ready && view && palette ? (
          <Drawing
            view={view}
            drawn={drawn}
            palette={palette}
            tiles={tiles}
            name={`${text.map}. ${text.mapHelp}`}
            gestures={text.gestures}
            written={format.number}
            onMove={(next) => choose({ view: next }, true)}
            onPick={onPick}
            onPoint={(mark) => props.onPoint(marks[mark ?? -1]?.initiative?.id ?? "")}
            onFailed={() => setFailed(true)}
          />
        ) : (
          size && !error && <Waiting />
        )}
        {error && (
          <div className="map-problem">
            <Problem error={error} again={() => failures.forEach(({ again }) => again())} />
          </div>
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
        {choices.selected && (
          <ChosenCard node={chosen.data?.node} id={choices.selected} spots={spots} onClose={() => choose({ selected: "" })} />
        )}
        {stack && <StackCard {...stack} filter={filter} onClose={() => setStack(undefined)} />}
        {tiles && <p className="map-credit">{CREDIT}</p>}
      </div>
      <Legend colour={choices.colour} spots={spots} lines={choices.lines ? (lines || !marks.length ? "drawn" : "later") : "none"} />
    </section>
  );
}

function Waiting() {
  const text = useMessages(messages);
  return <Loading>{text.mapLoading}</Loading>;
}
