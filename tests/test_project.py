# SPDX-License-Identifier: EUPL-1.2
"""The project around the code: imports, licence headers, locked requirements, what the container files name."""

import importlib
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml

import schema
from tests.conftest import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
SOURCE_SUFFIXES = {
    ".py",
    ".java",
    ".ts",
    ".tsx",
    ".js",
    ".mjs",
    ".css",
    ".html",
    ".xml",
    ".toml",
    ".yml",
    ".yaml",
    ".sh",
}


def tracked(*patterns: str) -> list[Path]:
    """The files that are in git, all of them or those that match."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_imports_go_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_part_of_graph_api_is_in_the_import_contracts() -> None:
    layers, protected = PYPROJECT["tool"]["importlinter"]["contracts"]
    package = ROOT / "graph_api"
    parts = {path.relative_to(package).parts[0].removesuffix(".py") for path in tracked("graph_api/*.py")}
    named = {*layers["layers"], *protected["protected_modules"]}
    assert {f"graph_api.{part}" for part in parts - {"__init__", "__main__"}} <= named


def test_schema_is_ours() -> None:
    """`schema` is a name on PyPI too; nothing that we install may bring it."""
    assert Path(schema.__file__ or "").parent == ROOT / "schema"
    for lock in LOCKS:
        assert not re.search(r"^schema==", lock.read_text(), re.MULTILINE), lock


def test_every_source_file_names_its_licence() -> None:
    sources = [path for path in tracked() if path.suffix in SOURCE_SUFFIXES or path.name in {"Makefile", "Dockerfile"}]
    assert len(sources) > 50
    bare = [
        p for p in sources if "SPDX-License-Identifier: EUPL-1.2" not in "".join(p.read_text().splitlines(True)[:3])
    ]
    assert bare == []


def test_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [int(n) for n in re.findall(r"^(\d+)\.\w", text, re.MULTILINE)] == list(range(1, 16))
    assert "require the production of a new EUPL version" in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locked_requirements_are_pinned_hashed_and_name_no_address(lock: Path) -> None:
    text = lock.read_text()
    statements = [s for s in re.sub(r"\\\n|#.*", "", text).splitlines() if s.strip()]
    assert statements
    for statement in statements:
        assert re.match(r"[a-z0-9._-]+==\S+", statement), statement
        assert "--hash=sha256:" in statement, statement
    assert not re.search(r"://|file:|^-|/tmp|/home|/root|/work", text, re.MULTILINE)


def test_runtime_lock_has_every_dependency_and_dev_lock_agrees() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / "requirements" / name).read_text(), re.MULTILINE))

    wanted = {re.split(r"[<>=;\s]", dependency)[0].lower() for dependency in PYPROJECT["project"]["dependencies"]}
    runtime = pins("runtime.txt")
    assert wanted <= runtime.keys()
    assert runtime.items() <= pins("dev.txt").items()
    assert not {"igraph", "python-igraph", "leidenalg"} & pins("dev.txt").keys()  # GPL


def test_npm_locks_name_no_address() -> None:
    for lock in tracked("*package-lock.json"):
        packages = json.loads(lock.read_text())["packages"]
        assert all("resolved" not in package for package in packages.values()), lock
        assert all("integrity" in p for name, p in packages.items() if "node_modules/" in name), lock


def test_dockerfile_copies_what_there_is_and_serves_as_nobody() -> None:
    text = (ROOT / "Dockerfile").read_text()
    allowed = (ROOT / ".dockerignore").read_text()
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        for source in sources.split():
            assert (ROOT / source).exists(), source
            assert f"!{source.split('/')[0]}" in allowed, source
    final = text.split("\nFROM ")[-1]
    assert re.search(r"^USER verbind$", final, re.MULTILINE)
    assert 'CMD ["verbind", "serve"]' in final
    assert "/health/ready" in final
    assert "EXPOSE 8000" in final


def test_compose_waits_for_neo4j_and_keeps_no_password() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    neo4j, api = services["neo4j"], services["api"]
    assert neo4j["image"].startswith("neo4j:5.26")
    assert neo4j["environment"]["NEO4J_AUTH"].startswith("neo4j/${VERBIND_NEO4J_PASSWORD:?")
    assert "ports" not in neo4j
    assert api["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert {"VERBIND_STAFF_TOKEN", "VERBIND_STAFF_TOKENS"} <= api["environment"].keys()
    assert api["read_only"]
    assert "no-new-privileges:true" in api["security_opt"]


def test_publiccode_describes_this_version_in_both_languages() -> None:
    about = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    assert about["softwareVersion"] == PYPROJECT["project"]["version"]
    assert about["legal"]["license"] == PYPROJECT["project"]["license"] == "EUPL-1.2"
    assert about["description"].keys() == {"nl", "en"}
    for text in about["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000


def test_the_command_and_the_networkx_backend_are_installed() -> None:
    project = PYPROJECT["project"]
    groups = [project["scripts"], *project["entry-points"].values()]
    for target in (target for group in groups for target in group.values()):
        module, name = target.split(":")
        assert hasattr(importlib.import_module(module), name), target
    assert (Path(sys.executable).parent / "verbind").is_file()
    assert "verbind" in {entry.name for entry in entry_points(group="networkx.backends")}
