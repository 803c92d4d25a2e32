# SPDX-License-Identifier: EUPL-1.2
"""Getting nodes by id, as anybody and as staff."""

import pytest

from schema.privacy import STAFF
from tests.api.conftest import Asked

pytestmark = pytest.mark.anyio


async def test_any_node_by_id(ask: Asked) -> None:
    found = await ask('{ node(id: "Theme:4") { __typename id since ... on Theme { name } } }')
    assert found["node"] == {"__typename": "Theme", "id": "Theme:4", "since": None, "name": "Groen"}


async def test_a_node_of_a_type(ask: Asked) -> None:
    found = await ask('{ area(id: "Area:2") { name level code centre { lon lat } geometry population } }')
    assert found["area"]["level"] == "WIJK"
    assert found["area"]["centre"] == {"lon": 6.6, "lat": 53.1}
    assert found["area"]["geometry"]["type"] == "Polygon"


async def test_nodes_come_in_order_with_nulls_for_what_is_not_there(ask: Asked) -> None:
    ids = ["Theme:5", "Initiative:999", "Area:2", "Theme:5", "Theme:2", "Resident:30", "Organisation:21"]
    found = await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)
    assert found["nodes"] == [{"id": "Theme:5"}, None, {"id": "Area:2"}, {"id": "Theme:5"}, None, None, None]
    found = await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", STAFF, ids=["Resident:30", "Organisation:21"])
    assert found["nodes"] == [{"id": "Resident:30"}, {"id": "Organisation:21"}]


async def test_hidden_fields_are_null(ask: Asked) -> None:
    query = '{ initiative(id: "Initiative:10") { place { lon lat } location { lon } contact status } }'
    public, staff = (await ask(query))["initiative"], (await ask(query, STAFF))["initiative"]
    assert public == {"place": {"lon": 6.61, "lat": 53.11}, "location": None, "contact": None, "status": "ACTIVE"}
    assert staff["location"] == {"lon": 6.612}
    assert staff["contact"] == "tuin@example.org"


async def test_a_hidden_node_is_as_one_that_is_not_there(ask: Asked) -> None:
    query = '{ there: resident(id: "Resident:31") { id } not: resident(id: "Resident:99") { id } }'
    assert await ask(query) == {"there": None, "not": None}
    assert (await ask(query, STAFF))["there"] == {"id": "Resident:31"}


@pytest.mark.parametrize(
    "id",
    ["", "10", "Initiative", "Initiative:", "Initiative:x", "Initiative:-1", "Initiative:01", "Node:1",
     "Initiative:1:2", "Initiative:9223372036854775808", "Initiative:99999999999999999999999",
     "Initiative:١", "initiative:10", "Query:1",
     "Initiative: 10", "LocatedIn:1", "\ud800:1"],
)  # fmt: skip
async def test_an_ill_formed_id_is_an_error(fail: Asked, id: str) -> None:
    error = await fail("query ($id: ID!) { node(id: $id) { id } }", id=id)
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert "is not an id" in error["message"]
    assert error["path"] == ["node"]


async def test_the_largest_key_is_an_id(ask: Asked) -> None:
    assert await ask('{ node(id: "Theme:9223372036854775807") { id } }') == {"node": None}


async def test_an_id_of_another_type_is_an_error(fail: Asked) -> None:
    error = await fail('{ initiative(id: "Area:2") { id } }')
    assert error["message"] == "'Area:2' is the id of a node of type Area, not Initiative"
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_too_many_ids_are_an_error(fail: Asked) -> None:
    error = await fail("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["Theme:1"] * 501)
    assert error["message"] == "`ids` has 501 ids; 500 is the most"
