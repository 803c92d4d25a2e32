# SPDX-License-Identifier: EUPL-1.2
"""Write change sets to a store for ever, and print the revision of each as soon as it is acknowledged.

To be run as a process of its own and killed: `python -m tests.store.crash_writer sqlite:///PATH`.
"""

import asyncio
import sys

from graph_api.store.opening import open_store
from schema.area import Area, AreaLevel
from schema.change import ChangeSet
from schema.geometry import Point
from schema.initiative import About, Initiative, LocatedIn
from schema.privacy import STAFF
from schema.theme import Theme

SIZE = 8
"""How many initiatives one change set holds."""


def change_set(number: int) -> ChangeSet:
    """The change set that makes revision `number`: an area, a theme, initiatives with relations; one renamed."""
    area, theme, first = 10**6 + number, 2 * 10**6 + number, 100 * number
    initiatives = [Initiative(key=first + n, title=f"initiatief reeks{number}") for n in range(SIZE)]
    former = [Initiative(key=first - 100, title=f"hernoemd reeks{number}")] if number > 1 else []
    return ChangeSet(
        nodes=[
            Area(key=area, name="x", level=AreaLevel.BUURT, code="x", centre=Point(lon=5, lat=52)),
            Theme(key=theme, name="x"),
            *initiatives,
            *former,
        ],
        relations=[
            *(LocatedIn(source=node.key, target=area) for node in initiatives),
            *(About(source=node.key, target=theme) for node in initiatives),
        ],
        token=f"reeks {number}",
    )


async def main(url: str) -> None:
    async with open_store(url) as store:
        number = await store.revision()
        while True:
            number += 1
            receipt = await store.write(change_set(number), STAFF)
            print(receipt.revision, flush=True)  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
