# SPDX-License-Identifier: EUPL-1.2
"""Numbers and names in the sentences that people read, Dutch and English."""

from typing import Final

from schema.area import Area
from schema.base import Node
from schema.budget import Budget
from schema.initiative import Initiative
from schema.municipality import Municipality
from schema.opportunity import Text
from schema.organisation import Organisation
from schema.resident import Resident
from schema.resource import Need, Offer
from schema.support_request import SupportRequest
from schema.theme import Theme

SEVERAL: Final[dict[type[Node], Text]] = {
    Municipality: Text("gemeenten", "municipalities"),
    Area: Text("gebieden", "areas"),
    Theme: Text("thema's", "themes"),
    Need: Text("hulpvragen", "needs"),
    Offer: Text("aanbiedingen", "offers"),
    Budget: Text("budgetten", "budgets"),
    SupportRequest: Text("verzoeken om steun", "requests for support"),
    Initiative: Text("initiatieven", "initiatives"),
    Organisation: Text("organisaties", "organisations"),
    Resident: Text("inwoners", "residents"),
}
"""What several nodes of a type are called."""


def number(value: float, digits: int = 0) -> Text:
    """A number with at most so many decimals: `1.234,5` and `1,234.5`."""
    english = f"{value:,.{digits}f}"
    if digits:
        english = english.rstrip("0").rstrip(".")
    return Text(english.translate(str.maketrans(",.", ".,")), english)


def counted(count: int, one: Text, several: Text) -> Text:
    """A count with its noun: `1 initiatief`, `12 initiatieven`."""
    noun, figure = one if count == 1 else several, number(count)
    return Text(f"{figure.nl} {noun.nl}", f"{figure.en} {noun.en}")


def percent(share: float) -> Text:
    """A share from 0 to 1 in percent, of two digits that tell: `12%`, `0,4%`, `minder dan 0,1%`."""
    value = 100 * share
    if 0 < value < 0.05:
        return Text("minder dan 0,1%", "less than 0.1%")
    found = number(value, 0 if value >= 10 or value == 0 else 1)
    return Text(f"{found.nl}%", f"{found.en}%")


def title(node: Node) -> str:
    """What a node is called; its id where it has no name."""
    for column in ("title", "name"):
        if found := getattr(node, column, None):
            return str(found)
    return node.id()


def joined(words: list[str], last: str) -> str:
    """Words as a list in a sentence: `a, b en c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def listed(texts: list[Text]) -> Text:
    """Texts as a list in a sentence: `a, b en c`, `a, b and c`."""
    return Text(joined([text.nl for text in texts], "en"), joined([text.en for text in texts], "and"))
