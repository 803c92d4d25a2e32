# SPDX-License-Identifier: EUPL-1.2
"""A real browser, spoken to over its own DevTools protocol (https://chromedevtools.github.io/devtools-protocol/)."""

import contextlib
import itertools
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome")


class Page:
    """A tab: what it asked for, and what went wrong in it."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._ids = itertools.count(1)
        self._session: str | None = None
        self.requested: list[str] = []
        self.problems: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def go(self, address: str) -> None:
        """Open an address."""
        assert "errorText" not in self._call("Page.navigate", url=address)

    def value(self, expression: str) -> Any:
        """What a JavaScript expression is in the page."""
        found = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def until(self, condition: str, seconds: float = 60) -> None:
        """Wait until a JavaScript condition holds in the page."""
        deadline = time.monotonic() + seconds
        while not self.value(f"(() => {{ try {{ return {condition} }} catch {{ return false }} }})()"):
            if time.monotonic() > deadline:
                text = self.value("document.body.innerText")
                pytest.fail(f"never came true: {condition}\n{text}\n{self.problems}")
            time.sleep(0.1)

    def _call(self, method: str, **parameters: object) -> Any:
        id = next(self._ids)
        message: dict[str, object] = {"id": id, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._connection.send(json.dumps(message))
        while True:
            answer = json.loads(self._connection.recv(timeout=60))
            if answer.get("id") == id:
                assert "error" not in answer, answer["error"]
                return answer["result"]
            self._note(answer.get("method"), answer.get("params", {}))

    def _note(self, event: str | None, about: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.requested.append(about["request"]["url"])
        elif event == "Network.loadingFailed" and not about.get("canceled"):
            self.problems.append(about["errorText"])
        elif event == "Runtime.exceptionThrown":
            self.problems.append(about["exceptionDetails"]["text"])
        elif event == "Log.entryAdded" and about["entry"]["level"] == "error":
            self.problems.append(about["entry"]["text"])


@contextlib.contextmanager
def browser() -> Iterator[Page]:
    """A page in Chromium without a screen."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"no Chromium: none of {', '.join(NAMES)} is installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
        command += ["--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
        command += ["--no-sandbox"] if os.geteuid() == 0 else []  # root has no sandbox
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            try:
                with connect(_address(process), max_size=None, compression=None) as connection:
                    yield Page(connection)
            finally:
                process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    """Where it listens, as it says on standard error."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"ws://\S+", line):
            return found.group()
    raise AssertionError("Chromium did not start")
