# SPDX-License-Identifier: EUPL-1.2
"""The documentation does not lie: its examples run, and what it names is there.

How an example is written:
- a block ```graphql is asked of the demo municipality as the public, ```graphql staff as staff, and so is every line
  with curl in a block ```sh; those of one page in order, on one store. ```json variables after it are its variables.
- a block ```json after it is the answer, shortened: "…" stands for anything, at the end of a list for more items, at
  the end of a text for the rest of it; numbers may be rounded. Without `data` or `errors` it is what is in `data`.
- a block ```python runs in a folder with the demo municipality in data/; a block ```text after it is what it prints.
"""

import asyncio
import json
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typer
from starlette.testclient import TestClient

from graph_api.analysis.opportunities import gatherings
from graph_api.cli import app
from graph_api.cli.demo import make
from graph_api.settings import Settings
from graph_api.store.opening import open_store
from graph_api.web import engine, graphql_http, graphql_ws
from graph_api.web.app import create_app
from graph_api.web.metrics import Metrics
from schema import context, limits, query
from tests.conftest import ROOT
from tests.test_project import tracked
from tests.web.running import environment, served

PAGES = tracked("*.md")
TOKEN = "een-lang-geheim"  # noqa: S105 - of the server within these tests
LIMITS = {
    "bytes of a request": graphql_http.MAX_BODY,
    "tokens of a document": limits.MAX_TOKENS,
    "levels": limits.MAX_DEPTH,
    "fields": limits.MAX_FIELDS,
    "aliases": limits.MAX_ALIASES,
    "items of a page (`first`)": query.MAX_PAGE,
    "nodes that one request reads": context.MAX_NODES,
    "seconds that a query takes": engine.SECONDS,
    "WebSockets open at a time": graphql_ws.MOST_CONNECTIONS,
    "operations of one WebSocket at a time": graphql_ws.MOST_OPERATIONS,
    "lists of opportunities of more than 2,000 initiatives that are made at a time": gatherings.MOST,
}


@dataclass
class Block:
    """A fenced block: its language, the other words after the fence, its text, and the line it starts on."""

    language: str
    words: str
    text: str
    line: int


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[Block]:
    text = page.read_text()
    found = re.finditer(r"^```(\w*) ?(.*)\n((?:.*\n)*?)```$", text, re.MULTILINE)
    return [Block(*each.groups(), line=text.count("\n", 0, each.start()) + 1) for each in found]


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return re.sub(r"^```.*\n(?:.*\n)*?```$", "", page.read_text(), flags=re.MULTILINE)


def inline(page: Path) -> list[str]:
    """What is set as code within the prose."""
    return re.findall(r"`([^`\n]+)`", prose(page))


def typed(page: Path) -> list[str]:
    """What someone would type at a terminal, line by line."""
    shown = [line for block in blocks(page) if block.language in ("sh", "") for line in block.text.splitlines()]
    indented = re.findall(r"^ {4,}(\S.*)$", prose(page), re.MULTILINE)
    return [line.partition(" #")[0] for line in (*shown, *indented, *inline(page))]


def table(page: Path, heading: str) -> dict[str, str]:
    """The first two columns of the table under a heading."""
    part = re.split(r"^#+ ", page.read_text(), flags=re.MULTILINE)
    [section] = [each for each in part if each.startswith(f"{heading}\n")]
    rows = re.findall(r"^\|([^|\n]+)\|([^|\n]*)\|", section, re.MULTILINE)[2:]
    return {first.strip(): second.strip() for first, second in rows}


# --- the examples


@pytest.fixture(scope="session")
def municipality(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo municipality as `make run` makes it."""

    async def fill() -> None:
        async with open_store(f"sqlite:///{path}") as store:
            await make(store)

    path = tmp_path_factory.mktemp("docs") / "verbind.db"
    asyncio.run(fill())
    return path


@pytest.fixture
def folder(municipality: Path, tmp_path: Path) -> Path:
    """A folder with a copy of the demo municipality in data/."""
    (tmp_path / "data").mkdir()
    shutil.copy(municipality, tmp_path / "data" / "verbind.db")
    return tmp_path


@dataclass
class Example:
    """Something that is asked, and the answer that the page gives, if any."""

    line: int
    query: str
    staff: bool = False
    variables: Any = None
    path: str = "/graphql"
    answer: str | None = None


def examples(page: Path) -> Iterator[Example]:
    found = blocks(page)
    for at, block in enumerate(found):
        after = [*found[at + 1 :], Block("", "", "", 0)]
        if block.language == "graphql":
            example = Example(block.line, block.text, block.words == "staff")
            if (after[0].language, after[0].words) == ("json", "variables"):
                example.variables = json.loads(after.pop(0).text)
        elif block.language == "sh" and re.search(r"^curl .*127\.0\.0\.1", block.text, re.MULTILINE):
            example = curled(block)
        else:
            continue
        if (after[0].language, after[0].words) == ("json", ""):
            example.answer = after[0].text
        yield example


def curled(block: Block) -> Example:
    """What the one curl in a block asks, by GET."""
    words = shlex.split(block.text.replace("\\\n", " "), comments=True)
    [url] = [word for word in words if word.startswith("http://127.0.0.1:8000/")]
    queries = [word.removeprefix("query=") for word in words if word.startswith("query=")]
    staff = any(word.startswith("Authorization: Bearer ") for word in words)
    return Example(block.line, "".join(queries), staff, path=url.removeprefix("http://127.0.0.1:8000"))


def asked(client: TestClient, example: Example) -> Any:
    """The answer of the application."""
    headers = {"Authorization": f"Bearer {TOKEN}"} if example.staff else {}
    if example.query.lstrip().startswith("subscription"):
        return followed(client, example, headers)
    if not example.query:
        return client.get(example.path, headers=headers).json()
    body = {"query": example.query, "variables": example.variables}
    return client.post(example.path, json=body, headers=headers).json()


def followed(client: TestClient, example: Example, payload: dict[str, str]) -> Any:
    """The first answer to a subscription."""
    with client.websocket_connect("/graphql", subprotocols=[graphql_ws.PROTOCOL]) as socket:
        socket.send_json({"type": "connection_init", "payload": payload})
        assert socket.receive_json() == {"type": "connection_ack"}
        socket.send_json({"type": "subscribe", "id": "1", "payload": {"query": example.query}})
        return socket.receive_json()["payload"]


def fits(given: Any, found: Any) -> bool:
    """Whether what a page gives is what was found, shortened."""
    if isinstance(given, str) and given.endswith("…"):
        return given == "…" or (isinstance(found, str) and found.startswith(given[:-1]))
    if isinstance(given, Decimal):
        return isinstance(found, float) and round(Decimal(found), -int(given.as_tuple().exponent)) == given
    if isinstance(given, dict):
        return isinstance(found, dict) and given.keys() == found.keys() and all(fits(given[k], found[k]) for k in given)
    if isinstance(given, list):
        if not isinstance(found, list):
            return False
        shown = given[:-1] if given[-1:] == ["…"] else given
        enough = len(found) > len(shown) if shown is not given else len(found) == len(shown)
        return enough and all(map(fits, shown, found))
    return type(given) is type(found) and given == found


@pytest.mark.parametrize("page", [page for page in PAGES if any(examples(page))], ids=name)
def test_examples_get_the_answers_that_are_shown(page: Path, folder: Path) -> None:
    settings = Settings.model_validate({"store": f"sqlite:///{folder}/data/verbind.db", "staff_token": TOKEN})
    with TestClient(create_app(settings)) as client:
        for example in examples(page):
            answer = asked(client, example)
            where = f"{name(page)}:{example.line} gets\n{json.dumps(answer, ensure_ascii=False, indent=2)}"
            if example.answer is None:
                assert "errors" not in answer, where
                continue
            shown = json.loads(example.answer, parse_float=Decimal)
            whole = not example.path.startswith("/graphql") or shown.keys() & {"data", "errors"}
            assert fits(shown, answer if whole else answer["data"]), where


@pytest.mark.parametrize(
    ("page", "block"),
    [
        pytest.param(page, block, id=f"{name(page)}:{block.line}")
        for page in PAGES
        for block in blocks(page)
        if block.language == "python"
    ],
)
def test_python_prints_what_is_shown(page: Path, block: Block, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", block.text], cwd=folder, env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    after = next((each for each in blocks(page) if each.line > block.line), None)
    if after and after.language == "text":
        assert done.stdout.strip() == after.text.strip()


def test_make_run_says_what_the_readme_shows(folder: Path) -> None:
    assert "verbind serve --demo\n" in (ROOT / "Makefile").read_text()
    with served(f"sqlite:///{folder}/data/verbind.db", folder / "log", "--demo") as server:
        said = "\n".join(server.lines).replace(server.url, "http://127.0.0.1:8000")
    assert said in [block.text.strip() for block in blocks(ROOT / "README.md")]


def test_both_languages_show_the_same() -> None:
    english, dutch = blocks(ROOT / "README.md"), blocks(ROOT / "LEESMIJ.md")
    assert [block.text for block in english] == [block.text for block in dutch]


# --- what is named


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_and_their_options_exist(page: Path) -> None:
    command: Any = typer.main.get_command(app)
    for line in typed(page):
        for called, rest in re.findall(r"\bverbind ([a-z]\w*)((?: [^|;&]*)?)", line):
            assert called in command.commands, line
            meant = command.commands[called]
            if below := getattr(meant, "commands", None):
                inner = re.match(r" ([a-z][a-z-]*)", rest)
                if inner is None:
                    continue  # the group itself
                assert inner[1] in below, line
                meant = below[inner[1]]
            known = {option for parameter in meant.params for option in (*parameter.opts, *parameter.secondary_opts)}
            assert set(re.findall(r"(?<!\S)--?[a-z][\w-]*", rest)) <= known | {"--help", "-h"}, line


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_targets_of_make_exist(page: Path) -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    named = [target for line in typed(page) for target in re.findall(r"^(?:.* )?make ([a-z]+)", line)]
    assert set(named) <= set(targets)


SETTINGS = {f"VERBIND_{field.upper()}": str(info.default or "none") for field, info in Settings.model_fields.items()}


def test_every_setting_is_documented_with_its_default() -> None:
    documented = table(ROOT / "docs/operations.md", "Settings").items()
    assert {setting.strip("`"): default.strip("`") for setting, default in documented} == SETTINGS


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_settings_and_variables_exist(page: Path) -> None:
    listed = ["git", "grep", "-hoE", "(VERBIND|NEO4J)_[A-Z0-9_]+", "--", ":!*.md", ":!tests/test_docs.py"]
    used = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    named = re.findall(r"\b(?:VERBIND|NEO4J)_[A-Z0-9_]+", page.read_text())
    assert set(named) <= {*used, *SETTINGS}


def test_metrics_exist() -> None:
    known = set(re.findall(r"^# HELP (\w+)", Metrics().text(staff=True).decode(), re.MULTILINE))
    named = [each for page in PAGES for each in re.findall(r"`(verbind_\w+)", page.read_text())]
    assert named
    assert set(named) <= known


def test_limits_are_those_of_the_code() -> None:
    shown = table(ROOT / "docs/api.md", "Limits")
    assert {what: int(most.replace(",", "")) for what, most in shown.items()} == LIMITS


def slug(heading: str) -> str:
    """The anchor that a heading gets."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(), re.MULTILINE)
            assert anchor in map(slug, headings), link


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_paths_and_names_exist(page: Path) -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in tracked()}
    for code in inline(page):
        if re.fullmatch(r"(?:schema|graph_api|loaders|tests|benchmarks)(?:\.\w+)+", code) and code not in tops:
            if not (ROOT / code).exists() and not (page.parent / code).exists():
                pkgutil.resolve_name(code)
        elif re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*/?", code) and (
            code.split("/")[0] in tops or re.search(r"/.*\.py$", code)
        ):
            assert (ROOT / code).exists() or (page.parent / code).exists(), code


def test_every_page_can_be_found() -> None:
    """From the index, whatever is in docs/; and the index from both readmes."""
    index = (ROOT / "docs/index.md").read_text()
    for page in tracked("docs/*.md"):
        if page.name != "index.md":
            assert f"({page.relative_to(ROOT / 'docs').as_posix()})" in index, page
    for readme in ("README.md", "LEESMIJ.md"):
        assert "(docs/index.md)" in (ROOT / readme).read_text()
