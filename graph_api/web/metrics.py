# SPDX-License-Identifier: EUPL-1.2
"""What Prometheus reads: counts and durations, with labels of which all values are known beforehand."""

import functools
from typing import Final

from graphql import OperationType
from prometheus_client import CollectorRegistry, Counter, Gauge, GCCollector, Histogram, ProcessCollector
from prometheus_client.exposition import generate_latest

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The metrics of one application."""

    def __init__(self) -> None:
        self._open = CollectorRegistry()
        # What tells of hidden changes as well, so only for staff.
        self._staff = CollectorRegistry()
        ProcessCollector(registry=self._open)
        GCCollector(registry=self._open)
        self._requests = Counter(
            "verbind_http_requests", "Requests over HTTP.", ("route", "method", "status"), registry=self._open
        )
        self._request_seconds = Histogram(
            "verbind_http_request_seconds", "Durations.", ("route",), registry=self._open, buckets=SECONDS
        )
        self._operations = Counter(
            "verbind_operations", "GraphQL operations by kind and outcome.", ("kind", "outcome"), registry=self._open
        )
        self._operation_seconds = Histogram(
            "verbind_operation_seconds", "Durations.", ("kind",), registry=self._open, buckets=SECONDS
        )
        self._store_seconds = Histogram(
            "verbind_store_seconds", "Durations of the store's calls.", ("call",), registry=self._staff, buckets=SECONDS
        )
        # Looking a label up costs more than counting; of each metric there are only so many.
        self._request = functools.cache(self._requests.labels)
        self._request_time = functools.cache(self._request_seconds.labels)
        self._operation = functools.cache(self._operations.labels)
        self._operation_time = functools.cache(self._operation_seconds.labels)
        self.websockets = Gauge("verbind_websockets", "WebSockets that are open.", registry=self._open)
        self.subscriptions = Gauge("verbind_subscriptions", "Operations over WebSocket.", registry=self._open)
        self.snapshot_revision = Gauge(
            "verbind_snapshot_revision", "The revision that the analysis has read.", registry=self._staff
        )

    def requested(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._request(route, method, status).inc()
        self._request_time(route).observe(seconds)

    def executed(self, kind: OperationType, outcome: str, seconds: float) -> None:
        """An operation was executed: outcome `ok`, `errors` or `timeout`."""
        self._operation(kind.value, outcome).inc()
        self._operation_time(kind.value).observe(seconds)

    def refused(self) -> None:
        """An operation was refused before anything of it was executed."""
        self._operation("unknown", "refused").inc()

    def store_call(self, call: str) -> Histogram:
        """Where to observe the durations of one of the store's calls."""
        return self._store_seconds.labels(call)

    def text(self, *, staff: bool) -> bytes:
        """Everything, in the text format of Prometheus."""
        return generate_latest(self._open) + (generate_latest(self._staff) if staff else b"")
