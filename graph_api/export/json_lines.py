# SPDX-License-Identifier: EUPL-1.2
"""JSON Lines: one node or relation a line, with every column that the viewer may see. Nothing is lost."""

from collections.abc import AsyncGenerator, Sequence

import orjson

from graph_api.export.content import Content
from graph_api.export.records import Record, whole


async def write(content: Content) -> AsyncGenerator[bytes]:
    """First the nodes, then the relations."""
    privacy = content.viewer.privacy

    def lines(records: Sequence[Record]) -> bytes:
        return b"".join([orjson.dumps(whole(each, privacy), option=orjson.OPT_APPEND_NEWLINE) for each in records])

    async for part in content.nodes(lines):
        yield part
    async for part in content.relations(lines):
        yield part
