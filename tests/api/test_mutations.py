# SPDX-License-Identifier: EUPL-1.2
"""Making, changing and ending nodes and relations, and the errors of those who try."""

from typing import Any

import pytest

from graph_api.store.port import Store
from schema.inputs import INPUTS
from schema.keys import natural_key
from schema.privacy import STAFF
from schema.registry import NETWORK_TYPES, RELATION_TYPES
from tests.api.conftest import Asked

pytestmark = pytest.mark.anyio

ERRORS = "revision errors { code path message }"
CREATE = f"""mutation ($input: CreateInitiativeInput!) {{ done: createInitiative(input: $input) {{
  initiative {{ id revision title summary status place {{ lon }} contact since until endReason }} {ERRORS} }} }}"""
CHANGE = CREATE.replace("Create", "Change").replace("create", "change")
END = CREATE.replace("Create", "End").replace("create", "end")


async def do(ask: Asked, mutation: str, **given: Any) -> Any:
    """What a mutation answers, as staff."""
    return (await ask(mutation, STAFF, input=given))["done"]


async def refused(ask: Asked, mutation: str, **given: Any) -> list[tuple[str, str]]:
    """The codes and fields of the errors that a mutation must give."""
    answer = await do(ask, mutation, **given)
    assert answer["revision"] is None
    assert answer["errors"]
    return [(error["code"], ".".join(error["path"])) for error in answer["errors"]]


async def test_create(ask: Asked) -> None:
    answer = await do(
        ask, CREATE, title="Repaircafé", since="2025-01-01", contact="bij Ada", location={"lon": 6, "lat": 53}
    )
    made = answer["initiative"]
    assert answer["errors"] == []
    assert made["revision"] == answer["revision"] == 2
    assert (made["title"], made["summary"], made["status"], made["contact"]) == ("Repaircafé", "", "ACTIVE", "bij Ada")
    found = await ask("query ($id: ID!) { initiative(id: $id) { title contact } }", id=made["id"])
    assert found["initiative"] == {"title": "Repaircafé", "contact": None}


async def test_change_leaves_what_is_absent_and_clears_what_is_null(ask: Asked) -> None:
    answer = await do(ask, CHANGE, id="Initiative:10", revision=1, title="Buurttuin", contact=None)
    changed = answer["initiative"]
    assert (changed["title"], changed["summary"], changed["contact"]) == ("Buurttuin", "Samen tuinieren.", None)
    assert changed["place"] == {"lon": 6.61}
    assert changed["since"] == "2023-04-01"
    assert answer["revision"] == 2


async def test_a_change_that_changes_nothing_takes_no_revision(ask: Asked) -> None:
    answer = await do(ask, CHANGE, id="Initiative:10", revision=1, title="Buurttuin de Hoek")
    assert (answer["revision"], answer["initiative"]["revision"], answer["errors"]) == (1, 1, [])


async def test_end(ask: Asked) -> None:
    answer = await do(ask, END, id="Initiative:10", revision=1, until="2025-06-30", reason="Geen tuinders meer")
    ended = answer["initiative"]
    assert (ended["status"], ended["until"], ended["endReason"]) == ("ENDED", "2025-06-30", "Geen tuinders meer")


async def test_rules_are_errors_that_name_the_field(ask: Asked) -> None:
    assert await refused(ask, CREATE, title=" ", website="geen adres") == [
        ("INVALID", "input.title"),
        ("INVALID", "input.website"),
    ]
    answer = await do(ask, CREATE, title="x" * 301, endReason="y" * 501)
    assert [error["message"] for error in answer["errors"]] == [
        "title is 301 characters long; 300 is the most",
        "endReason is 501 characters long; 500 is the most",
    ]
    assert await refused(ask, CREATE, title="a", since="2025-01-02", until="2025-01-01") == [("INVALID", "input.until")]
    assert await refused(ask, CREATE, title="a", location={"lon": 200, "lat": 0}) == [("INVALID", "input.location")]
    assert await refused(ask, CREATE, title="\ud800") == [("INVALID", "input.title")]
    assert await refused(ask, CHANGE, id="Initiative:10", revision=1, title=None) == [("INVALID", "input.title")]
    assert await refused(ask, CHANGE, id="Initiative:10", revision=1, status=None) == [("INVALID", "input.status")]
    early = await refused(ask, END, id="Initiative:10", revision=1, until="2020-01-01", reason="z" * 501)
    assert early == [("INVALID", "input.reason"), ("INVALID", "input.until")]


async def test_a_conflict_says_both_revisions(ask: Asked) -> None:
    await do(ask, CHANGE, id="Initiative:10", revision=1, title="Eerst")
    for mutation, rest in ((CHANGE, {"title": "Tweede"}), (END, {"until": "2025-01-01"})):
        answer = await do(ask, mutation, id="Initiative:10", revision=1, **rest)
        assert answer["errors"] == [
            {"code": "CONFLICT", "path": ["input", "revision"], "message": "Revision 1 was expected, but it has 2"}
        ]
        assert answer["initiative"] is None


async def test_what_is_not_there_cannot_be_changed(ask: Asked) -> None:
    assert await refused(ask, CHANGE, id="Initiative:99", revision=1) == [("MISSING", "input.id")]
    assert await refused(ask, CHANGE, id="Theme:4", revision=1) == [("INVALID", "input.id")]
    assert await refused(ask, END, id="nonsense", revision=1, until="2025-01-01") == [("INVALID", "input.id")]


AREA = f"""mutation ($input: CreateAreaInput!) {{ done: createArea(input: $input) {{
  area {{ id name geometry }} {ERRORS} }} }}"""


async def test_what_has_a_name_in_the_world_has_its_natural_key(ask: Asked) -> None:
    square = {"type": "Polygon", "coordinates": [[[6, 53], [7, 53], [7, 54], [6, 53]]]}
    made = await do(ask, AREA, name="Zuid", level="WIJK", code="WK999902", population=5_000_000_000, geometry=square)
    assert made["area"] == {
        "id": f"Area:{natural_key('Area', 'WIJK', 'WK999902')}", "name": "Zuid", "geometry": square,
    }  # fmt: skip
    assert await refused(ask, AREA, name="Zuid weer", level="WIJK", code="WK999902") == [("EXISTS", "input")]
    theme = f"mutation ($input: CreateThemeInput!) {{ done: createTheme(input: $input) {{ theme {{ id }} {ERRORS} }} }}"
    assert (await do(ask, theme, name="Zórg"))["theme"]["id"] == f"Theme:{natural_key('Theme', 'zorg')}"
    assert await refused(ask, theme, name=" ZORG ") == [("EXISTS", "input")]


async def test_what_it_is_known_by_cannot_change(ask: Asked) -> None:
    change = (
        f"mutation ($input: ChangeThemeInput!) {{ done: changeTheme(input: $input) {{ theme {{ name }} {ERRORS} }} }}"
    )
    assert await refused(ask, change, id="Theme:4", revision=1, name="Grijs") == [("INVALID", "input")]
    assert (await do(ask, change, id="Theme:4", revision=1, name="GROEN"))["theme"] == {"name": "GROEN"}


RING = [[6, 53], [7, 53], [7, 54], [6, 53]]


@pytest.mark.parametrize(
    "geometry",
    [
        {}, {"type": "Point", "coordinates": [6, 53]}, {"type": "Polygon"}, {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]}, {"type": "Polygon", "coordinates": RING},
        {"type": "Polygon", "coordinates": [RING[:3]]}, {"type": "Polygon", "coordinates": [RING, RING[1:] * 2]},
        {"type": "Polygon", "coordinates": [[["6", 53], [7, 53], [7, 54], ["6", 53]]]},
        {"type": "Polygon", "coordinates": [[[6, 99], [7, 53], [7, 54], [6, 99]]]},
        {"type": "Polygon", "coordinates": "x"},
        {"type": "MultiPolygon", "coordinates": [RING]}, {"type": "MultiPolygon", "coordinates": {"a": [RING]}},
    ],
)  # fmt: skip
async def test_an_outline_must_be_one(ask: Asked, geometry: Any) -> None:
    given = {"name": "a", "level": "WIJK", "code": "1"}
    assert await refused(ask, AREA, **given, geometry=geometry) == [("INVALID", "input.geometry")]


async def test_an_outline_may_be_of_many_parts(ask: Asked) -> None:
    shape = {"type": "MultiPolygon", "coordinates": [[RING], [RING, RING]]}
    made = await do(ask, AREA, name="a", level="WIJK", code="1", geometry=shape)
    assert made["area"]["geometry"] == shape


LOCATE = f"""mutation ($input: CreateLocatedInInput!) {{ done: createLocatedIn(input: $input) {{
  locatedIn {{ type label source target since until revision }} {ERRORS} }} }}"""


async def test_relations(ask: Asked) -> None:
    made = (await do(ask, LOCATE, source="Initiative:11", target="Area:3", since="2024-01-01"))["locatedIn"]
    assert made == {
        "type": "LOCATED_IN", "label": "located in", "source": "Initiative:11", "target": "Area:3",
        "since": "2024-01-01", "until": None, "revision": 2,
    }  # fmt: skip
    assert await refused(ask, LOCATE, source="Initiative:11", target="Area:3") == [("EXISTS", "input")]
    ends = {"source": "Initiative:11", "target": "Area:3", "revision": 2}
    change = LOCATE.replace("Create", "Change").replace("create", "change")
    assert (await do(ask, change, **ends, since=None))["locatedIn"]["since"] is None
    end = LOCATE.replace("Create", "End").replace("create", "end")
    assert await refused(ask, end, **ends, until="2025-01-01") == [("CONFLICT", "input.revision")]
    ended = (await do(ask, end, **(ends | {"revision": 3}), until="2025-01-01"))["locatedIn"]
    assert (ended["until"], ended["revision"]) == ("2025-01-01", 4)


async def test_ends_of_relations_must_be_there(ask: Asked) -> None:
    assert await refused(ask, LOCATE, source="Initiative:99", target="Area:98") == [
        ("MISSING", "input.source"),
        ("MISSING", "input.target"),
    ]
    assert await refused(ask, LOCATE, source="Area:3", target="Area:3") == [("INVALID", "input.source")]
    change = LOCATE.replace("Create", "Change").replace("create", "change")
    assert await refused(ask, change, source="Initiative:10", target="Area:2", revision=1) == [("MISSING", "input")]


async def test_a_symmetric_relation_is_one_from_both_ends(ask: Asked) -> None:
    connect = f"""mutation ($input: CreateConnectedToInput!) {{ done: createConnectedTo(input: $input) {{
      connectedTo {{ source target kind }} {ERRORS} }} }}"""
    made = await do(ask, connect, source="Initiative:12", target="Initiative:10", kind="SUCCEEDS")
    assert made["connectedTo"] == {"source": "Initiative:10", "target": "Initiative:12", "kind": "SUCCEEDS"}
    assert await refused(ask, connect, source="Initiative:11", target="Initiative:10") == [("EXISTS", "input")]
    assert await refused(ask, connect, source="Initiative:11", target="Initiative:11") == [("INVALID", "input.target")]


async def test_the_same_input_with_the_same_key_is_applied_once(ask: Asked, store: Store) -> None:
    first = await do(ask, CREATE, title="Eenmaal", idempotencyKey="k1")
    assert await do(ask, CREATE, title="Eenmaal", idempotencyKey="k1") == first
    assert await refused(ask, CREATE, title="Anders", idempotencyKey="k1") == [("TOKEN", "input.idempotencyKey")]
    id, revision = first["initiative"]["id"], first["revision"]
    changed = await do(ask, CHANGE, id=id, revision=revision, title="Veranderd", idempotencyKey="k2")
    later = await do(ask, CHANGE, id=id, revision=changed["revision"], summary="En nog eens")
    again = await do(ask, CHANGE, id=id, revision=revision, title="Veranderd", idempotencyKey="k2")
    assert again["revision"] == changed["revision"]
    assert again["errors"] == []
    assert again["initiative"]["revision"] == later["revision"] == await store.revision()
    located = await do(ask, LOCATE, source=id, target="Area:3", idempotencyKey="k3")
    assert await do(ask, LOCATE, source=id, target="Area:3", idempotencyKey="k3") == located


@pytest.mark.parametrize("key", ["", "with space", "é", "x" * 101])
async def test_an_idempotency_key_has_a_form(ask: Asked, key: str) -> None:
    assert await refused(ask, CREATE, title="a", idempotencyKey=key) == [("INVALID", "input.idempotencyKey")]


async def test_mutations_of_one_request_see_each_other(ask: Asked) -> None:
    found = await ask(
        """mutation {
          a: changeInitiative(input: {id: "Initiative:10", revision: 1, title: "Een"}) {
            initiative { title themes { nodes { name } } } errors { code } }
          b: createAbout(input: {source: "Initiative:10", target: "Theme:5"}) { about { source } errors { code } }
          c: changeInitiative(input: {id: "Initiative:10", revision: 2, title: "Twee"}) {
            initiative { title themes { nodes { name } } } errors { code } }
        }""",
        STAFF,
    )
    assert found["a"]["initiative"] == {"title": "Een", "themes": {"nodes": [{"name": "Groen"}]}}
    assert found["c"]["initiative"] == {"title": "Twee", "themes": {"nodes": [{"name": "Groen"}, {"name": "Sport"}]}}


ERASE = "mutation ($id: ID!) { done: eraseResident(id: $id) { erased errors { code path } } }"


async def test_erasing_a_resident(ask: Asked) -> None:
    assert (await ask(ERASE, STAFF, id="Resident:31"))["done"] == {"erased": True, "errors": []}
    query = '{ resident(id: "Resident:31") { id } initiative(id: "Initiative:10") { participants { totalCount } } }'
    assert await ask(query, STAFF) == {"resident": None, "initiative": {"participants": {"totalCount": 0}}}
    gone = {"erased": False, "errors": [{"code": "MISSING", "path": ["id"]}]}
    assert (await ask(ERASE, STAFF, id="Resident:31"))["done"] == gone
    assert (await ask(ERASE, STAFF, id="Theme:4"))["done"]["errors"][0]["code"] == "INVALID"


async def test_consent_comes_with_name_and_contact(ask: Asked) -> None:
    create = f"""mutation ($input: CreateResidentInput!) {{ done: createResident(input: $input) {{
      resident {{ pseudonym name consentOn }} {ERRORS} }} }}"""
    answer = await do(ask, create, pseudonym="p", name="Bea")
    assert [(e["path"], e["message"]) for e in answer["errors"]] == [
        (["input", "name"], "name of a resident may be kept only with the day of consent (consentOn)")
    ]
    made = await do(ask, create, pseudonym="p", name="Bea", consentOn="2025-01-01")
    assert made["resident"] == {"pseudonym": "p", "name": "Bea", "consentOn": "2025-01-01"}


@pytest.mark.parametrize("mutation", [CREATE, CHANGE, END])
async def test_the_public_changes_nothing(fail: Asked, store: Store, mutation: str) -> None:
    given = {"title": "a"} if mutation is CREATE else {"id": "Initiative:10", "revision": 1}
    error = await fail(mutation, input=given | ({"until": "2025-01-01"} if mutation is END else {}))
    assert error["extensions"] == {"code": "FORBIDDEN"}
    assert await store.revision() == 1


async def test_the_public_erases_nobody(fail: Asked, ask: Asked) -> None:
    assert (await fail(ERASE, id="Resident:31"))["extensions"] == {"code": "FORBIDDEN"}
    assert (await ask('{ resident(id: "Resident:31") { id } }', STAFF))["resident"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", "1e999999"), ("amount", "NaN"), ("amount", "sNaN"), ("amount", True), ("amount", ""), ("amount", []),
        ("ballots", 2**53), ("ballots", 1.5), ("ballots", "3"), ("ballots", True),
        ("since", "2025-02-30"), ("since", "20250101"), ("since", 5), ("since", "2024-W01-1"), ("since", ""),
    ],
)  # fmt: skip
async def test_values_that_are_not_of_their_type(ask: Asked, fail: Asked, field: str, value: Any) -> None:
    query = (
        "mutation ($input: CreateBudgetInput!) { done: createBudget(input: $input) { revision errors { code path } } }"
    )
    given = {"title": "a", field: value}
    if value == "1e999999":  # a number, but too large for its column
        assert (await ask(query, STAFF, input=given))["done"]["errors"] == [
            {"code": "INVALID", "path": ["input", field]}
        ]
        return
    error = await fail(query, STAFF, input=given)
    assert f"invalid value at .{field}: " in error["message"]
    assert "Internal" not in error["message"]


async def test_money_keeps_its_cents(ask: Asked) -> None:
    create = f"""mutation ($input: CreateBudgetInput!) {{ done: createBudget(input: $input) {{
      budget {{ amount currency }} {ERRORS} }} }}"""
    assert (await do(ask, create, title="a", amount="1250.50"))["budget"] == {"amount": "1250.50", "currency": "EUR"}
    assert (await do(ask, create, title="b", amount=1250))["budget"]["amount"] == "1250.00"
    assert await refused(ask, create, title="c", amount="0.001") == [("INVALID", "input.amount")]
    assert await refused(ask, create, title="c", amount=-1) == [("INVALID", "input.amount")]


def test_every_type_has_its_inputs() -> None:
    assert list(INPUTS) == [*NETWORK_TYPES, *RELATION_TYPES]
