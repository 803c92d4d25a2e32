# SPDX-License-Identifier: EUPL-1.2
"""Addresses of stores."""

from pathlib import Path

import pytest

from graph_api.store.opening import open_store
from graph_api.store.sqlite.store import SQLiteStore


def test_addresses_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url in ("sqlite:///here.db", f"sqlite:///{tmp_path}/there.db"):
        assert isinstance(open_store(url), SQLiteStore)
    assert not list(tmp_path.iterdir()), "nothing is made before it is opened"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("graph.db", "not the address of a store"),
        ("", "not the address of a store"),
        ("sqlite://graph.db", "does not name a file"),
        ("sqlite:///", "does not name a file"),
        ("sqlite:///:memory:", "does not name a file"),
        ("sqlite:////tmp/", "does not name a file"),
        ("mysql://host", "mysql:// is not a kind of store"),
        ("neo4j://", "does not name a server"),
        ("bolt://neo4j:secret@host", "do not belong in the address"),
        ("http://me:secret@host", "is not a kind of store"),
    ],
)
def test_addresses_that_are_none(url: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as error:
        open_store(url)
    assert "secret" not in str(error.value)
