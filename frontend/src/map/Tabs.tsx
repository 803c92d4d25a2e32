// SPDX-License-Identifier: EUPL-1.2
import { useMessages } from "../language/language";
import { TABS, type Tab } from "./choices";
import { messages } from "./messages";

/** What is shown of what matches; the map is a choice only where there is no room for it beside the list. */
export function Tabs({ chosen, onChoose }: { chosen: Tab; onChoose: (tab: Tab) => void }) {
  const text = useMessages(messages);
  return (
    <div className="map-tabs" role="group" aria-label={text.views}>
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          className={`map-tabs__tab map-tabs__tab--${tab}`}
          aria-pressed={tab === chosen}
          onClick={() => onChoose(tab)}
        >
          {text.tabs[tab]}
        </button>
      ))}
    </div>
  );
}
