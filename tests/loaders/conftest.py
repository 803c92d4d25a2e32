# SPDX-License-Identifier: EUPL-1.2
"""Where the loaders' tests load into: the plain model of a graph, and the embedded store."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graph_api.store.opening import open_store
from schema.services import Graph
from tests.store.model import Model


@pytest.fixture(params=["model", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Graph]:
    if request.param == "model":
        yield Model()
        return
    async with open_store(f"sqlite:///{tmp_path / 'loaded.db'}") as opened:
        yield opened
