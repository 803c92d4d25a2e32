# SPDX-License-Identifier: EUPL-1.2
"""Words: what a Dutch text is about, as terms that meet where people would say it is the same thing.

    terms("Buurtmoestuin aan de Kade")      # buurtmoestuin 1, buurt .7, moestuin .7, moes .49, tuin .49, kade 1

A word is brought to its lemma ("tuinen" to "tuin"), and a compound is also what it is made of. Words of which the
lemmas differ but the stems do not ("wandelen", "wandeling") are one term. Which terms a word has depends on that word
and on the dictionary alone, never on other texts: so it is found once, and no text tells anything of another.
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Final, NamedTuple

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from graph_api.store.text import stem
from schema.keys import fold

PART: Final = 0.7
"""What a part of a compound counts, of what the whole counts."""
_SHORTEST: Final = 4
_LONG: Final = 6
_LONGEST: Final = 60
_REMEMBERED: Final = 1 << 17
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")
_LINKS: Final = ("", "s", "e", "en")
"""What may stand between the parts of a compound: dorp-s-plein, zon-ne-dak apart, eend-en-vijver."""
_PREFIXES: Final = ("be", "er", "ge", "her", "ont", "ver")
"""A word that begins so mostly only looks like a compound ("ver-stand"), unless its first part is long."""
_DUTCH: Final = tomllib.loads((resources.files("graph_api.analysis") / "words.toml").read_text("utf-8"))
_STOP_WORDS: Final = frozenset(_DUTCH["stop"].split())
_EMPTY: Final = frozenset(_DUTCH["empty"].split())
_SHORT_PARTS: Final = frozenset(_DUTCH["short_parts"].split())
_NO_PARTS: Final = frozenset(_DUTCH["no_parts"].split())
_PLACES: Final = tuple(_DUTCH["places"].split())
_LEMMAS: Final[dict[str, str]] = _DUTCH["lemmas"]
_TIMES: Final = re.compile(
    "(maan|dins|woens|donder|vrij|zater|zon)dag(en|s)?((na)?middag|ochtend|morgen|avond|nacht)?(en|s)?"
)
"""When something is, which tells nothing of what it is."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a word is compared by, what it is called in a sentence, how much it counts (0 to 1], and whether it is a
    Dutch word that is known; else it may be a name."""

    stem: str
    shown: str
    weight: float
    known: bool


def terms(text: str) -> Iterator[Term]:
    """The terms of a text, word after word."""
    for word in _LETTERS.findall(unicodedata.normalize("NFC", text).lower()):
        yield from of_word(word)


@functools.lru_cache(_REMEMBERED)
def of_word(word: str) -> tuple[Term, ...]:
    """The terms of one word, in small letters: itself, then its parts; none of a word that tells nothing."""
    word = word[:_LONGEST]
    lemma = _known(word) or _compound_lemma(word)
    if word in _STOP_WORDS or lemma in _STOP_WORDS or _TIMES.fullmatch(word):
        return ()
    found: dict[str, Term] = {}
    for shown, weight in _with_parts(lemma, 1.0):
        if shown not in _EMPTY:
            key = _stem(shown)
            # The whole word is called as it was written: a lemma may be wrong, and then people see it.
            found.setdefault(key, Term(key, word if shown == lemma else shown, weight, _known(shown) is not None))
    return tuple(found.values())


def _compound_lemma(word: str) -> str:
    """A compound that the dictionary lacks has the lemma of its last part: buurtmoestuin, of buurtmoestuinen."""
    split = _split(word)
    return word[: split.cut] + split.parts[1] if split else word


def _with_parts(word: str, weight: float) -> Iterator[tuple[str, float]]:
    yield word, weight
    for part in _parts(word):
        yield from _with_parts(part, weight * PART)


def _parts(word: str) -> tuple[str, ...]:
    """The lemmas of a compound's two parts, or of the noun that a verb in -ieren derives from; else none."""
    if word.endswith(_PLACES) and not _known(word):
        return ()
    if noun := _origin(word):
        return (noun,)
    split = _split(word)
    return split.parts if split else ()


def _origin(word: str) -> str | None:
    """moestuin, of moestuinieren and moestuinier."""
    for suffix in ("ieren", "ier"):
        base = word.removesuffix(suffix)
        if base != word and _fits(base) and len(base) >= _SHORTEST and (noun := _known(base)):
            return noun
    return None


class _Split(NamedTuple):
    """A compound taken apart: where its last part starts, and the lemmas of both. The greatest is the best: the most
    even one, then one without a link."""

    shortest: int
    unlinked: int
    cut: int
    parts: tuple[str, str]


def _split(word: str) -> _Split | None:
    splits = [split for cut in range(3, len(word) - 2) if (split := _split_at(word, cut))]
    return max(splits, default=None)


def _split_at(word: str, cut: int) -> _Split | None:
    last = _head(word[cut:])
    for link in _LINKS if last else ():
        first = word[:cut].removesuffix(link)
        if first + link == word[:cut] and last and (lemma := _front(first)):
            return _Split(min(len(first), len(word) - cut), -len(link), cut, (lemma, last))
    return None


def _front(word: str) -> str | None:
    """The lemma of a word with which a compound may begin."""
    if not _fits(word) or (word.startswith(_PREFIXES) and len(word) < _LONG) or word in _STOP_WORDS:
        return None
    lemma = _known(word)
    return None if lemma in _STOP_WORDS else lemma


def _head(word: str) -> str | None:
    """The lemma of a word with which a compound may end; a form of which the stem differs does not."""
    lemma = _known(word) if _fits(word) and word not in _STOP_WORDS else None
    return lemma if lemma and _stem(lemma) == _stem(word) and lemma not in _NO_PARTS else None


def _fits(part: str) -> bool:
    return part not in _NO_PARTS and (len(part) >= _SHORTEST or part in _SHORT_PARTS)


def _stem(word: str) -> str:
    """The stem. What Snowball takes for a past participle mostly is none here: "gezond" is not "zon"."""
    folded = fold(word)
    return "ge" + stem(folded[2:]) if folded.startswith("ge") else stem(folded)


def _known(word: str) -> str | None:
    """The lemma of a word that is known, written with its accents or without.

    The dictionary takes some nouns for verbs ("fiets" for "fietsen") and the verbs for their nouns: then the shortest.
    """
    if own := _LEMMAS.get(word):
        return own
    lemma = _looked_up(word)
    further = lemma and _looked_up(lemma)
    return min(lemma, further, key=len) if lemma and further else lemma


def _looked_up(word: str) -> str | None:
    lemma = _dictionary().get(word) or _accented().get(word)
    return lemma.lower() if lemma and lemma.isalpha() else None


@functools.cache
def _dictionary() -> Mapping[str, str]:
    return DefaultDictionaryFactory().get_dictionary("nl")


@functools.cache
def _accented() -> dict[str, str]:
    """Lemmas of words with accents, by the word without: people type cafe and cooperatie."""
    return {fold(word): lemma for word, lemma in _dictionary().items() if not word.isascii()}
