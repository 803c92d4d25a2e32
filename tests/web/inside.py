# SPDX-License-Identifier: EUPL-1.2
"""The application within the tests, on a store in memory, for what a real one cannot be made to do."""

from typing import cast

from starlette.testclient import TestClient

from graph_api.settings import Settings
from graph_api.store.port import Store
from graph_api.web.app import create_app
from tests.store.model import Model


def inside(store: Model | None = None, **settings: object) -> TestClient:
    """A client of an application of its own; to be entered."""
    return TestClient(create_app(Settings.model_validate(settings), cast("Store", store or Model())))
