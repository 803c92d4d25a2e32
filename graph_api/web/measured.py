# SPDX-License-Identifier: EUPL-1.2
"""A store of which the calls are timed."""

import functools
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final, cast

from prometheus_client import Histogram

from graph_api.store.port import Store
from graph_api.web.metrics import Metrics

CALLS: Final = (
    "arrays",
    "changes",
    "ends",
    "erase",
    "find",
    "get",
    "history",
    "keys",
    "neighbours",
    "places",
    "relations",
    "revision",
    "write",
)


class _Measured:
    """The store's calls, timed; all else as it is."""

    def __init__(self, store: Store, metrics: Metrics) -> None:
        self._store = store
        for call in CALLS:
            setattr(self, call, _timed(getattr(store, call), metrics.store_call(call)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def measured(store: Store, metrics: Metrics) -> Store:
    """The same store, with its calls timed."""
    return cast("Store", _Measured(store, metrics))


def _timed(call: Callable[..., Awaitable[Any]], histogram: Histogram) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(call)
    async def timed(*args: Any, **options: Any) -> Any:
        started = time.perf_counter()
        try:
            return await call(*args, **options)
        finally:
            histogram.observe(time.perf_counter() - started)

    return timed
