# SPDX-License-Identifier: EUPL-1.2
"""What needs, offers, roles, periods and distances are called in sentences, Dutch and English."""

import math
from datetime import date, timedelta
from typing import Final

from graph_api.analysis.opportunities.facts import ALWAYS, NEVER
from graph_api.analysis.snapshot import EPOCH
from graph_api.analysis.wording import number
from schema.opportunity import Text
from schema.resource import ResourceKind
from schema.support_request import SupportRole

KINDS: Final[dict[ResourceKind, Text]] = {
    ResourceKind.SPACE: Text("ruimte", "space"),
    ResourceKind.PEOPLE: Text("vrijwilligers", "volunteers"),
    ResourceKind.MONEY: Text("geld", "money"),
    ResourceKind.KNOWLEDGE: Text("kennis", "knowledge"),
    ResourceKind.MATERIAL: Text("materiaal", "materials"),
    ResourceKind.PERMIT: Text("hulp bij vergunningen", "help with permits"),
    ResourceKind.PUBLICITY: Text("publiciteit", "publicity"),
}
"""What is sought or offered."""

ROLES: Final[dict[SupportRole, Text]] = {
    SupportRole.FACILITATE: Text("te faciliteren", "to facilitate"),
    SupportRole.ORGANISE: Text("te helpen organiseren", "to help organise"),
    SupportRole.FINANCE: Text("te financieren", "to finance"),
    SupportRole.REGULATE: Text("te helpen met regels", "to help with regulation"),
}
"""What the municipality is asked."""

_MONTHS: Final = (
    Text("januari", "January"),
    Text("februari", "February"),
    Text("maart", "March"),
    Text("april", "April"),
    Text("mei", "May"),
    Text("juni", "June"),
    Text("juli", "July"),
    Text("augustus", "August"),
    Text("september", "September"),
    Text("oktober", "October"),
    Text("november", "November"),
    Text("december", "December"),
)


def dated(day: date, today: date) -> Text:
    """A day: `12 juni`, with the year where it is another than today's."""
    month, year = _MONTHS[day.month - 1], _year(day, today)
    return Text(f"{day.day} {month.nl}{year}", f"{day.day} {month.en}{year}")


def period(since: int, until: int, day: int) -> Text | None:
    """A period from today on, in days: `tot en met juni`, `vanaf 1 april`; None for one that is open on both sides."""
    today = EPOCH + timedelta(days=day)
    begin = dated(EPOCH + timedelta(days=since), today) if since not in (ALWAYS, NEVER) and since > day else None
    end = None if until == NEVER else EPOCH + timedelta(days=until)
    parts: list[Text] = []
    if begin:
        parts.append(Text(f"vanaf {begin.nl}", f"from {begin.en}"))
    if end:
        last = _last(end, today)
        parts.append(Text(f"tot en met {last.nl}", f"until {last.en}"))
    return Text(" ".join(part.nl for part in parts), " ".join(part.en for part in parts)) if parts else None


def distance(kilometres: float) -> Text:
    """What is out of reach, rounded up so that it reads as such: `7,2 km`."""
    found = number(math.ceil(round(kilometres * 10, 6)) / 10, 1)
    return Text(f"{found.nl} km", f"{found.en} km")


def _last(day: date, today: date) -> Text:
    """The last day of a period; a month where it is that month's last."""
    if (day + timedelta(days=1)).day != 1:
        return dated(day, today)
    month, year = _MONTHS[day.month - 1], _year(day, today)
    return Text(f"{month.nl}{year}", f"the end of {month.en}{year}")


def _year(day: date, today: date) -> str:
    return "" if day.year == today.year else f" {day.year}"
