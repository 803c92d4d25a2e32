# SPDX-License-Identifier: EUPL-1.2
"""JSON Lines: one node or relation a line, with every column that the viewer may see. Nothing is lost."""

from collections.abc import AsyncGenerator

import orjson

from graph_api.export.content import Content
from graph_api.export.records import whole


async def write(content: Content) -> AsyncGenerator[bytes]:
    """First the nodes, then the relations."""
    privacy = content.viewer.privacy
    async for nodes in content.nodes():
        yield b"".join(orjson.dumps(whole(node, privacy), option=orjson.OPT_APPEND_NEWLINE) for node in nodes)
    async for relations in content.relations():
        yield b"".join(orjson.dumps(whole(each, privacy), option=orjson.OPT_APPEND_NEWLINE) for each in relations)
