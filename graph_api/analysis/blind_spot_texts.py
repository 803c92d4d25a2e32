# SPDX-License-Identifier: EUPL-1.2
"""What the figures of a blind spot say, in one sentence."""

from typing import Final

from schema.area import Area
from schema.blind_spot import LEAST, BlindSpotMeasure, BlindSpotStatus, Figures
from schema.opportunity import Text
from schema.theme import Theme

_COUNTED: Final[dict[BlindSpotMeasure, tuple[tuple[str, str], tuple[str, str]]]] = {
    BlindSpotMeasure.INITIATIVES: (("initiatief bekend", "initiatieven bekend"), ("initiative", "initiatives")),
    BlindSpotMeasure.SUPPORT: (
        ("initiatief met steun bekend", "initiatieven met steun bekend"),
        ("initiative with support", "initiatives with support"),
    ),
    BlindSpotMeasure.INITIATORS: (("trekker bekend", "trekkers bekend"), ("initiator", "initiators")),
}
"""One and several, in Dutch and in English."""


def area_text(area: Area, measure: BlindSpotMeasure, status: BlindSpotStatus, figures: Figures, withheld: bool) -> Text:
    """What the figures of an area say."""
    name = area.name
    if status is BlindSpotStatus.TOO_SMALL:
        return Text(
            f"{name} heeft minder dan {LEAST} inwoners; daarover worden geen cijfers gegeven.",
            f"{name} has fewer than {LEAST} residents, about whom no figures are given.",
        )
    known = _known(area, measure, figures, withheld)
    if status is BlindSpotStatus.NOT_COVERED:
        return Text(
            f"{known.nl}, maar geen bron bestrijkt heel {name}: of dat weinig is, is niet te zeggen.",
            f"{known.en}, but no source covers all of {name}: whether that is few cannot be told.",
        )
    if status is BlindSpotStatus.NO_POPULATION:
        return Text(
            f"{known.nl}; het aantal inwoners is niet bekend, dus of dat weinig is, is niet te zeggen.",
            f"{known.en}; how many residents there are is not known, so whether that is few cannot be told.",
        )
    dutch, english = _expected(figures)
    close = _by_chance(status, figures)
    return Text(
        f"{known.nl} op {_dutch(figures.of)} inwoners; bij dit aantal inwoners {dutch} te verwachten.{close.nl}",
        f"{known.en} for {_english(figures.of)} residents; for so many {english} to be expected.{close.en}",
    )


def theme_text(
    area: Area, theme: Theme, measure: BlindSpotMeasure, status: BlindSpotStatus, figures: Figures, withheld: bool
) -> Text:
    """What the figures of a theme in an area say."""
    if measure is BlindSpotMeasure.INITIATORS:
        about = _started_about(theme, figures, withheld)
    else:
        about = _initiatives_about(theme, figures, measure is BlindSpotMeasure.SUPPORT)
    dutch, english = _expected(figures)
    close = _by_chance(status, figures)
    return Text(
        f"In {area.name} {about.nl}; naar het aandeel elders {dutch} te verwachten.{close.nl}",
        f"In {area.name}, {about.en}; by its share elsewhere {english} to be expected.{close.en}",
    )


def _initiatives_about(theme: Theme, figures: Figures, supported: bool) -> Text:
    one, of = figures.observed == 1, figures.of or 0
    dutch, english = (" met steun", " with support") if supported else ("", "")
    if of == 1:
        return Text(
            f"gaat het ene bekende initiatief{dutch} {'' if one else 'niet '}over {theme.name}",
            f"the one known initiative{english} is {'' if one else 'not '}about {theme.name}",
        )
    nl, en = _number(figures)
    verb = "gaan" if (figures.observed or 0) > 1 else "gaat"
    return Text(
        f"{verb} {nl} van de {_dutch(of)} bekende initiatieven{dutch} over {theme.name}",
        f"{en if figures.observed else 'none'} of {_english(of)} known initiatives{english} "
        f"{'is' if one else 'are'} about {theme.name}",
    )


def _started_about(theme: Theme, figures: Figures, withheld: bool) -> Text:
    nl, en = (f"minder dan {LEAST}", f"fewer than {LEAST}") if withheld else _number(figures)
    return Text(
        f"begonnen {nl} van de {_dutch(figures.of)} bekende trekkers een initiatief over {theme.name}",
        f"{en} of {_english(figures.of)} known initiators started something about {theme.name}",
    )


def _known(area: Area, measure: BlindSpotMeasure, figures: Figures, withheld: bool) -> Text:
    dutch, english = _COUNTED[measure]
    if withheld:
        return Text(
            f"In {area.name} zijn minder dan {LEAST} {dutch[1]}",
            f"In {area.name}, fewer than {LEAST} {english[1]} are known",
        )
    several = figures.observed != 1
    nl, en = _number(figures)
    return Text(
        f"In {area.name} {'zijn' if several else 'is'} {nl} {dutch[several]}",
        f"In {area.name}, {en} {english[several]} {'are' if several else 'is'} known",
    )


def _number(figures: Figures) -> tuple[str, str]:
    if not figures.observed:
        return "geen", "no"
    return _dutch(figures.observed), _english(figures.observed)


def _expected(figures: Figures) -> tuple[str, str]:
    """How many are to be expected, with its verb."""
    expected = figures.expected or 0
    about = round(expected)
    if about < 1:
        return "is er minder dan 1", "less than 1 is"
    verb, plain = ("is er ongeveer", "is") if about == 1 else ("zijn er ongeveer", "are")
    return f"{verb} {_dutch(about)}", f"about {_english(about)} {plain}"


def _by_chance(status: BlindSpotStatus, figures: Figures) -> Text:
    """A caution where counts differ, but no more than they may by chance."""
    observed, expected = figures.observed, figures.expected or 0
    if status is BlindSpotStatus.AS_EXPECTED and observed is not None and abs(observed - expected) >= 1:
        return Text(" Dat verschil kan toeval zijn.", " The difference may be chance.")
    return Text("", "")


def _dutch(number: int | None) -> str:
    return _english(number).replace(",", ".")


def _english(number: int | None) -> str:
    return f"{number or 0:,}"
