# SPDX-License-Identifier: EUPL-1.2
"""Nothing: what an empty list says of itself. What lacks, and could be done about it, is in `missing`."""

from typing import Final

from graph_api.analysis.wording import counted, number
from schema.base import Node
from schema.initiative import Initiative
from schema.opportunity import Text

NO_INITIATIVES_HERE: Final = Text("Hier zijn geen initiatieven bekend.", "No initiatives are known here.")
NO_INITIATIVES: Final = Text("Er zijn nog geen initiatieven bekend.", "No initiatives are known yet.")
NO_TIES: Final = Text(
    "Bij deze initiatieven is niets bekend dat hen aan een ander bindt waarmee zij nog niet verbonden zijn.",
    "Of these initiatives nothing is known that ties them to another to which they are not connected yet.",
)
NONE_OF_KIND: Final = Text("Van deze soort is er geen kans.", "There is no opportunity of this kind.")


def no_ties_of(cls: type[Node]) -> Text:
    """Of one initiative or organisation, of which nothing lacks."""
    if cls is Initiative:
        return Text(
            "Er is niets bekend dat dit initiatief aan een ander bindt waarmee het nog niet verbonden is.",
            "Nothing is known that ties this initiative to another to which it is not connected yet.",
        )
    return Text(
        "Er is niets bekend dat deze organisatie aan een initiatief bindt waarmee zij nog niet verbonden is.",
        "Nothing is known that ties this organisation to another to which it is not connected yet.",
    )


def all_decided(count: int) -> Text:
    """That staff decided on all there were."""
    many = _opportunities(count)
    were = "was" if count == 1 else "were"
    return Text(f"Over {many.nl} is al besloten.", f"{many.en} {were} decided on already.")


def all_lower(least: float, best: float, of_kind: bool) -> Text:
    """That there are some with lower scores. `of_kind`: whether a kind was asked for."""
    asked, highest = number(least, 2), number(best, 2)
    nl, en = (" van deze soort", " of this kind") if of_kind else ("", "")
    return Text(
        f"Geen kans{nl} heeft een score van {asked.nl} of meer; de hoogste is {highest.nl}.",
        f"No opportunity{en} has a score of {asked.en} or more; the highest is {highest.en}.",
    )


def all_of_other_kinds(count: int) -> Text:
    """That there are some of other kinds than was asked for."""
    many = _opportunities(count)
    return Text(
        f"Van deze soort is er geen kans; van andere soorten wel: {many.nl}.",
        f"There is no opportunity of this kind; of other kinds there {'is' if count == 1 else 'are'} {many.en}.",
    )


def _opportunities(count: int) -> Text:
    return counted(count, Text("kans", "opportunity"), Text("kansen", "opportunities"))
