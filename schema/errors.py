# SPDX-License-Identifier: EUPL-1.2
"""Errors that a client sees: the request's own, said plainly, and internal ones, of which nothing is said."""

import logging
from collections.abc import Sequence
from typing import Final

from graphql import GraphQLError

BAD_USER_INPUT: Final = "BAD_USER_INPUT"
FORBIDDEN: Final = "FORBIDDEN"
TOO_COMPLEX: Final = "TOO_COMPLEX"
BUSY: Final = "BUSY"
INTERNAL: Final = "INTERNAL"

_log = logging.getLogger("verbind.api")


def bad_input(message: str) -> GraphQLError:
    """An error of whoever asks: what was given, and what was expected instead."""
    return GraphQLError(message, extensions={"code": BAD_USER_INPUT})


def forbidden(message: str) -> GraphQLError:
    """The viewer may not do this."""
    return GraphQLError(message, extensions={"code": FORBIDDEN})


def too_complex(message: str) -> GraphQLError:
    """The request asks for more than one request may."""
    return GraphQLError(message, extensions={"code": TOO_COMPLEX})


def busy(message: str) -> GraphQLError:
    """Nothing is wrong with the request: it may be answered when it is asked again."""
    return GraphQLError(message, extensions={"code": BUSY})


def masked(errors: Sequence[GraphQLError]) -> list[GraphQLError]:
    """The errors as a client may see them: an unexpected exception is logged, and only said to have happened."""
    return [_masked(error) for error in errors]


def _masked(error: GraphQLError) -> GraphQLError:
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if cause is None:
        return error
    where = ".".join(str(part) for part in error.path or ())
    _log.error("Internal error at %s", where or "the start of the request", exc_info=cause)
    return GraphQLError("Internal error", nodes=error.nodes, path=error.path, extensions={"code": INTERNAL})
