// SPDX-License-Identifier: EUPL-1.2
import { useCallback, useEffect, useRef, useState } from "react";

import { useAnswer } from "../api/useAnswer";
import { FilterForm } from "../filters/FilterForm";
import { SearchBox } from "../filters/SearchBox";
import { useFilters } from "../filters/filters";
import { useMessages } from "../language/language";
import { PageTitle } from "../parts/PageTitle";
import { useChoices } from "./choices";
import type { Place } from "./features";
import { InitiativeList } from "./InitiativeList";
import { MapPane } from "./MapPane";
import { messages } from "./messages";
import { EXTENT } from "./questions";
import { Tabs } from "./Tabs";
import { useSize } from "./useSize";
import { around, boxOf, fitted, WORLD } from "./view";
import "./map.css";

/** All initiatives that match: as a list, by area, and on the map. */
export default function MapPage() {
  const text = useMessages(messages);
  const { filters, filter } = useFilters();
  const [choices, choose] = useChoices();
  const { view: chosen, tab, map } = choices;
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const size = useSize(frame);
  const extent = useAnswer(EXTENT, { world: WORLD, filter });
  const [listed, setListed] = useState(false);
  const [pointed, setPointed] = useState<Place | null>(null);

  const everything = around(extent.data?.mapFeatures.map(({ box }) => box) ?? []);
  const view = chosen ?? (everything && size && fitted(everything, size));
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
        <SearchBox />
        <FilterForm />
        <Tabs chosen={tab} onChoose={(next) => choose({ tab: next })} />
        <div className="row">
          <label className="check map-page__switch">
            <input type="checkbox" checked={map} onChange={({ target }) => choose({ map: target.checked })} />
            {text.showMap}
          </label>
          {map && (
            <label className="check">
              <input
                type="checkbox"
                checked={choices.inView}
                onChange={({ target }) => choose({ inView: target.checked, pages: 1 })}
              />
              {text.inView}
            </label>
          )}
        </div>
        <InitiativeList
          filter={inView ? { ...filter, ...inView } : filter}
          pages={choices.pages}
          onMore={() => choose({ pages: choices.pages + 1 }, true)}
          selected={choices.selected}
          onPoint={(item) => setPointed(item?.place ?? null)}
          onShown={onShown}
        />
      </div>
      {map && (
        <MapPane
          frame={frame}
          onFrame={setFrame}
          size={size}
          view={view}
          filter={filter}
          choices={choices}
          choose={choose}
          pointed={pointed}
          ready={listed}
        />
      )}
    </div>
  );
}
