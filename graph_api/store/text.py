# SPDX-License-Identifier: EUPL-1.2
"""Dutch text as search terms, made here so that every store finds the same."""

import re
import threading
from dataclasses import dataclass
from typing import Any

import Stemmer

from schema.keys import fold

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60
_STOP_WORDS = frozenset(
    {
        "de",
        "het",
        "een",
        "en",
        "of",
        "van",
        "in",
        "op",
        "te",
        "voor",
        "met",
        "aan",
        "bij",
        "om",
        "uit",
        "the",
        "a",
        "and",
        "for",
    }
)


class _Stemmers(threading.local):
    """A stemmer for each thread: one is not safe to share."""

    def __init__(self) -> None:
        self.dutch: Any = Stemmer.Stemmer("dutch")  # pyright: ignore[reportUnknownMemberType] - the package has no types


_stemmers = _Stemmers()


@dataclass(frozen=True, slots=True)
class Word:
    """A word searched for: its stem must be there or, if unfinished, some word that starts with `prefix`."""

    stem: str
    prefix: str | None = None


def words(text: str) -> list[str]:
    """The words of a text: folded, at most 60 characters each, without punctuation."""
    return [word[:_LONGEST] for word in _WORD.findall(fold(text))]


def terms(text: str) -> str:
    """What is indexed of a text: every word and its stem (Snowball Dutch), separated by spaces."""
    found = words(text)
    return " ".join(dict.fromkeys(term for pair in zip(found, _stems(found), strict=True) for term in pair))


def search(text: str) -> list[Word]:
    """The words to search for; all must match. Stop words count only where there is nothing else.

    The last word is unfinished unless something follows it, if only a space.
    """
    found = words(text)
    sought = [Word(stem) for stem in _stems(found)]
    if found and not text[-1:].isspace():
        sought[-1] = Word(sought[-1].stem, found[-1])
    telling = [word for word, raw in zip(sought, found, strict=True) if raw not in _STOP_WORDS]
    return telling or sought


def stem(word: str) -> str:
    """The stem (Snowball Dutch) of a folded word."""
    return _stemmers.dutch.stemWord(word)


def _stems(found: list[str]) -> list[str]:
    return _stemmers.dutch.stemWords(found)
