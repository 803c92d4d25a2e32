# SPDX-License-Identifier: EUPL-1.2
"""Which media type a client of GraphQL over HTTP wants."""

from functools import lru_cache
from typing import Final

RESPONSE: Final = b"application/graphql-response+json"
LEGACY: Final = b"application/json"


@lru_cache(256)
def negotiated(accept: bytes | None) -> bytes | None:
    """The media type of the answer to this Accept header, or None when the client can read neither.

    Whoever names neither (no header, `*/*`) gets the older one, as the specification asks of a server in our time.
    """
    if accept is None or not accept.strip():
        return LEGACY
    ranges = [_range(part) for part in accept.lower().split(b",")]
    best: tuple[float, int, bytes] | None = None
    for media_type in (LEGACY, RESPONSE):
        matching = [(exact, quality) for name, quality in ranges if (exact := _exactness(name, media_type))]
        if matching:
            exact, quality = max(matching)
            named = (quality, exact, media_type)
            better = best is None or named[:2] > best[:2] or (named[:2] == best[:2] and exact == _EXACT)
            if quality > 0 and better:
                best = named
    return best[2] if best else None


_EXACT = 3


def _exactness(name: bytes, media_type: bytes) -> int:
    if name == media_type:
        return _EXACT
    return {b"application/*": 2, b"*/*": 1}.get(name, 0)


def _range(part: bytes) -> tuple[bytes, float]:
    """A media range and its quality."""
    name, *parameters = (each.strip() for each in part.split(b";"))
    for parameter in parameters:
        key, _, value = parameter.partition(b"=")
        if key.strip() == b"q":
            try:
                return name, float(value)
            except ValueError:
                return name, 0.0
    return name, 1.0
