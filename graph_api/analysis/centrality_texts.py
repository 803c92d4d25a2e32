# SPDX-License-Identifier: EUPL-1.2
"""What a centrality means here, in one sentence."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from graph_api.analysis.wording import SEVERAL, number, percent
from schema.base import Node
from schema.opportunity import Text
from schema.selection import Projection


@dataclass(frozen=True, slots=True)
class Place:
    """A node's place in a measure. `among`: how many are compared, of type `of`, None for all types; `n`: the nodes of
    the network; `reached`: those with a way to it; `error`: of an estimate, else None."""

    value: float
    percentile: float
    error: float | None
    among: int
    of: type[Node] | None
    n: int
    reached: int
    projection: Projection


def explained(measure: str, place: Place) -> Text:
    """The sentence for a measure of `graph_api.analysis.centrality.MEASURES`."""
    if place.reached == 0:
        return Text("Staat in dit netwerk met niets in verband.", "Is joined to nothing in this network.")
    return _SENTENCES[measure](place)


def _compared(place: Place, nl: str = "meer dan", en: str = "more than") -> Text:
    """`, meer dan 95% van de initiatieven`; empty where nobody has less."""
    below = math.floor(place.percentile + 1e-9)
    if place.among < 2 or below < 1:
        return Text("", "")
    if place.of is None:
        most = ("al het andere", "all else") if below == 100 else (f"{below}% van alles", f"{below}% of all")
        return Text(f", {nl} {most[0]} in dit netwerk", f", {en} {most[1]} in this network")
    several = SEVERAL[place.of]
    if below == 100:
        return Text(f", {nl} alle andere {several.nl}", f", {en} all other {several.en}")
    return Text(f", {nl} {below}% van de {several.nl}", f", {en} {below}% of the {several.en}")


def _others(count: int, projection: Projection) -> Text:
    figure = number(count)
    if projection is Projection.INITIATIVES:
        other = ("ander initiatief", "other initiative") if count == 1 else ("andere initiatieven", "other initiatives")
        return Text(f"{figure.nl} {other[0]}", f"{figure.en} {other[1]}")
    return Text(f"{figure.nl} {'ander' if count == 1 else 'anderen'}", f"{figure.en} other{'s' * (count != 1)}")


def _degree(place: Place) -> Text:
    others, than = _others(round(place.value * max(1, place.n - 1)), place.projection), _compared(place)
    return Text(f"Staat met {others.nl} in verband{than.nl}.", f"Is joined to {others.en}{than.en}.")


def _strength(place: Place) -> Text:
    than = _compared(place)
    if place.projection is Projection.INITIATIVES:
        sum_ = number(place.value, 2)
        return Text(
            f"De banden met andere initiatieven wegen samen {sum_.nl}{than.nl}.",
            f"Its ties with other initiatives weigh {sum_.en} together{than.en}.",
        )
    count, one = number(place.value), place.value == 1
    return Text(
        f"Heeft {count.nl} {'relatie' if one else 'relaties'} in dit netwerk{than.nl}.",
        f"Has {count.en} {'relation' if one else 'relations'} in this network{than.en}.",
    )


def _pagerank(place: Place) -> Text:
    steps, than = number(1 / place.value), _compared(place, "vaker dan bij", "more often than at")
    return Text(
        f"Wie steeds een willekeurige relatie volgt, komt hier eens in de {steps.nl} stappen langs{than.nl}.",
        f"Following relations at random, one comes by here once in {steps.en} steps{than.en}.",
    )


def _betweenness(place: Place) -> Text:
    if place.value == 0:
        return Text(
            "Ligt op geen enkele kortste weg tussen anderen.", "Lies on none of the shortest paths between others."
        )
    share, off = percent(place.value), _off(place, percent)
    return Text(
        f"Verbindt delen van het netwerk: {off.nl}{share.nl} van de kortste wegen tussen anderen loopt hierlangs.",
        f"Joins parts of the network: {off.en}{share.en} of the shortest paths between others lead by here.",
    )


def _closeness(place: Place) -> Text:
    share = place.reached / max(1, place.n - 1)
    scale = share / place.value**2
    steps, part = number(share / place.value, 1), percent(share)
    than, off = _compared(place, "dichterbij dan", "closer than"), _off(place, lambda error: number(error * scale, 1))
    many = steps.en != "1"
    return Text(
        f"Is {off.nl}gemiddeld {steps.nl} {'stappen' if many else 'stap'} verwijderd van alles wat vanaf hier te "
        f"bereiken is, {part.nl} van het netwerk{than.nl}.",
        f"Is {off.en}{steps.en} {'steps' if many else 'step'} on average from all that can be reached from here, "
        f"{part.en} of the network{than.en}.",
    )


def _harmonic(place: Place) -> Text:
    sum_, than, off = number(place.value, 1), _compared(place), _off(place)
    return Text(
        f"Bereikt anderen in weinig stappen: samen tellen zij als {off.nl}{sum_.nl} directe contacten{than.nl}.",
        f"Reaches others in few steps: together they count as {off.en}{sum_.en} direct contacts{than.en}.",
    )


def _eigenvector(place: Place) -> Text:
    if place.value == 0:
        return Text(
            "Ligt buiten het grootste samenhangende deel van het netwerk; daar zegt deze maat niets.",
            "Lies outside the largest connected part of the network, of which this measure says nothing.",
        )
    than = _compared(place)
    return Text(
        f"Staat in verband met anderen die zelf goed verbonden zijn{than.nl}.",
        f"Is joined to others that are well joined themselves{than.en}.",
    )


def _core(place: Place) -> Text:
    others, than = (
        _others(int(place.value), place.projection),
        _compared(place, "hechter dan bij", "closer than that of"),
    )
    return Text(
        f"Hoort bij een groep waarin ieder met ten minste {others.nl} uit die groep in verband staat{than.nl}.",
        f"Belongs to a group of which each is joined to at least {others.en} of that group{than.en}.",
    )


def _off(place: Place, form: Callable[[float], Text] = lambda error: number(error, 1)) -> Text:
    """That it is an estimate, and by how much it may be off."""
    if place.error is None:
        return Text("", "")
    error = form(place.error)
    return Text(f"naar schatting (op {error.nl} na) ", f"an estimated (give or take {error.en}) ")


_SENTENCES: Final[dict[str, Callable[[Place], Text]]] = {
    "degree": _degree,
    "strength": _strength,
    "pagerank": _pagerank,
    "betweenness": _betweenness,
    "closeness": _closeness,
    "harmonic": _harmonic,
    "eigenvector": _eigenvector,
    "core": _core,
}
