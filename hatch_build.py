# SPDX-License-Identifier: EUPL-1.2
"""Refuse to build a wheel that would serve no pages."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RequireFrontend(BuildHookInterface):
    """Stop a wheel build when the browser application has not been built first."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (the interface's)
        """Check for the built pages; an editable install may do without them until they are built."""
        page = Path(self.root, "graph_api", "web", "static", "index.html")
        if version != "editable" and not page.is_file():
            raise FileNotFoundError(f"{page} is missing: build the browser application first with `make build`")
