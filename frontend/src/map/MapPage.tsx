// SPDX-License-Identifier: EUPL-1.2
import { useCallback, useEffect, useRef, useState } from "react";

import { FilterForm } from "../filters/FilterForm";
import { SearchBox } from "../filters/SearchBox";
import { useFilters } from "../filters/filters";
import { useChosenNames } from "../filters/useChosenNames";
import { useMessages } from "../language/language";
import { Check } from "../parts/Check";
import { PageTitle } from "../parts/PageTitle";
import { AreaChoices } from "./AreaChoices";
import { AreaTable } from "./AreaTable";
import { useChoices } from "./choices";
import type { Place } from "./features";
import { InitiativeList } from "./InitiativeList";
import { MapPane } from "./MapPane";
import { messages } from "./messages";
import { Tabs } from "./Tabs";
import { useExtent, useLevel } from "./useMapData";
import { useSize } from "./useSize";
import { boxOf, fitted } from "./view";
import "./map.css";

/** All initiatives that match: as a list, by area, and on the map. */
export default function MapPage() {
  const text = useMessages(messages);
  const { filters, filter } = useFilters();
  const chosenNames = useChosenNames();
  const [choices, choose] = useChoices();
  const { view: chosen, tab, map } = choices;
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const size = useSize(frame);
  const [listed, setListed] = useState(false);
  const [pointed, setPointed] = useState<Place | null>(null);
  const [underMouse, setUnderMouse] = useState("");
  const count = Object.keys(filter).filter((name) => name !== "text").length;
  const [opened] = useState(count > 0);

  const [extent, asked] = useExtent(filter);
  const view = chosen ?? (extent && size && fitted(extent, size));
  const level = useLevel(choices.level, view);
  const inView = choices.inView && view && { bbox: boxOf(view, size ?? { width: innerWidth, height: innerHeight }) };

  // Whoever looks for something else wants to see it: the map follows what matches again.
  const sought = JSON.stringify([filters.text, filters.areas]);
  const before = useRef(sought);
  useEffect(() => {
    if (before.current !== sought) choose({ view: null, pages: 1 }, true);
    before.current = sought;
  }, [sought, choose]);

  const onShown = useCallback(() => setListed(true), []);
  return (
    <div className={`map-page map-page--${tab} ${map ? "" : "map-page--without"}`}>
      <div className="map-page__side stack">
        <PageTitle>{text.title}</PageTitle>
        {chosenNames.length > 0 && <p className="print-only">{chosenNames.join(", ")}</p>}
        <SearchBox />
        <details className="map-filters" open={opened}>
          <summary>{text.filters(count)}</summary>
          <FilterForm />
        </details>
        <Tabs chosen={tab} onChoose={(next) => choose({ tab: next })} />
        <Check className="map-page__switch" checked={map} onChange={(checked) => choose({ map: checked })}>
          {text.showMap}
        </Check>
        <div className="map-results stack">
          {tab === "gebieden" ? (
            <>
              <AreaChoices choices={choices} choose={choose} level={level} />
              {level && <AreaTable level={level} filter={filter} choices={choices} choose={choose} />}
            </>
          ) : (
            <InitiativeList
              filter={inView ? { ...filter, ...inView } : filter}
              pages={choices.pages}
              onMore={() => choose({ pages: choices.pages + 1 }, true)}
              selected={underMouse || choices.selected}
              onPoint={(item) => setPointed(item?.place ?? null)}
              onShown={onShown}
            >
              {map && (
                <Check checked={choices.inView} onChange={(inView) => choose({ inView, pages: 1 })}>
                  {text.inView}
                </Check>
              )}
            </InitiativeList>
          )}
        </div>
      </div>
      {map && (
        <MapPane
          frame={frame}
          onFrame={setFrame}
          size={size}
          view={view}
          asked={asked}
          filter={filter}
          level={level}
          choices={choices}
          choose={choose}
          pointed={pointed}
          onPoint={setUnderMouse}
          ready={listed || tab !== "initiatieven"}
        />
      )}
    </div>
  );
}
