# SPDX-License-Identifier: EUPL-1.2
"""The ids that the outside uses, `Type:key`, taken apart and checked."""

from collections.abc import Iterable

from schema.base import Node
from schema.errors import bad_input
from schema.registry import NODE_BY_NAME

_TOP = 2**63


def parse_id(text: str) -> tuple[type[Node], int]:
    """The type and key that an id names. Raises ValueError, with what is wrong, for what is not an id."""
    name, colon, digits = text.partition(":")
    if not colon or name not in NODE_BY_NAME:
        raise ValueError(f"{_shown(text)} is not an id: ids look like Initiative:123")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 19 and int(digits) < _TOP):
        raise ValueError(f"{_shown(text)} is not an id: after {name}: comes a number below 2^63")
    if str(int(digits)) != digits:
        raise ValueError(f"{_shown(text)} is not an id: its number starts with a zero")
    return NODE_BY_NAME[name], int(digits)


def parse_key(cls: type[Node], text: str) -> int:
    """The key in an id of this type. Raises ValueError for what is no id, or one of another type."""
    found, key = parse_id(text)
    if found is not cls:
        raise ValueError(f"{_shown(text)} is the id of a node of type {found.__name__}, not {cls.__name__}")
    return key


def node_id(text: str) -> tuple[type[Node], int]:
    """As `parse_id`, for an argument of a query: the error is the client's."""
    try:
        return parse_id(text)
    except ValueError as error:
        raise bad_input(str(error)) from None


def key_of(cls: type[Node], text: str) -> int:
    """As `parse_key`, for an argument of a query: the error is the client's."""
    try:
        return parse_key(cls, text)
    except ValueError as error:
        raise bad_input(str(error)) from None


def keys_of(cls: type[Node], texts: Iterable[str]) -> tuple[int, ...]:
    """The keys in ids of this type."""
    return tuple(key_of(cls, text) for text in texts)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:60] + "…")
