# SPDX-License-Identifier: EUPL-1.2
"""What all tests share: the event loop, the real data, a real Neo4j, and how skips are treated."""

import os
import signal
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.neo4j_server import server

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
ROOT = Path(__file__).parent.parent
# Set where nothing may be left out (continuous integration): there a skipped test is a failed test.
REQUIRE_ALL = os.environ.get("VERBIND_REQUIRE_ALL") == "1"

# A shell that runs this in the background has it ignore Ctrl-C, and the servers that tests start would too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("dev", deadline=None, max_examples=10)
# The same examples every time, so that what fails there can be seen to fail here; `dev` looks for new ones.
settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what needs Neo4j, and what is slow there. The name must say so too: it is all that `ByFolder` is given."""
    if "neo4j_url" in getattr(item, "fixturenames", ()):
        item.add_marker("neo4j")
    if item.get_closest_marker("neo4j") and "neo4j" not in item.nodeid:
        raise pytest.UsageError(f"{item.nodeid} needs Neo4j: let its name, or that of its file, hold `neo4j`")
    if item.get_closest_marker("slow_on_neo4j") and item.get_closest_marker("neo4j"):
        item.add_marker("slow")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what needs Neo4j, which takes longest; last of it what drops the indexes, and all plans with them."""
    items.sort(key=lambda item: ("neo4j" not in item.nodeid, "clean_neo4j" in getattr(item, "fixturenames", ())))


class ByFolder(LoadScopeScheduling):
    """Gives all tests of a folder to one worker, so that what they share is made once.

    Those on Neo4j are one folder more: there is one database.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "neo4j" if "neo4j" in nodeid else nodeid.split("::")[0].rpartition("/")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFolder:
    """Spread the tests over the workers, in the order in which they were collected."""
    return ByFolder(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a skipped test where everything must run."""
    return _without_skips((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that skips itself where everything must run."""
    return _without_skips((yield))


def _without_skips(report: Report) -> Report:
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"VERBIND_REQUIRE_ALL=1: every test must run, but this one was skipped. {reason}"
    return report


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run async tests on asyncio, the loop that the server runs on."""
    return "asyncio"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the real data files: VERBIND_SHARED_DATA, or ../shared/data beside the checkout."""
    folder = Path(os.environ.get("VERBIND_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no data in {folder}; set VERBIND_SHARED_DATA to the folder that holds pabulib/")
    return folder


@pytest.fixture(scope="session")
def neo4j_url() -> Generator[str]:
    """The address of a real Neo4j: VERBIND_TEST_NEO4J when set, else a server of this run's own.

    A server that is named must be one for tests only: they empty it.
    """
    if given := os.environ.get("VERBIND_TEST_NEO4J"):
        yield given
    elif lacking := server.missing_tools():
        pytest.skip(f"Neo4j cannot be started: {lacking}; install a JDK (17+) and Maven, or set VERBIND_TEST_NEO4J")
    else:
        with server.running_server("-XX:+UseSerialGC") as url:
            yield url


@pytest.fixture
def clean_neo4j(neo4j_url: str) -> str:
    """The address of a real Neo4j without data, constraints or indexes."""
    server.empty(neo4j_url)
    return neo4j_url
