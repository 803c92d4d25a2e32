# SPDX-License-Identifier: EUPL-1.2
"""At 20,000 initiatives: how much work a lookup is, in processor time, at its best of many."""

import random
import time
from collections.abc import Callable, Iterator

import pytest

from graph_api.store.sqlite import find, read
from graph_api.store.sqlite.connection import connect
from graph_api.store.sqlite.migrations import prepare_file
from graph_api.store.sqlite.write import write
from schema.area import Area, AreaLevel
from schema.change import ChangeSet
from schema.geometry import Box, Point
from schema.initiative import About, Initiative, LocatedIn
from schema.privacy import PUBLIC, STAFF
from schema.query import Direction, Filter, Near, Order, Page
from schema.theme import Theme

pytestmark = pytest.mark.slow

WORDS = [
    first + second
    for first in ("buurt", "dorps", "speel", "fiets", "muziek", "moes", "boeken", "natuur", "wijk", "jeugd")
    for second in ("tuin", "huis", "plein", "pad", "avond", "feest", "markt", "kas", "club", "route")
]
INITIATIVES = range(1_000_000, 1_020_000)
PAGE = Page(50)
Ask = Callable[[], object]


@pytest.fixture(scope="module")
def asks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Ask]]:
    """What is asked, on one file; where it matters, in the middle of the table."""
    path = tmp_path_factory.mktemp("speed") / "graph.db"
    prepare_file(path)
    connection = connect(path)
    write(connection, _town(), STAFF)

    def found(where: Filter, order: Order = Order.TITLE, page: Page = PAGE) -> Ask:
        assert find.find(connection, Initiative, where, order, page, PUBLIC).nodes
        return lambda: find.find(connection, Initiative, where, order, page, PUBLIC)

    middle = find.find(connection, Initiative, Filter(), Order.TITLE, Page(500), PUBLIC).positions[-1]
    box = Box(6.2, 52.7, 6.4, 52.9)
    some = INITIATIVES[:5000:100]
    yield {
        "by id": lambda: read.get(connection, Initiative, [INITIATIVES[10_000]], PUBLIC),
        "fifty by id": lambda: read.get(connection, Initiative, some, PUBLIC),
        "themes of fifty": lambda: read.neighbours(connection, About, Direction.OUT, some, Page(5), PUBLIC, None),
        "box and theme": found(Filter(box=box, themes=(3,))),
        "text": found(Filter(text="buurttuin fietspad"), Order.RELEVANCE),
        "nearest": found(Filter(near=Near(Point(lon=6.5, lat=53.0), 3000)), Order.NEAREST),
        "a later page of all": found(Filter(), page=Page(50, middle)),
    }
    connection.close()


def _town() -> ChangeSet:
    chance = random.Random(20)
    areas = [
        Area(key=1000 + n, name="Buurt", level=AreaLevel.BUURT, code=str(n), centre=_point(chance)) for n in range(400)
    ]
    initiatives = [
        Initiative(key=key, title=" ".join(chance.sample(WORDS, 3)), summary=" ".join(chance.choices(WORDS, k=25)))
        for key in INITIATIVES
    ]
    located = [LocatedIn(source=key, target=chance.choice(areas).key) for key in INITIATIVES]
    about = [About(source=key, target=chance.randrange(15)) for key in INITIATIVES]
    themes = [Theme(key=n, name=f"Thema {n}") for n in range(15)]
    return ChangeSet([*areas, *themes, *initiatives], [*located, *about])


def _point(chance: random.Random) -> Point:
    return Point(lon=chance.uniform(6, 7), lat=chance.uniform(52.5, 53.5))


@pytest.mark.parametrize(
    ("name", "milliseconds"),
    [
        ("by id", 0.05),
        ("fifty by id", 1),
        ("themes of fifty", 2),
        ("box and theme", 5),
        ("text", 10),
        ("nearest", 5),
        ("a later page of all", 3),
    ],
)
def test_a_lookup_is_little_work(asks: dict[str, Ask], name: str, milliseconds: float) -> None:
    assert _least(asks[name]) * 1000 <= milliseconds


def _least(ask: Ask) -> float:
    taken: list[float] = []
    for _ in range(50):
        start = time.thread_time()
        ask()
        taken.append(time.thread_time() - start)
    return min(taken)
