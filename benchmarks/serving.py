# SPDX-License-Identifier: EUPL-1.2
"""Typical questions over HTTP: requests answered in a second by one server process, against stock Strawberry and
against a bare route that returns the same bytes."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil

from benchmarks.city import Scale, counts, stored
from benchmarks.client import request_headers
from benchmarks.measure import Comparison, Outcome, alternate
from benchmarks.questions import questions
from graph_api.store.opening import open_store
from tests.neo4j_server.server import free_port

CONNECTIONS = 16
READY_SECONDS = 60
STOCK = "stock Strawberry"
OURS = str(Path(sys.executable).parent / "verbind")


@dataclass(frozen=True, slots=True)
class Server:
    """A process that answers on a port."""

    port: int
    process: int


def benchmark(scale: Scale, cache: Path, seconds: float, variants: int) -> Outcome:
    """Each question on each server for so many seconds a round."""
    path = stored(scale, cache)
    asked = asyncio.run(_questions(path, variants))
    with tempfile.TemporaryDirectory(prefix="verbind-bench-") as folder:
        answers = Path(folder) / "answers.json"
        store = f"sqlite:///{path}"
        with _ours(store) as ours, _rival("stock", BENCH_STORE=store) as stock:
            answers.write_text(json.dumps(_same_answers(asked, ours, stock)))
            with _rival("bare", BENCH_ANSWERS=str(answers)) as bare:
                compared = [
                    row
                    for name, bodies in asked.items()
                    for row in _question(name, bodies, ours, stock, bare, scale.rounds, seconds)
                ]
    return Outcome({**counts(path), "connections": CONNECTIONS}, compared)


async def _questions(path: Path, variants: int) -> dict[str, list[str]]:
    async with open_store(f"sqlite:///{path}") as store:
        return await questions(store, variants)


def _question(
    name: str, bodies: Sequence[str], ours: Server, stock: Server, bare: Server, rounds: int, seconds: float
) -> list[Comparison]:
    """The rates; and with stock the processor's time too, on which other work on the machine has less influence."""
    busy: dict[Server, list[float]] = {ours: [], stock: []}

    def rate(server: Server, busy: list[float]) -> float:
        per_second, each = _drive(server, bodies, seconds)
        busy.append(each)
        return per_second

    with_stock = alternate(lambda: rate(ours, busy[ours]), lambda: rate(stock, busy[stock]), rounds)
    with_bare = alternate(lambda: rate(ours, []), lambda: rate(bare, []), max(1, rounds // 3))
    return [
        Comparison(name, STOCK, "requests/s", *with_stock, rate=True, least=1.0),
        Comparison(name, f"{STOCK}, processor time", "s a request", busy[ours], busy[stock]),
        Comparison(name, "bare Starlette route", "requests/s", *with_bare, rate=True),
    ]


def _drive(server: Server, bodies: Sequence[str], seconds: float) -> tuple[float, float]:
    """Requests answered in a second, and the seconds of the processor that the server took for one."""
    asked = {"port": server.port, "path": "/graphql", "bodies": bodies, "connections": CONNECTIONS, "seconds": seconds}
    before = _busy(server)
    command = [sys.executable, "-m", "benchmarks.client"]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    rate, answers = json.loads(done.stdout)
    return rate, (_busy(server) - before) / answers


def _busy(server: Server) -> float:
    times = psutil.Process(server.process).cpu_times()
    return times.user + times.system


def _same_answers(asked: Mapping[str, Sequence[str]], ours: Server, stock: Server) -> dict[str, str]:
    """Our answer to each body, once it says the same as stock Strawberry's. Raises RuntimeError."""
    answers: dict[str, str] = {}
    for name, bodies in asked.items():
        for body in bodies:
            answer, other = _answer(ours, body), _answer(stock, body)
            if "errors" in json.loads(answer) or json.loads(answer)["data"] != json.loads(other)["data"]:
                raise RuntimeError(f"{name}: {body} is answered by {answer[:1000]} and by {other[:1000]}")
            answers[body] = answer
    return answers


def _answer(server: Server, body: str) -> str:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=READY_SECONDS)
    try:
        connection.request("POST", "/graphql", body.encode(), request_headers())
        return connection.getresponse().read().decode()
    finally:
        connection.close()


@contextmanager
def _ours(store: str) -> Generator[Server]:
    """Our server as it is run, on a free port."""
    port = free_port()
    with _process([OURS, "serve"], port, {"VERBIND_STORE": store, "VERBIND_PORT": str(port)}) as server:
        yield server


@contextmanager
def _rival(name: str, **environment: str) -> Generator[Server]:
    """One of the other servers, by uvicorn with the same settings."""
    port = free_port()
    options = ["--factory", "--port", str(port), "--no-access-log", "--no-server-header", "--log-level", "warning"]
    with _process(
        [sys.executable, "-m", "uvicorn", f"benchmarks.rivals:{name}", *options], port, environment
    ) as server:
        yield server


@contextmanager
def _process(command: list[str], port: int, environment: dict[str, str]) -> Generator[Server]:
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            command,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(server, port)
            yield Server(port, server.pid)
        except BaseException:
            log.seek(max(0, log.tell() - 4000))
            sys.stderr.write(log.read().decode(errors="replace"))
            raise
        finally:
            server.terminate()
            server.wait(30)


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Until something listens. Raises RuntimeError where nothing will."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            connection.connect()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"the server on port {port} did not start")
