# SPDX-License-Identifier: EUPL-1.2
"""What communities, gaps and weak spots mean, in sentences."""

from collections.abc import Sequence

from graph_api.analysis.communities import STABLE, Partition
from graph_api.analysis.wording import counted, joined, number, percent, title
from schema.area import Area
from schema.base import Node
from schema.initiative import Initiative
from schema.opportunity import Text

_INITIATIVE = Text("initiatief", "initiative"), Text("initiatieven", "initiatives")
_ORGANISATION = Text("organisatie", "organisation"), Text("organisaties", "organisations")


def initiatives(count: int) -> Text:
    """`1 initiatief`, `12 initiatieven`."""
    return counted(count, *_INITIATIVE)


def community_name(theme: Node | None, area: Node | None, central: Node) -> Text:
    """A name by what tells most of it; by who is central where nothing does."""
    if theme and area:
        return Text(f"{title(theme)} in {title(area)}", f"{title(theme)} in {title(area)}")
    if theme or area:
        return Text(*[title(theme or area or central)] * 2)
    return Text(f"Rond {title(central)}", f"Around {title(central)}")


def with_centre(name: Text, central: Node) -> Text:
    """A name told apart from others by who is central."""
    return Text(f"{name.nl}, rond {title(central)}", f"{name.en}, around {title(central)}")


def community_text(initiative_count: int, organisation_count: int, stability: float, runs: int) -> Text:
    """What a community is, and how sure."""
    many = initiatives(initiative_count)
    behind = counted(organisation_count, *_ORGANISATION)
    with_ = Text(f" en {behind.nl}", f" and {behind.en}") if organisation_count else Text("", "")
    again = percent(stability)
    if stability >= STABLE:
        return Text(
            f"{many.nl}{with_.nl}. Een vaste groep: in {runs} berekeningen kwam gemiddeld {again.nl} ervan terug.",
            f"{many.en}{with_.en}. A firm group: on average {again.en} of it came back in {runs} runs.",
        )
    return Text(
        f"{many.nl}{with_.nl}. Een losse groep: in {runs} berekeningen kwam gemiddeld maar {again.nl} ervan terug. "
        "Waar de groep ophoudt, is niet scherp.",
        f"{many.en}{with_.en}. A loose group: on average only {again.en} of it came back in {runs} runs. "
        "Where it ends is not clear.",
    )


def communities_text(total: int, alone: int, partition: Partition) -> Text:
    """What the division as a whole is worth."""
    if not total:
        return Text(
            "Geen groepen: de initiatieven zijn hier niet met elkaar verbonden.",
            "No communities: the initiatives here are not joined to each other.",
        )
    groups = counted(total, Text("groep", "community"), Text("groepen", "communities"))
    rest = initiatives(alone)
    verb = Text("hoort", "is") if alone == 1 else Text("horen", "are")
    agreement = number(partition.agreement, 2)
    sure = partition.agreement >= STABLE
    worth = (
        Text("de indeling is betrouwbaar", "the division can be relied on")
        if sure
        else Text("de indeling is een van meer mogelijke", "the division is one of several possible ones")
    )
    return Text(
        f"{groups.nl}; {rest.nl} {verb.nl} bij geen groep. {partition.runs} berekeningen komen voor {agreement.nl} "
        f"overeen (1 is geheel, 0 is toeval): {worth.nl}.",
        f"{groups.en}; {rest.en} {verb.en} in none. {partition.runs} runs agree for {agreement.en} "
        f"(1 is fully, 0 is chance): {worth.en}.",
    )


def gap_text(one: Text, other: Text, found: int, expected: float) -> Text:
    """How little there is between two communities."""
    few = Text("geen enkel verband", "nothing") if not found else counted(found, *_EDGES)
    verb = "loopt" if found < 2 else "lopen"
    about = counted(round(expected), *_EDGES)
    would = "zou dat er" if round(expected) == 1 else "zouden dat er"
    return Text(
        f"Tussen ‘{one.nl}’ en ‘{other.nl}’ {verb} {few.nl}; naar hun omvang {would} ongeveer "
        f"{number(round(expected)).nl} zijn.",
        f"Between ‘{one.en}’ and ‘{other.en}’ there {'is' if found < 2 else 'are'} {few.en}; by their size about "
        f"{about.en} would be expected.",
    )


_EDGES = Text("verband", "tie"), Text("verbanden", "ties")


def point_text(node: Node, parts: int, lost: int) -> Text:
    """What goes when a node goes."""
    this = Text("dit initiatief", "this initiative") if isinstance(node, Initiative) else _THIS
    many, lose = initiatives(lost), Text("raakt", "loses") if lost == 1 else Text("raken", "lose")
    pieces = number(parts)
    return Text(
        f"Valt {this.nl} weg, dan {lose.nl} {many.nl} los van de rest; de groep valt in {pieces.nl} delen uiteen.",
        f"Without {this.en}, {many.en} {lose.en} touch with the rest; its group falls into {pieces.en} parts.",
    )


_THIS = Text("deze organisatie", "this organisation")


def link_text(lost: int, through_resident: bool) -> Text:
    """What goes when a connection goes."""
    many = initiatives(lost)
    if through_resident:
        return Text(
            f"Deze twee zijn alleen door één inwoner verbonden; zonder die inwoner {'is' if lost == 1 else 'zijn'} "
            f"{many.nl} los van de rest.",
            f"Only one resident joins these two; without that resident {many.en} "
            f"{'is' if lost == 1 else 'are'} cut off from the rest.",
        )
    return Text(
        f"Dit is de enige verbinding van {many.nl} met de rest.", f"This is the only way from {many.en} to the rest."
    )


def repair_text(shared: Sequence[Node]) -> Text:
    """Why to join these two."""
    why = Text(
        "Beide hangen nu via één schakel aan de rest; samen maken zij een tweede weg.",
        "Each now reaches the rest through one other only; together they make a second way.",
    )
    if not shared:
        return why
    areas = [title(node) for node in shared if isinstance(node, Area)][:1]  # it lies in the others
    themes = [title(node) for node in shared if not isinstance(node, Area)]
    nl = [f"gaan beide over {joined(themes, 'en')}"] * bool(themes) + [f"zijn beide actief in {area}" for area in areas]
    en = [f"are about {joined(themes, 'and')}"] * bool(themes) + [f"are active in {area}" for area in areas]
    return Text(f"{why.nl} Ze {joined(nl, 'en')}.", f"{why.en} Both {joined(en, 'and')}.")


def on_one_resident_text(total: int) -> Text:
    """What it means to be carried by one."""
    many = initiatives(total)
    if total == 0:
        return Text("Geen initiatief drijft op één inwoner.", "No initiative rests on one resident.")
    nl, en = ("drijft", "rests") if total == 1 else ("drijven elk", "each rest")
    return Text(
        f"{many.nl} {nl} op één inwoner: valt die weg, dan is er niemand meer die het draagt.",
        f"{many.en} {en} on one resident: without that person there is nobody to carry it.",
    )


def fragility_text(total: int, alone: int, groups: int, largest: int, repairs: int) -> Text:
    """The state of the whole."""
    if not groups:
        return Text(
            f"{initiatives(total).nl}, geen met een ander verbonden.",
            f"{initiatives(total).en}, none of them joined to another.",
        )
    many, rest, most = initiatives(total), initiatives(alone), number(largest)
    parts = Text(
        f"{number(groups).nl} groepen, de grootste van {most.nl}", f"{groups} groups, the largest of {most.en}"
    )
    if groups == 1:
        parts = Text(f"één groep van {most.nl}", f"one group of {most.en}")
    mend = counted(repairs, Text("verbinding", "connection"), Text("verbindingen", "connections"))
    whole = (
        Text(
            "geen groep van drie of meer valt uiteen als er één schakel wegvalt",
            "no group of three or more falls apart when any one goes",
        )
        if not repairs
        else Text(
            f"met {mend.nl} erbij valt geen groep van drie of meer nog uiteen als er één schakel wegvalt",
            f"with {mend.en} more, no group of three or more falls apart any longer when any one goes",
        )
    )
    if not alone:
        parts = Text("één groep", "one group") if groups == 1 else parts
        return Text(f"{many.nl} vormen {parts.nl}; {whole.nl}.", f"{many.en} form {parts.en}; {whole.en}.")
    stand = Text("staat", "stands") if alone == 1 else Text("staan", "stand")
    return Text(
        f"{many.nl}: {rest.nl} {stand.nl} los, de andere vormen {parts.nl}; {whole.nl}.",
        f"{many.en}: {rest.en} {stand.en} alone, the others form {parts.en}; {whole.en}.",
    )
