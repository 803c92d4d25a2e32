# SPDX-License-Identifier: EUPL-1.2
"""Lists: filters, orders, pages and cursors."""

import base64
import json
from datetime import date
from typing import Any

import pytest

from graph_api.store.port import Store
from schema.change import ChangeSet
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.support_request import SupportRequest, SupportRole
from tests.api.conftest import Asked

pytestmark = pytest.mark.anyio

LIST = """query ($filter: InitiativeFilter, $orderBy: ListOrder, $first: Int = 50, $after: String) {
  initiatives(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount nodes { id } edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


async def keys(ask: Asked, viewer: Viewer = PUBLIC, **variables: Any) -> list[int]:
    """The keys of the initiatives that a question finds."""
    found = (await ask(LIST, viewer, **variables))["initiatives"]
    assert found["totalCount"] == len(found["nodes"])
    return [int(node["id"].partition(":")[2]) for node in found["nodes"]]


@pytest.mark.parametrize(
    ("filter", "expected"),
    [
        ({}, [11, 10, 12]),
        ({"text": "buurttuin"}, [10, 12]),
        ({"text": "buurttuinen "}, [10, 12]),
        ({"text": "voetb"}, [12]),
        ({"text": "   "}, [11, 10, 12]),
        ({"bbox": {"west": 6.605, "south": 53, "east": 7, "north": 54}}, [10, 12]),
        ({"near": {"lon": 6.6, "lat": 53.1, "radius": 5000}}, [11, 10, 12]),
        ({"near": {"lon": 6.6, "lat": 53.1, "radius": 10}}, [11]),
        ({"areas": ["Area:2"]}, [11, 10, 12]),
        ({"areas": ["Area:3"]}, [10, 12]),
        ({"areas": []}, [11, 10, 12]),
        ({"municipality": "Municipality:1", "themes": ["Theme:4"]}, [10]),
        ({"municipality": "Municipality:99"}, []),
        ({"themes": ["Theme:4"]}, [10]),
        ({"status": ["IDEA", "ENDED"]}, [11, 12]),
        ({"status": None, "text": None}, [11, 10, 12]),
        ({"activeOn": "2021-01-01"}, [12]),
        ({"activeOn": "2024-01-01"}, [11, 10]),
    ],
)
async def test_filters(ask: Asked, filter: dict[str, Any], expected: list[int]) -> None:
    assert await keys(ask, filter=filter) == expected


@pytest.mark.parametrize(
    ("order", "filter", "expected"),
    [
        ("KEY", {}, [10, 11, 12]),
        ("TITLE", {}, [11, 10, 12]),
        ("NEWEST", {}, [11, 10, 12]),
        ("NEAREST", {"near": {"lon": 6.62, "lat": 53.12, "radius": 9000}}, [10, 12, 11]),
        ("RELEVANCE", {"text": "buurt"}, [11, 10, 12]),
        (None, {"text": "buurttuin", "near": {"lon": 6.6, "lat": 53.1, "radius": 9000}}, [10, 12]),
    ],
)
async def test_orders(ask: Asked, order: str, filter: dict[str, Any], expected: list[int]) -> None:
    assert await keys(ask, filter=filter, orderBy=order) == expected


@pytest.mark.parametrize("order", ["KEY", "TITLE", "NEWEST", "NEAREST", "RELEVANCE"])
async def test_pages_follow_each_other(ask: Asked, order: str) -> None:
    filter = {"text": "buurt", "near": {"lon": 6.6, "lat": 53.1, "radius": 9000}}
    whole = (await ask(LIST, filter=filter, orderBy=order))["initiatives"]
    found: list[Any] = []
    info: Any = {"hasNextPage": True}
    after = None
    for _ in whole["nodes"]:
        page = (await ask(LIST, filter=filter, orderBy=order, first=1, after=after))["initiatives"]
        assert page["totalCount"] == whole["totalCount"] == 3
        info = page["pageInfo"]
        assert info["hasPreviousPage"] is (after is not None)
        assert info["startCursor"] == info["endCursor"] == page["edges"][0]["cursor"]
        found += page["edges"]
        after = info["endCursor"]
    assert found == whole["edges"]
    assert not info["hasNextPage"]
    past = (await ask(LIST, filter=filter, orderBy=order, after=after))["initiatives"]
    assert past["nodes"] == []
    assert past["pageInfo"] == {"hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None}


async def test_first_zero_counts_only(ask: Asked) -> None:
    found = (await ask(LIST, first=0))["initiatives"]
    assert (found["totalCount"], found["nodes"], found["pageInfo"]["hasNextPage"]) == (3, [], True)


@pytest.mark.parametrize("first", [-1, 501])
async def test_first_out_of_range(fail: Asked, first: int) -> None:
    error = await fail(LIST, first=first)
    assert error["message"] == f"`first` is {first}; it goes from 0 to 500"
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


def cursor(*values: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("after", "message"),
    [
        ("", "not a cursor"),
        ("x", "not a cursor"),
        ("é", "not a cursor"),
        ("\ud800", "not a cursor"),
        (cursor(), "not a cursor"),
        (cursor(1), "of another list"),
        (base64.urlsafe_b64encode(b"{}").decode(), "not a cursor"),
        (cursor("Theme.KEY.", 3), "of another list"),
        (cursor("Initiative.TITLE.", "a", 3), "of another list"),
        (cursor("Initiative.NEWEST."), "not a cursor"),
        (cursor("Initiative.NEWEST.", "2024-01-01"), "not a cursor"),
        (cursor("Initiative.NEWEST.", "2024-01-32", 3), "not a cursor"),
        (cursor("Initiative.NEWEST.", 3, 3), "not a cursor"),
        (cursor("Initiative.NEWEST.", "2024-01-01", 2**63), "not a cursor"),
        (cursor("Initiative.NEWEST.", "2024-01-01", True), "not a cursor"),
        (cursor("Initiative.NEWEST.", "2024-01-01", 3.5), "not a cursor"),
    ],
)
async def test_a_broken_or_foreign_cursor_is_an_error(fail: Asked, after: str, message: str) -> None:
    error = await fail(LIST, orderBy="NEWEST", after=after)
    assert message in error["message"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_a_cursor_does_not_go_on_in_another_search(ask: Asked, fail: Asked) -> None:
    found = await ask(LIST, filter={"text": "buurt"}, first=1)
    after = found["initiatives"]["pageInfo"]["endCursor"]
    error = await fail(LIST, filter={"text": "veld"}, after=after)
    assert "of another list" in error["message"]


@pytest.mark.parametrize(
    ("filter", "order", "message"),
    [
        ({"bbox": {"west": 7, "south": 53, "east": 6, "north": 54}}, None, "`bbox` is not a box"),
        ({"bbox": {"west": 6, "south": 53, "east": 7, "north": 91}}, None, "`bbox` is not a box"),
        ({"bbox": {"west": 6, "south": 54, "east": 7, "north": 53}}, None, "`bbox` is not a box"),
        ({"near": {"lon": 181, "lat": 53, "radius": 1}}, None, "`near` is not on the earth"),
        ({"near": {"lon": 6, "lat": 53, "radius": -1}}, None, "`near.radius` is -1.0"),
        ({"near": {"lon": 6, "lat": 53, "radius": 1e9}}, None, "`near.radius` is"),
        ({"text": "a" * 201}, None, "`text` is 201 characters long; 200 is the most"),
        ({"areas": ["Theme:4"]}, None, "is the id of a node of type Theme, not Area"),
        ({"themes": ["x"]}, None, "is not an id"),
        ({"municipality": "Area:2"}, None, "not Municipality"),
        ({"areas": ["Area:1"] * 501}, None, "`areas` has 501 values"),
        ({}, "NEAREST", "needs `filter.near`"),
        ({}, "RELEVANCE", "needs `filter.text`"),
        ({}, "OLDEST", "nodes of type Initiative have no day to sort by"),
    ],
)
async def test_what_makes_no_sense_is_an_error(fail: Asked, filter: Any, order: str | None, message: str) -> None:
    error = await fail(LIST, filter=filter, orderBy=order)
    assert message in error["message"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_a_value_that_is_not_text_is_an_error(fail: Asked) -> None:
    query = "query ($code: [String!]) { areas(filter: {code: $code}) { totalCount } }"
    assert "not text" in (await fail(query, code=["\ud800"]))["message"]


async def test_requests_by_the_day_on_which_they_were_asked(ask: Asked, fail: Asked, store: Store) -> None:
    days = {201: date(2026, 8, 1), 202: None, 203: date(2026, 1, 31), 204: date(2026, 8, 1)}
    requests = [SupportRequest(key=key, role=SupportRole.REGULATE, asked_on=day) for key, day in days.items()]
    await store.write(ChangeSet(requests), STAFF)
    query = """query ($days: DaysInput, $first: Int = 50, $after: String) { supportRequests(
        filter: {role: [REGULATE], state: [ASKED], askedOn: $days}, orderBy: OLDEST, first: $first, after: $after
    ) { totalCount nodes { id askedOn } pageInfo { endCursor } } }"""

    async def found(**variables: Any) -> list[int]:
        return [int(node["id"][15:]) for node in (await ask(query, **variables))["supportRequests"]["nodes"]]

    assert await found() == [203, 201, 204, 202]
    assert await found(days={}) == [203, 201, 204, 202]
    assert await found(days={"until": "2026-08-01"}) == [203, 201, 204]
    assert await found(days={"since": "2026-02-01"}) == [201, 204]
    assert await found(days={"unknown": True}) == [202]
    first = (await ask(query, first=3))["supportRequests"]
    assert first["totalCount"] == 4
    assert await found(after=first["pageInfo"]["endCursor"]) == [202]
    both = await fail(query, days={"unknown": True, "since": "2026-02-01"})
    assert "give `unknown`, or `since` and `until`" in both["message"]


async def test_every_type_has_its_list(ask: Asked) -> None:
    found = await ask(
        """{ municipalities { nodes { name code } } areas(filter: {level: [WIJK], text: "noord"}) { nodes { name } }
        themes { nodes { name } } needs { totalCount } offers { totalCount } budgets { totalCount }
        supportRequests(filter: {role: [FINANCE], state: [ASKED]}) { totalCount }
        organisations(filter: {kind: [VILLAGE_INTEREST]}) { totalCount } all: organisations { totalCount } }"""
    )
    assert found["municipalities"]["nodes"] == [{"name": "Kwekerdam", "code": "GM9999"}]
    assert found["areas"]["nodes"] == [{"name": "Noord"}]
    assert [theme["name"] for theme in found["themes"]["nodes"]] == ["Groen", "Sport"]
    assert found["organisations"]["totalCount"] == found["all"]["totalCount"] == 1, "a sole trader is hidden"


async def test_a_list_of_hidden_nodes_is_null(ask: Asked, fail: Asked) -> None:
    query = "query ($by: ListOrder) { residents(orderBy: $by) { totalCount nodes { pseudonym name } } }"
    assert await ask(query) == {"residents": None}
    found = (await ask(query, STAFF))["residents"]
    assert found["nodes"] == [{"pseudonym": "inwoner-30", "name": None}, {"pseudonym": "inwoner-31", "name": "Ada"}]
    assert "have no title" in (await fail(query, STAFF, by="TITLE"))["message"]
