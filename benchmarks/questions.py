# SPDX-License-Identifier: EUPL-1.2
"""Five questions that map and workbench ask all day, each about many different things, as bodies of requests."""

import json
import random
from collections.abc import Callable
from typing import Any, Final

from graph_api.store.port import Store
from schema.area import Area
from schema.base import global_id
from schema.initiative import Initiative
from schema.privacy import PUBLIC
from schema.query import MAX_PAGE, Filter, Order, Page
from schema.theme import Theme

BY_ID: Final = """
query Initiative($id: ID!) {
  initiative(id: $id) {
    id title summary status since until website place { lon lat }
    areas(first: 5) { totalCount nodes { id name level } }
    organisers(first: 5) { totalCount edges { since node { id name kind } } }
  }
}"""

LIST: Final = """
query Page($filter: InitiativeFilter, $after: String) {
  initiatives(filter: $filter, orderBy: NEWEST, first: 25, after: $after) {
    totalCount
    nodes { id title status since place { lon lat } themes(first: 3) { totalCount nodes { id name } } }
    pageInfo { hasNextPage endCursor }
  }
}"""

MAP: Final = """
query Map($bbox: BoxInput!, $zoom: Int!) {
  mapFeatures(bbox: $bbox, zoom: $zoom) {
    count point { lon lat } box { west south east north } initiative { id title status }
  }
}"""

RELATED: Final = """
query Related($id: ID!) {
  initiative(id: $id) {
    id title
    related(first: 10) {
      rank score initiative { id title status }
      evidence { kind share count via { id ... on Organisation { name } } }
    }
  }
}"""

SEARCH: Final = """
query Search($text: String!) {
  initiatives(filter: {text: $text}, first: 20) {
    totalCount nodes { id title summary status } pageInfo { hasNextPage endCursor }
  }
}"""


async def questions(store: Store, variants: int) -> dict[str, list[str]]:
    """By name of the question, its bodies, each about so many different things; for the same graph the same."""
    rng = random.Random(3)
    found = await store.find(Initiative, Filter(), Order.KEY, Page(MAX_PAGE), PUBLIC)
    themes = (await store.find(Theme, Filter(), Order.KEY, Page(MAX_PAGE), PUBLIC)).nodes
    areas = (await store.find(Area, Filter(), Order.KEY, Page(MAX_PAGE), PUBLIC)).nodes
    words = [word for node in found.nodes for word in node.title.split() if len(word) > 3]

    def some_id() -> dict[str, Any]:
        return {"id": global_id(Initiative, rng.choice(found.nodes).key)}

    def some_filter() -> dict[str, Any]:
        where: dict[str, Any] = {"status": rng.choice([["ACTIVE"], ["ACTIVE", "STARTING"], ["ENDED"]])}
        if rng.random() < 0.5:
            where["themes"] = [global_id(Theme, rng.choice(themes).key)]
        else:
            where["areas"] = [global_id(Area, rng.choice(areas).key)]
        return {"filter": where}

    def some_view() -> dict[str, Any]:
        """A map of some kilometres around an initiative, about as large as a screen at its zoom level."""
        places = [node.place for node in found.nodes if node.place is not None]
        centre, zoom = rng.choice(places), rng.choice((10, 11, 12, 13, 14))
        half = 360 / 2**zoom * 2.5
        box = {"west": -half, "south": -half * 0.4, "east": half, "north": half * 0.4}
        at = {"west": centre.lon, "south": centre.lat, "east": centre.lon, "north": centre.lat}
        return {"bbox": {side: round(box[side] + at[side], 6) for side in box}, "zoom": zoom}

    def bodies(query: str, variables: Callable[[], dict[str, Any]]) -> list[str]:
        return [json.dumps({"query": query, "variables": variables()}) for _ in range(variants)]

    return {
        "one by id, with two walks": bodies(BY_ID, some_id),
        "page of a list, filtered, with totals": bodies(LIST, some_filter),
        "map": bodies(MAP, some_view),
        "related, with evidence": bodies(RELATED, some_id),
        "search": bodies(SEARCH, lambda: {"text": rng.choice(words)}),
    }
