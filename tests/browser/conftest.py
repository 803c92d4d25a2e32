# SPDX-License-Identifier: EUPL-1.2
"""One browser, and one real server a graph, for all tests of the pages as they were built."""

import re
import shutil
from collections.abc import Callable, Generator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from graph_api.web import pages
from tests.acceptance.conftest import AMSTERDAM
from tests.browser.chromium import FOLLOW, NAMES, PATIENCE, chromium, program
from tests.browser.hands import Hands, Keyboard, Mouse
from tests.browser.watch import Watch
from tests.web.running import TOKEN, Served, served, verbind

SIGNED_IN = f"if (location.protocol === 'http:') sessionStorage.setItem('verbind-token', '{TOKEN}')"
"""As if someone had signed in before. An empty page, as windows have at first, keeps nothing."""

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them all: they need Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


# Of this folder alone: while Playwright runs, no other event loop can in the same thread, and other tests have theirs.
@pytest.fixture(scope="package")
def browser() -> Generator[Browser]:
    """A browser without a window."""
    executable = program()
    if executable is None:
        pytest.skip(f"no Chromium: none of {', '.join(NAMES)} is installed")
    if not (pages.STATIC / "index.html").is_file():
        pytest.skip("no pages: run `make build` first")
    expect.set_options(timeout=PATIENCE)
    with chromium(executable) as running:
        yield running


def _made(folder: Path, *commands: tuple[str | Path, ...]) -> Path:
    path = folder / "verbind.db"
    for command in commands:
        done = verbind(command[0], "--store", f"sqlite:///{path}", *command[1:])
        assert done.returncode == 0, done.stdout + done.stderr
    return path


def _serving(path: Path) -> Generator[Served]:
    with served(f"sqlite:///{path}", path.with_name("server.log")) as running:
        yield running
        assert running.stop() == 0
    assert "Traceback" not in running.log
    assert '"level":"error"' not in running.log


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file with the demo municipality, as it is made."""
    return _made(tmp_path_factory.mktemp("demo"), ("demo",))


@pytest.fixture(scope="session")
def demo(demo_store: Path) -> Generator[Served]:
    """A server on the demo municipality that nobody writes to."""
    yield from _serving(demo_store)


@pytest.fixture(scope="session")
def amsterdam_store(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """The file with the real participatory budgets of Amsterdam, and its districts."""
    budgets = [shared_data / "pabulib" / name for name in AMSTERDAM]
    areas = shared_data / "geo" / "amsterdam_stadsdelen.geojson"
    return _made(
        tmp_path_factory.mktemp("amsterdam"),
        ("load", *budgets),
        ("load", "--level", "district", "--municipality", "Amsterdam", areas),
    )


@pytest.fixture(scope="session")
def amsterdam(amsterdam_store: Path) -> Generator[Served]:
    """A server on Amsterdam that nobody writes to."""
    yield from _serving(amsterdam_store)


@pytest.fixture(params=["demo", "amsterdam"])
def server(request: pytest.FixtureRequest) -> Served:
    """The demo municipality, and a real one."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session", params=["demo", "amsterdam"])
def workshop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A server on a copy of each, for tasks that write."""
    copy = tmp_path_factory.mktemp("workshop") / "verbind.db"
    shutil.copy(request.getfixturevalue(f"{request.param}_store"), copy)
    yield from _serving(copy)


@pytest.fixture
def visit(browser: Browser) -> Generator[Visit]:
    """Opens a page of a server in a window of its own; whatever goes wrong in it, or in the API, fails the test."""
    with ExitStack() as stack:
        yield lambda server, address="/", **looks: _open(stack, browser, server, address, **looks)


def _open(
    stack: ExitStack,
    browser: Browser,
    server: Served,
    address: str,
    *,
    staff: bool = False,
    dark: bool = False,
    width: int = 1280,
    height: int = 900,
    expected: tuple[int, ...] = (),
    **options: Any,
) -> Page:
    watch = Watch(server.url, expected=set(expected))
    before = refused(server)
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        **options,
    )
    context.set_default_timeout(PATIENCE)
    stack.callback(_close, context, watch, server, before)
    watch.follow(context)
    context.add_init_script(FOLLOW)
    if staff:
        context.add_init_script(SIGNED_IN)
    page = context.new_page()
    page.goto(f"{server.url}{address}")
    return page


def _close(context: BrowserContext, watch: Watch, server: Served, before: str) -> None:
    cookies = context.cookies()
    context.close()
    assert watch.problems == []
    assert cookies == []
    assert len(watch.requests) > 3
    assert refused(server) == before


def refused(server: Served) -> str:
    """How many questions a server could not answer, of each kind. What took too long is asked again, on a slow machine:
    a page that does not do so never shows what its test waits for."""
    text = httpx2.get(f"{server.url}/metrics", timeout=PATIENCE / 1000).text
    return "\n".join(re.findall(r'^verbind_operations_total\{.*outcome="(?!ok|timeout).*$', text, re.MULTILINE))


@pytest.fixture(params=[Mouse, Keyboard], ids=["mouse", "keyboard"])
def hands(request: pytest.FixtureRequest) -> Hands:
    """How someone works: with everything a machine has, or with the keyboard alone."""
    return request.param()
