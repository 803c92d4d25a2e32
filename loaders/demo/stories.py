# SPDX-License-Identifier: EUPL-1.2
"""What happened to each initiative of the demo: its words, its course, what it needed, offered and asked."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from loaders.demo.ground import MUNICIPALITY_KEY, ORIGIN
from loaders.demo.plan import SPAN, day
from loaders.demo.texts import CLOSINGS, END_REASONS, SPOTS, TIMES, Request, Resource, Story, Subject
from schema.base import Node, Relation
from schema.geometry import Point
from schema.initiative import Asks, Initiative, InitiativeStatus, LocationPrecision, Needs, Offers
from schema.keys import fold
from schema.resource import Need, Offer, ResourceKind
from schema.support_request import AskedOf, RequestState, SupportRequest, SupportRole

Status = InitiativeStatus

_BY_AGE: Final = (
    (120, {Status.IDEA: 55, Status.STARTING: 45}),
    (400, {Status.IDEA: 12, Status.STARTING: 25, Status.ACTIVE: 63}),
    (SPAN, {Status.IDEA: 4, Status.ACTIVE: 54, Status.PAUSED: 8, Status.ENDED: 34}),
)
"""Which stage initiatives are in, by their age in days, in percents."""

_WEEKS: Final = {
    SupportRole.FACILITATE: (2, 9),
    SupportRole.ORGANISE: (2, 10),
    SupportRole.FINANCE: (4, 13),
    SupportRole.REGULATE: (8, 27),
}
"""How many weeks a decision takes, by role."""

_OUTCOMES: Final = (RequestState.GRANTED, RequestState.DECLINED, RequestState.WITHDRAWN)
_ODDS: Final = (70, 20, 10)


@dataclass(frozen=True, slots=True)
class Course:
    """When an initiative began and, if it has, ended (days since FIRST), and its stage."""

    begin: int
    end: int | None
    status: InitiativeStatus

    @property
    def last(self) -> int:
        """Its last day, or today."""
        return SPAN if self.end is None else self.end


def course(dice: random.Random) -> Course:
    """More began lately than long ago."""
    begin = int(SPAN * dice.random() ** 0.8)
    age = SPAN - begin
    stages = next(stages for limit, stages in _BY_AGE if age <= limit)
    (status,) = dice.choices(list(stages), list(stages.values()))
    end = begin + dice.randint(200, age) if status is Status.ENDED else None
    return Course(begin, end, status)


def told(
    dice: random.Random, key: int, story: Story, run: Course, title: str, words: dict[str, str], point: Point
) -> Initiative:
    """The initiative in its own words."""
    confirmed = max(run.begin, SPAN - dice.randrange(500)) if run.status is Status.ACTIVE else None
    slug = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    return Initiative(
        key=key,
        origin=ORIGIN,
        since=day(run.begin),
        until=None if run.end is None else day(run.end),
        title=title,
        summary=_summary(dice, story, run.status, words),
        status=run.status,
        end_reason=None if run.end is None else dice.choice(END_REASONS),
        location=point if dice.random() < 0.8 else None,
        location_precision=LocationPrecision.VENUE if dice.random() < 0.25 else LocationPrecision.AREA,
        website=f"https://{slug}.example/" if dice.random() < 0.3 else None,
        contact=f"info@{slug}.example" if dice.random() < 0.6 else None,
        confirmed_on=None if confirmed is None else day(confirmed),
    )


def words_for(dice: random.Random, village: str, there: str) -> dict[str, str]:
    """What the texts of one initiative have filled in."""
    return {
        "dorp": village,
        "buurt": there,
        "plek": dice.choice(SPOTS),
        "dag": dice.choice(TIMES),
        "n": str(dice.randint(8, 60)),
    }


def _summary(dice: random.Random, story: Story, status: Status, words: dict[str, str]) -> str:
    sentences = [dice.choice(story.first), *dice.sample(story.then, dice.choice((1, 1, 2)))]
    if dice.random() < 0.6:
        sentences.append(dice.choice(CLOSINGS[status.value]))
    return " ".join(sentences).format_map(words)


def resources(
    dice: random.Random, initiative: Initiative, subject: Subject, run: Course, keys: Iterator[int]
) -> Iterator[tuple[Node, Relation]]:
    """What it needs and offers. A need may have been met since."""
    for kind, text, since in _some(dice, subject.needs, (25, 35, 25, 15), run):
        until = run.end if dice.random() < 0.65 else dice.randint(since, run.last)
        need = Need(key=next(keys), kind=kind, text=text, since=day(since), until=None if until is None else day(until))
        yield need, Needs(source=initiative.key, target=need.key, since=need.since, until=need.until)
    for kind, text, since in _some(dice, subject.offers, (60, 30, 10), run):
        end = None if run.end is None else day(run.end)
        offer = Offer(key=next(keys), kind=kind, text=text, since=day(since), until=end)
        yield offer, Offers(source=initiative.key, target=offer.key, since=offer.since, until=end)


def _some(
    dice: random.Random, options: tuple[Resource, ...], odds: tuple[int, ...], run: Course
) -> Iterator[tuple[ResourceKind, str, int]]:
    (count,) = dice.choices(range(len(odds)), odds)
    for kind, text in dice.sample(options, min(count, len(options))):
        yield kind, text, dice.randint(run.begin, run.last)


def requests(
    dice: random.Random, initiative: Initiative, subject: Subject, run: Course, keys: Iterator[int]
) -> Iterator[tuple[Node, list[Relation]]]:
    """What it asked of the municipality, and what came of that."""
    (count,) = dice.choices((0, 1, 2, 3), (30, 38, 22, 10))
    for asked in dice.sample(subject.requests, min(count, len(subject.requests))):
        request = _request(dice, next(keys), asked, run)
        yield (
            request,
            [
                Asks(source=initiative.key, target=request.key, since=request.asked_on),
                AskedOf(source=request.key, target=MUNICIPALITY_KEY, since=request.asked_on),
            ],
        )


def _request(dice: random.Random, key: int, asked: Request, run: Course) -> SupportRequest:
    """Decided in the weeks that its role takes; what is not decided by today is still being asked."""
    asked_on = dice.randint(run.begin, min(run.last, run.begin + 300))
    least, most = _WEEKS[asked.role]
    decided: int | None = asked_on + dice.randint(7 * least, 7 * most)
    (state,) = dice.choices(_OUTCOMES, _ODDS)
    if decided > SPAN:
        state, decided = RequestState.ASKED, None
    elif run.end is not None and decided > run.end:
        state, decided = RequestState.WITHDRAWN, run.end
    elif state is RequestState.GRANTED and decided < SPAN - 365 and dice.random() < 0.6:
        state = RequestState.DONE
    return SupportRequest(
        key=key,
        origin=ORIGIN,
        role=asked.role,
        state=state,
        text=asked.text,
        amount=_amount(dice, asked),
        asked_on=day(asked_on),
        decided_on=None if decided is None else day(decided),
        department=asked.department,
    )


def _amount(dice: random.Random, asked: Request) -> Decimal | None:
    """Fifties, smaller sums more often than large ones."""
    if asked.amounts is None:
        return None
    least, most = (float(bound) for bound in asked.amounts)
    return Decimal(50 * round(least * (most / least) ** dice.random() / 50))
