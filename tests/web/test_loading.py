# SPDX-License-Identifier: EUPL-1.2
"""Files that staff send over HTTP: what they did, what was wrong with them, and that then nothing was written."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from graph_api.web import loading
from tests.store.model import Model
from tests.web.inside import inside
from tests.web.running import AS_STAFF, ask, served

ASSEN = "Netherlands_Assen_2024.pb"
AREAS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"buurtcode": "BU99980001", "buurtnaam": "Binnenstad", "aantal_inwoners": 120},
            "geometry": {"type": "Polygon", "coordinates": [[[6.5, 53], [6.6, 53], [6.6, 53.1], [6.5, 53]]]},
        }
    ],
}
BUDGET = """META
key;value
unit;Assen
instance;2025
description;Assen 2025
num_projects;2
num_votes;1
budget;1000
vote_type;approval
rule;greedy
date_begin;01.02.2025
date_end;28.02.2025
PROJECTS
project_id;cost;name;neighborhood;category
1;500;Buurttuin;Centrum;groen
2;700;Jeu-de-boulesbaan;Pittelo;sport
VOTES
voter_id;vote
1;1,2
"""


@pytest.fixture(scope="module", params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A client, as staff, of a server on an empty store of each kind; what one test loads, the next ones have."""
    folder = tmp_path_factory.mktemp("loading")
    if request.param == "neo4j":
        from tests.neo4j_server import server

        store: str = request.getfixturevalue("neo4j_url")
        server.empty(store)
    else:
        store = f"sqlite:///{folder / 'loaded.db'}"
    with served(store, folder / "server.log") as running:
        with httpx2.Client(base_url=running.url, timeout=60, headers=AS_STAFF) as made:
            yield made
        assert running.stop() == 0
        assert "Traceback" not in running.log


def send(client: httpx2.Client, name: str, content: str | bytes, **options: str) -> httpx2.Response:
    return client.post(f"/load/{name}", content=content, params=options)


def did(answer: httpx2.Response) -> dict[str, tuple[int, int, int, int]]:
    """By type: read, made, changed, unchanged."""
    assert answer.status_code == 200, answer.text
    types: list[dict[str, Any]] = answer.json()["types"]
    return {row["type"]: (row["read"], row["made"], row["changed"], row["unchanged"]) for row in types}


def revision(client: httpx2.Client) -> int:
    return client.post("/graphql", json={"query": "{revision}"}).json()["data"]["revision"]


def test_a_budget_and_what_it_did(client: httpx2.Client) -> None:
    first = send(client, "assen 2025.pb", BUDGET)
    told = first.json()
    assert (told["file"], told["origin"], told["revision"]) == ("assen 2025.pb", "Pabulib Assen 2025", 1)
    assert did(first) == {
        "About": (2, 2, 0, 0),
        "Area": (3, 3, 0, 0),
        "AskedOf": (2, 2, 0, 0),
        "Asks": (2, 2, 0, 0),
        "BelongsTo": (3, 3, 0, 0),
        "Budget": (1, 1, 0, 0),
        "CompetedIn": (2, 2, 0, 0),
        "HeldBy": (1, 1, 0, 0),
        "Initiative": (2, 2, 0, 0),
        "LocatedIn": (2, 2, 0, 0),
        "Municipality": (1, 1, 0, 0),
        "PartOf": (2, 2, 0, 0),
        "SupportRequest": (2, 2, 0, 0),
        "Theme": (2, 2, 0, 0),
    }
    assert [place["name"] for place in told["municipalities"]] == ["Assen"]
    assert sorted(area["name"] for area in told["areasWithoutOutline"]) == ["Centrum", "Pittelo"]
    assert told["made"] == sum(row["made"] for row in told["types"])


def test_loaded_again_nothing_changes_and_corrected_what_differs(client: httpx2.Client) -> None:
    again = send(client, "assen 2025.pb", BUDGET)
    assert all((made, changed, read) == (0, 0, unchanged) for read, made, changed, unchanged in did(again).values())
    assert (again.json()["revision"], again.json()["areasWithoutOutline"]) == (1, [])
    corrected = did(send(client, "assen 2025.pb", BUDGET.replace(";700;", ";650;")))
    assert corrected["SupportRequest"] == (2, 0, 1, 1)
    assert revision(client) == 2


def test_areas_with_what_the_file_does_not_tell(client: httpx2.Client) -> None:
    body = json.dumps(AREAS)
    lacking = send(client, "buurten.geojson", body)
    assert (lacking.status_code, lacking.headers["content-type"]) == (422, "application/problem+json")
    assert lacking.json()["detail"].startswith("buurten.geojson, features[0], property gemeentenaam: is missing")
    done = did(send(client, "buurten.geojson", body, municipality="Assen"))
    assert (done["Area"][1], done["BelongsTo"][1]) == (1, 1)
    named = json.dumps({**AREAS, "features": [{**AREAS["features"][0], "properties": {"naam": "Het Dorp"}}]})  # pyright: ignore[reportGeneralTypeIssues]  # JSON
    assert did(send(client, "dorpen.json", named, level="DORP", municipality="Assen"))["Area"][1] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BUDGET.replace(";500;", ";veel;"), "budget.pb, line 15, column 2 (cost): 'veel' is not an amount"),
        (BUDGET.replace("num_votes;1", "num_votes;2"), "budget.pb, line 7, column 2 (value): num_votes is 2"),
        (BUDGET.encode() + b"2;\xff\n", "budget.pb, line 20: is not UTF-8 text"),
        ("", "budget.pb"),
        ("PROJECTS\n", "budget.pb, line 1"),
    ],
)
def test_a_wrong_file_says_where_and_nothing_is_lost(client: httpx2.Client, content: str | bytes, words: str) -> None:
    before = revision(client)
    answer = send(client, "budget.pb", content)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["detail"].startswith(words)
    assert "verbind-" not in answer.text, "nothing of where the server kept it"
    assert revision(client) == before


@pytest.mark.parametrize(
    ("path", "headers", "status", "words"),
    [
        ("photo.jpg", {}, 422, "not a kind of file that can be loaded"),
        ("a.pb?ballots=shared", {}, 400, "`ballots` is 'shared'; it is one of SHARED, KEEP"),
        ("a.pb?levels=BUURT", {}, 400, "There is no parameter 'levels'"),
        ("a.pb", {"Content-Encoding": "gzip"}, 415, "without Content-Encoding"),
        ("%2e%2e", {}, 400, "name of the file"),
        ("a%0ab.pb", {}, 400, "name of the file"),
        (f"{'a' * 121}.pb", {}, 400, "name of the file"),
        ("map%5Ca.pb", {}, 400, "name of the file"),
        ("areas.json?municipality=GM9999", {}, 422, "no municipality with code GM9999 is here yet"),
    ],
)
def test_requests_that_are_wrong(
    client: httpx2.Client, path: str, headers: dict[str, str], status: int, words: str
) -> None:
    answer = client.post(f"/load/{path}", content=b"x", headers=headers)
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True), answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_only_staff_load(client: httpx2.Client) -> None:
    before = revision(client)
    for headers in ({}, {"Authorization": "Bearer nee"}, {"Authorization": "Basic een-lang-geheim"}):
        answer = httpx2.post(f"{client.base_url}/load/a.pb", content=BUDGET, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert client.get("/load/a.pb").status_code == 405
    assert revision(client) == before


def test_several_at_a_time(client: httpx2.Client) -> None:
    """The same file and others, all at once: as one after the other."""

    async def all_at_once() -> list[httpx2.Response]:
        async with httpx2.AsyncClient(base_url=str(client.base_url), timeout=60, headers=AS_STAFF) as many:
            years = [str(2030 + i // 2) for i in range(6)]
            sent = [many.post(f"/load/{year}.pb", content=BUDGET.replace("2025", year)) for year in years]
            return await asyncio.gather(*sent)

    before = revision(client)
    made = [did(answer)["Initiative"][1] for answer in asyncio.run(all_at_once())]
    assert sorted(made) == [0, 0, 0, 2, 2, 2]
    assert revision(client) == before + 3


def test_a_real_budget_as_by_the_command(client: httpx2.Client, shared_data: Path) -> None:
    content = (shared_data / "pabulib" / ASSEN).read_bytes()
    done = did(send(client, ASSEN, content))
    assert done["Initiative"] == (14, 14, 0, 0)
    assert "Resident" not in done
    kept = did(send(client, ASSEN, content, ballots="KEEP"))
    assert (kept["Resident"], kept["Initiative"]) == ((84, 84, 0, 0), (14, 0, 0, 14))
    answer = ask(str(client.base_url), '{initiatives(filter:{text:"Pittelo"},first:0){totalCount}}')
    assert answer.status_code == 200


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_FILE", 1000)
    store = Model()
    with inside(store, staff_token="een-lang-geheim") as within:  # noqa: S106 - of the test
        headers = AS_STAFF
        for content in (b"x" * 1001, iter([b"x" * 600, b"x" * 600])):
            answer = within.post("/load/a.pb", content=content, headers=headers)
            assert (answer.status_code, "larger than 1,000 bytes" in answer.json()["detail"]) == (413, True)
        assert within.post("/load/a.pb", content=BUDGET, headers=headers).status_code == 200
    assert store.last == 1
