# SPDX-License-Identifier: EUPL-1.2
"""Keys: the 63-bit numbers that identify nodes."""

import hashlib
import itertools
import secrets
import unicodedata

_BITS = 63


def natural_key(type_name: str, *parts: object) -> int:
    """The key of something that has a name of its own in the world (a CBS code, a project in a budget).

    The same parts give the same key everywhere, so that a register loaded twice finds what it made. By BLAKE2b
    (RFC 7693) over the length-prefixed parts.
    """
    digest = hashlib.blake2b(digest_size=8)
    for part in (type_name, *parts):
        text = str(part).encode()
        digest.update(len(text).to_bytes(4, "big") + text)
    return int.from_bytes(digest.digest(), "big") >> (64 - _BITS)


def new_key() -> int:
    """A key for something new. Random, so that it says nothing about when or in which order things were made."""
    return secrets.randbits(_BITS)


def fold(text: str) -> str:
    """Text without case, accents and surplus space, to compare names and to sort titles by."""
    if text.isascii():  # most is, and a bulk load folds every text
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text).casefold()  # first: capitals in fancy dress have no case
    decomposed = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(itertools.filterfalse(unicodedata.combining, decomposed)).split())
