# SPDX-License-Identifier: EUPL-1.2
"""Start and empty a real Neo4j Community server, without Docker.

Maven copies the jars once (about 150 MB) to a cache folder named after pom.xml's content; every run starts its
own server on a free port with data in a folder of its own.
"""

import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString, cast

from neo4j import Driver, GraphDatabase, Session

RECIPE = Path(__file__).parent
READY_SECONDS = 180
# Neo4j reaches into these packages of the Java runtime.
JVM_OPTIONS = (
    ["-Xmx1g"]
    + [f"--add-opens=java.base/java.{package}=ALL-UNNAMED" for package in ("io", "lang", "nio", "util.concurrent")]
    + ["--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"]
)


class ServerUnavailableError(Exception):
    """No server can be had on this machine; the message says what is missing."""


def missing_tools() -> str | None:
    """What this machine lacks to run the server, or None when it can."""
    lacking = [tool for tool in ("java", "javac", "mvn") if shutil.which(tool) is None]
    return f"no {' and no '.join(lacking)} on the path" if lacking else None


def fetch_jars() -> Path:
    """The folder with Neo4j's jars, fetched by Maven on first use.

    Raises ServerUnavailableError with Maven's own words when they cannot be fetched.
    """
    pom = RECIPE / "pom.xml"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "verbind"
    jars = cache / f"neo4j-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}"
    if jars.is_dir():
        return jars
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix="fetching-") as scratch:
        target = Path(scratch) / "jars"
        command = [
            "mvn",
            "-q",
            "-B",
            "-f",
            str(pom),
            "dependency:copy-dependencies",
            "-DincludeScope=runtime",
        ]
        fetched = subprocess.run(
            [*command, f"-DoutputDirectory={target}"],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        if fetched.returncode != 0:
            raise ServerUnavailableError(f"Maven could not fetch Neo4j:\n{fetched.stdout}{fetched.stderr}")
        try:
            target.rename(jars)  # whole or not at all
        except OSError:  # another run was first
            if not jars.is_dir():
                raise
    return jars


def free_port() -> int:
    """A TCP port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_server(*options: str) -> Generator[str]:
    """Run a server for the length of the block and give its address, `neo4j://127.0.0.1:PORT` (no login).

    `options` are more options of the Java runtime.

    Raises ServerUnavailableError when Java or Maven is missing, or with the server's log if it fails to start.
    """
    if lacking := missing_tools():
        raise ServerUnavailableError(lacking)
    jars, port = fetch_jars(), free_port()
    with tempfile.TemporaryDirectory(prefix="verbind-neo4j-") as folder:
        log = Path(folder) / "server.log"
        command = ["java", *JVM_OPTIONS, *options, "-cp", f"{jars}/*", str(RECIPE / "Neo4jServer.java")]
        with log.open("wb") as output:
            server = subprocess.Popen(
                [*command, str(Path(folder) / "home"), str(port)],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for pytest, which then ends the server
            )
        try:
            _wait_until_ready(server, log)
            yield f"neo4j://127.0.0.1:{port}"
        finally:
            _stop(server)


def _wait_until_ready(server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while "ready" not in log.read_text(errors="replace").splitlines():
        if server.poll() is not None or time.monotonic() > deadline:
            state = f"ended with code {server.returncode}" if server.poll() is not None else "was not ready in time"
            raise ServerUnavailableError(f"Neo4j {state}; its log:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)


def _stop(server: subprocess.Popen[bytes]) -> None:
    assert server.stdin is not None
    server.stdin.close()
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def connect(url: str) -> Driver:
    """A driver for a test server: VERBIND_NEO4J_USER and _PASSWORD when set, else no login."""
    user, password = os.environ.get("VERBIND_NEO4J_USER", "neo4j"), os.environ.get("VERBIND_NEO4J_PASSWORD")
    return GraphDatabase.driver(url, auth=(user, password) if password else None)


def empty(url: str) -> None:
    """Remove every node, relation, constraint and index, except the two token look-up indexes."""
    with connect(url) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        constraints = session.run("SHOW CONSTRAINTS YIELD name").value("name")
        _drop(session, "CONSTRAINT", constraints)
        indexes = session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'").value("name")
        _drop(session, "INDEX", indexes)


def _drop(session: Session, kind: str, names: list[str]) -> None:
    for name in names:
        session.run(cast("LiteralString", f"DROP {kind} `{name}`")).consume()  # a name cannot be a parameter
