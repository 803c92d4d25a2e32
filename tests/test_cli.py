# SPDX-License-Identifier: EUPL-1.2
"""The command `verbind`, as someone at a terminal meets it."""

import asyncio
import json
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner

from graph_api.cli import app
from graph_api.cli.copying import Tally
from graph_api.store.opening import open_store
from graph_api.store.port import Rows
from schema.privacy import STAFF
from tests.conftest import ROOT
from tests.neo4j_server import server as neo4j_server
from tests.store.village import village
from tests.web.running import COMMAND, ask, environment, served, verbind

AREAS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {
                "buurtcode": "BU01060001",
                "buurtnaam": "Centrum",
                "gemeentecode": "GM0106",
                "gemeentenaam": "Assen",
            },
            "geometry": {"type": "Polygon", "coordinates": [[[6.5, 53], [6.6, 53], [6.6, 53.1], [6.5, 53]]]},
        }
    ],
}


def fill(path: Path) -> str:
    """A store with the village, and its address."""

    async def write() -> None:
        async with open_store(url) as store:
            await store.write(village(), STAFF)

    url = f"sqlite:///{path}"
    asyncio.run(write())
    return url


def failed(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """It failed as expected: exit code 1, and one sentence on standard error."""
    assert (done.returncode, done.stdout) == (1, ""), done
    [line] = done.stderr.strip().splitlines()
    assert line.startswith("verbind: ")
    for word in words:
        assert word in line


def test_help_explains_every_command() -> None:
    shown = verbind("--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert verbind().stdout.strip() == shown.stdout.strip()
    names = [command.callback.__name__ for command in app.registered_commands if command.callback]
    assert names == ["serve", "load", "demo", "copy", "erase", "learn", "schema", "docs"]
    for name in [*names, "analyse", "eval"]:
        assert re.search(rf"^. {name} +[A-Z]\w+ ", shown.stdout, re.MULTILINE), name
        assert CliRunner().invoke(app, [name, "--help"]).exit_code == 0


def test_serving_starts_with_two_lines_and_the_demo(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'verbind.db'}"
    with served(url, tmp_path / "log", "--demo") as server:
        assert server.lines == [f"Page {server.url}/   GraphiQL {server.url}/graphiql", f"API  {server.url}/graphql"]
        assert httpx2.get(f"{server.url}/health/ready").status_code == 200
        query = "{initiatives{totalCount nodes{title}}}"
        first = ask(server.url, query).json()["data"]["initiatives"]
        assert first["totalCount"] == 200
        assert server.stop() == 0
        assert server.process.stdout is not None
        assert server.process.stdout.read() == ""
        assert all(json.loads(line)["level"] == "info" for line in server.log.splitlines())
    with served(url, tmp_path / "log", "--demo") as again:  # it is not empty now, and stays as it is
        assert ask(again.url, query).json()["data"]["initiatives"] == first


def test_a_busy_port_is_said_plainly(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = verbind("serve", "--port", port, "--store", f"sqlite:///{tmp_path / 'x.db'}")
    failed(done, port, "in use", "--port")


@pytest.mark.parametrize(
    ("arguments", "settings", "words"),
    [
        (("serve", "--store", "nope"), {}, ["not the address of a store"]),
        (("serve", "--store", "mysql://x"), {}, ["not a kind of store"]),
        (("serve", "--port", "0"), {"STORE": "sqlite:////proc/none/x.db"}, ["/proc/none"]),
        (("serve", "--port", "0", "--host", "nowhere.invalid"), {}, ["nowhere.invalid"]),
        (("serve",), {"PORT": "many"}, ["VERBIND_PORT", "integer"]),
        (("serve",), {"PORT": "99999"}, ["VERBIND_PORT", "65535"]),
        (("serve",), {"LOG_LEVEL": "LOUD"}, ["VERBIND_LOG_LEVEL", "LOUD"]),
        (("serve",), {"STAFF_TOKENS": "anna=kort"}, ["VERBIND_STAFF_TOKENS: number 1", "fewer than 16"]),
        (("serve", "--port", "0", "--store", "bolt://127.0.0.1:9"), {}, ["127.0.0.1:9"]),
        (("erase", "Resident:1", "--yes"), {}, ["there is no Resident:1"]),
        (("erase", "Theme:1", "--yes"), {}, ["Theme:1", "not Resident"]),
        (("erase", "Bea", "--yes"), {}, ["Bea", "not an id"]),
        (("copy", "sqlite:///a.db", "sqlite:///a.db"), {}, ["both"]),
        (("copy", "sqlite:///nothing.db", "sqlite:///a.db"), {}, ["no such file"]),
        (("load", "nothing.pb"), {}, ["nothing.pb"]),
    ],
)
def test_what_can_go_wrong_is_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], settings: dict[str, str], words: list[str]
) -> None:
    failed(verbind(*arguments, cwd=tmp_path, **settings), *words)


def test_a_damaged_store_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"no database at all" * 999)
    failed(verbind("serve", "--port", "0", "--store", "sqlite:///x.db", cwd=tmp_path), "x.db")


def test_files_are_loaded_and_loaded_again_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "areas.geojson").write_text(json.dumps(AREAS))
    first = verbind("load", "areas.geojson", cwd=tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("areas.geojson: read ")
    assert re.search(
        r"read 1 Municipality, \d Area, .*; made [1-9]\d*, changed 0 \(revision 1\)$", first.stdout.strip()
    )
    again = verbind("load", "areas.geojson", cwd=tmp_path)
    assert "made 0, changed 0" in again.stdout


def test_a_wrong_file_is_left_out_and_the_others_loaded(tmp_path: Path) -> None:
    (tmp_path / "good.geojson").write_text(json.dumps(AREAS))
    (tmp_path / "bad.pb").write_text("META\nkey;value\ncountry;Netherlands\nPROJECTS\nproject_id;cost\n1;veel\n")
    (tmp_path / "bad.txt").write_text("?")
    done = verbind("load", "bad.pb", "bad.txt", "good.geojson", cwd=tmp_path)
    assert done.returncode == 1
    assert "good.geojson: read " in done.stdout
    assert done.stderr.count("verbind: ") == 2
    assert "bad.pb" in done.stderr
    assert "bad.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_real_budget_with_its_ballots(tmp_path: Path, shared_data: Path) -> None:
    assen = shared_data / "pabulib" / "Netherlands_Assen_2024.pb"
    store = f"sqlite:///{tmp_path / 'assen.db'}"
    shared = verbind("load", assen, "--store", store)
    assert (shared.returncode, "14 Initiative" in shared.stdout, "Backs" in shared.stdout) == (0, True, False)
    kept = verbind("load", assen, "--store", store, "--ballots", "keep")
    assert "84 Resident" in kept.stdout
    assert "285 Backs" in kept.stdout


def test_the_demo_is_as_large_as_asked(tmp_path: Path) -> None:
    done = verbind("demo", "--initiatives", "7", "--seed", "3", cwd=tmp_path, STORE="sqlite:///d.db")
    assert (done.returncode, done.stderr) == (0, "")
    with sqlite3.connect(tmp_path / "d.db") as connection:
        assert connection.execute('SELECT count(*) FROM "Initiative"').fetchone() == (7,)
    connection.close()


def test_a_copy_is_whole_and_checked(tmp_path: Path) -> None:
    source, target = fill(tmp_path / "a.db"), f"sqlite:///{tmp_path / 'b.db'}"
    erased = verbind("erase", "Resident:51", "--yes", "--store", source)
    assert (erased.returncode, erased.stdout) == (0, "Resident:51 was erased\n")
    done = verbind("copy", source, target)
    assert (done.returncode, done.stderr) == (0, "")
    assert "counts and checksums of the copy are equal" in done.stdout
    assert dumped(source) == dumped(target)
    failed(verbind("copy", source, target), "empty")


def dumped(url: str) -> dict[str, set[Any]]:
    """All rows of a store."""

    async def read() -> dict[str, set[Any]]:
        found: dict[str, set[Any]] = {}
        async with open_store(url) as store:
            async for part in store.dump():
                found.setdefault(part.table, set()).update(map(tuple, part.rows))
        return found

    return asyncio.run(read())


def test_a_tally_sees_every_difference() -> None:
    def tally(*rows: tuple[Any, ...], table: str = "Theme") -> Tally:
        made = Tally()
        for row in rows:
            made.add(Rows(table, [row]))
        return made

    a, b = (1, "Groen", None), (2, "Jeugd", 0.5)
    assert tally(a, b).differences(tally(b, a)) == []
    assert tally(a, b).differences(tally(a)) == ["Theme has 1 rows instead of 2"]
    assert tally(a, b).differences(tally(a, a)) == ["Theme has rows that differ"]
    assert tally(a).differences(tally((1, "Groen", 0))) == ["Theme has rows that differ"]
    assert tally(a).differences(tally(a, table="Need")) == [
        "Need has 1 rows instead of 0",
        "Theme has 0 rows instead of 1",
    ]


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_copy_through_neo4j_comes_back_the_same(tmp_path: Path, clean_neo4j: str) -> None:
    source, back = fill(tmp_path / "a.db"), f"sqlite:///{tmp_path / 'b.db'}"
    for start, end in ((source, clean_neo4j), (clean_neo4j, back)):
        done = verbind("copy", start, end)
        assert (done.returncode, "checksums of the copy are equal" in done.stdout) == (0, True), done
    assert dumped(source) == dumped(back)
    failed(verbind("copy", source, clean_neo4j), "empty")
    neo4j_server.empty(clean_neo4j)


@pytest.mark.slow
def test_derived_files_are_checked(tmp_path: Path) -> None:
    for command, name in (("schema", "schema/schema.graphql"), ("docs", "docs/data-model.md")):
        assert verbind(command).stdout == (ROOT / name).read_text()
        assert verbind(command, "--check").returncode == 0
        copy = tmp_path / "copy"
        for folder in ("schema", "graph_api", "loaders", "docs"):
            shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("static", "__pycache__"))
        (copy / name).write_text("old")
        done = verbind(command, "--check", cwd=copy)
        failed(done, name, "not up to date")
        shutil.rmtree(copy)


@pytest.mark.slow
def test_erasing_asks_first(tmp_path: Path) -> None:
    url = fill(tmp_path / "a.db")
    command = [*COMMAND, "erase", "Resident:50", "--store", url]
    for answer, erased in (("n\n", False), ("", False), ("y\n", True)):
        done = subprocess.run(command, input=answer, capture_output=True, text=True, env=environment())
        assert (done.returncode == 0) == erased
        assert ("Resident:50 was erased" in done.stdout) == erased


def test_ctrl_c_is_quiet(tmp_path: Path) -> None:
    command = [*COMMAND, "demo", "--initiatives", "100000", "--store", f"sqlite:///{tmp_path / 'x.db'}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while not (tmp_path / "x.db").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err
