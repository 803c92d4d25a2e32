# SPDX-License-Identifier: EUPL-1.2
"""The command `verbind` as a process, and servers that are started with it."""

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2

TOKEN = "een-lang-geheim"  # noqa: S105 - of the test servers
AS_STAFF = {"Authorization": f"Bearer {TOKEN}"}
COMMAND = [sys.executable, "-c", "from graph_api.cli import main; main()"]


@dataclass
class Served:
    """A server that runs, what it said when it had started, and where its log goes."""

    process: subprocess.Popen[str]
    lines: list[str]
    url: str
    log_file: Path

    @property
    def log(self) -> str:
        """What was logged so far."""
        return self.log_file.read_text()

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(90)


def environment(**settings: str) -> dict[str, str]:
    """The environment without settings of this machine, but for those given (without VERBIND_)."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("VERBIND_")}
    return clean | {f"VERBIND_{name}": value for name, value in settings.items()}


def verbind(*arguments: str | Path, cwd: str | Path | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=600,  # a machine that tests may be busy
        cwd=cwd,
        env=environment(**settings),
    )


@contextlib.contextmanager
def served(store: str, log_file: Path, *arguments: str, **settings: str) -> Iterator[Served]:
    """A server on a free port, stopped at the end."""
    command = [*COMMAND, "serve", "--store", store, "--port", "0", *arguments]
    env = environment(STAFF_TOKEN=TOKEN, **settings)
    with (
        log_file.open("w") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=env) as process,
    ):
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(2)]
        try:
            found = re.search(r"http://[\d.]+:\d+", lines[0])
            assert found, (lines, log_file.read_text())
            yield Served(process, lines, found.group(), log_file)
        finally:
            process.kill()


def ask(url: str, query: str, headers: dict[str, str] | None = None, **variables: object) -> httpx2.Response:
    """A question to a server, as most clients ask it."""
    # Longer than the server takes at most, so that it is the one to say that it took too long.
    return httpx2.post(f"{url}/graphql", json={"query": query, "variables": variables}, headers=headers, timeout=90)
