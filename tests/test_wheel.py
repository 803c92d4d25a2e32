# SPDX-License-Identifier: EUPL-1.2
"""The wheel, made as `make build` does: it holds the pages, and what it installs has them."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph_api.web import pages
from tests.conftest import ROOT
from tests.web.running import environment

PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]


@pytest.mark.slow
@pytest.mark.skipif(not (pages.STATIC / "index.html").is_file(), reason="no pages: run `make build` first")
def test_wheel_holds_the_pages_and_installs(tmp_path: Path) -> None:
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), "."]
    subprocess.run([*PIP, *build], cwd=ROOT, check=True)
    [wheel] = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {path.relative_to(ROOT).as_posix() for path in pages.STATIC.glob("**/[!.]*.*")} <= set(names)
    assert "graph_api/web/static/index.html" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"schema", "graph_api", "loaders", "verbind"}

    installed = tmp_path / "installed"
    subprocess.run([*PIP, "install", "--no-deps", "--no-index", "--target", installed, wheel], check=True)
    env = environment() | {"PYTHONPATH": str(installed)}
    told = "from graph_api.web import pages; print((pages.STATIC / 'index.html').resolve(strict=True))"
    for command, words in (
        ([sys.executable, "-c", told], str(installed.resolve())),
        ([installed / "bin" / "verbind", "--help"], "serve"),
    ):
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        assert words in done.stdout
