# SPDX-License-Identifier: EUPL-1.2
"""Verdicts: what a decision rested on, and what has been added to that since."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

import orjson

from graph_api.analysis.opportunities.scored import Ground, Scored
from graph_api.analysis.wording import number
from schema.base import global_id
from schema.opportunity import Signal, Text
from schema.privacy import STAFF
from schema.query import MAX_PAGE, Filter, Order, Page, Position
from schema.resident import Resident
from schema.services import Graph
from schema.verdict import Verdict

GROWN: Final = 1.1
"""By so much a value must have grown to be a change: with every initiative words and areas tell a little else."""
MOST_NAMED: Final = 50
"""Of how many pieces a signal's ids are remembered, the strongest first."""

_CALLED: Final[dict[Signal, Text]] = {
    Signal.PEOPLE: Text("vrijwilligers van beide", "volunteers of both"),
    Signal.ORGANISATIONS: Text("organisaties achter beide", "organisations behind both"),
    Signal.BACKING: Text("inwoners die beide steunden", "residents who backed both"),
    Signal.CONNECTIONS: Text("verbindingen met dezelfde initiatieven", "connections to the same initiatives"),
    Signal.PATHS: Text("wegen van de een naar de ander via vrijwilligers", "ways from one to the other by volunteers"),
    Signal.THEMES: Text("thema's van beide", "themes of both"),
    Signal.TEXT: Text("overeenkomst tussen de beschrijvingen", "likeness of the descriptions"),
    Signal.PLACE: Text("gebieden van beide", "areas of both"),
    Signal.RESOURCES: Text("aanbod bij wat gezocht wordt", "offers that meet what is sought"),
    Signal.NEEDS: Text("zaken die beide zoeken", "things that both seek"),
    Signal.ASKS: Text("verzoeken van beide aan de gemeente", "requests of both to the municipality"),
    Signal.ROLE: Text("hulp die past bij wat gevraagd wordt", "help that fits what is asked"),
}


@dataclass(frozen=True, slots=True)
class Rested:
    """What one signal told when it was decided: its value (without its weight, so that other weights are no other
    evidence), how many pieces, and the ids of all but residents."""

    value: float
    count: int
    via: frozenset[str]


def evidence(found: Scored) -> str:
    """The evidence of a pair, as a verdict keeps it."""
    rested = {ground.signal.name: _rested(ground) for ground in found.grounds}
    return orjson.dumps(
        {name: {"value": each.value, "count": each.count, "via": sorted(each.via)} for name, each in rested.items()}
    ).decode()


def changes(verdict: Verdict, found: Scored) -> list[Text]:
    """What speaks for a pair that did not when it was decided. Less evidence is no reason to look again."""
    before: dict[str, Any] = orjson.loads(verdict.evidence)
    said: list[Text] = []
    for ground in found.grounds:
        former = before.get(ground.signal.name)
        said += _more(ground.signal, _kept(former) if former else None, _rested(ground))
    return said


def _kept(former: dict[str, Any]) -> Rested:
    """What a verdict kept of a signal. The first versions kept a share, which says nothing of a value: never grown."""
    return Rested(former.get("value", math.inf), former["count"], frozenset(cast("list[str]", former["via"])))


def _more(signal: Signal, then: Rested | None, now: Rested) -> Iterator[Text]:
    called = _CALLED[signal]
    if then is None:
        yield Text(f"Nieuw: {called.nl}", f"New: {called.en}")
    elif now.count > then.count:
        count, former = number(now.count), number(then.count)
        yield Text(
            f"Meer {called.nl}: {count.nl}, eerder {former.nl}", f"More {called.en}: {count.en}, before {former.en}"
        )
    elif now.via - then.via:
        yield Text(f"Andere {called.nl} dan eerder", f"Other {called.en} than before")
    elif now.value > then.value * GROWN:
        yield Text(f"Telt zwaarder dan eerder: {called.nl}", f"Counts for more than before: {called.en}")


def _rested(ground: Ground) -> Rested:
    named = sorted(ground.pieces, key=lambda piece: -piece.value)[:MOST_NAMED]
    parties = [party for piece in named for party in (piece.via, piece.meets) if party]
    via = frozenset(global_id(*party) for party in parties if party[0] is not Resident)
    return Rested(round(ground.share / ground.weight, 4), sum(max(piece.count, 1) for piece in ground.pieces), via)


class Verdicts:
    """All verdicts of a store, by pair id, read once for each revision."""

    def __init__(self, store: Graph) -> None:
        self._store = store
        self._kept: tuple[int, dict[str, Verdict]] = (-1, {})

    async def all(self) -> dict[str, Verdict]:
        """The verdicts as they are now."""
        revision = await self._store.revision()
        if self._kept[0] != revision:
            found: dict[str, Verdict] = {}
            after: Position | None = None
            while True:
                page = await self._store.find(Verdict, Filter(), Order.KEY, Page(MAX_PAGE, after), STAFF)
                found.update((verdict.pair, verdict) for verdict in page.nodes)
                if not page.more:
                    break
                after = page.positions[-1]
            self._kept = (revision, found)
        return self._kept[1]
