# SPDX-License-Identifier: EUPL-1.2
"""The subscription: changes as they come."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any

import strawberry
from strawberry.tools import create_type

from schema.context import Info
from schema.history import Changed, told
from schema.plain import resolved
from schema.scalars import BigInt


async def changes(
    info: Info,
    since: Annotated[
        BigInt | None, strawberry.argument("The last revision that is known already; if not given, the present one.")
    ] = None,
) -> AsyncGenerator[Any, None]:
    """Each revision that the viewer may know of: first those missed, then those that come."""
    context = info.context
    start = await context.graph.revision() if since is None else since
    async for change in context.graph.watch(start, context.viewer):
        context.renew()
        yield told(change, context)


Subscription = create_type(
    "Subscription",
    [resolved("changes", changes, Changed, "Each revision: those since one, then those that come.", feed=True)],
    description="What can be followed.",
)
