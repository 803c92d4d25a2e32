# SPDX-License-Identifier: EUPL-1.2
"""Where the loaders' tests load into."""

import pytest

from schema.services import Graph
from tests.store.model import Model


@pytest.fixture
def store() -> Graph:
    return Model()
