# SPDX-License-Identifier: EUPL-1.2
"""Who asks: one of staff, by the token that is theirs, or anybody."""

import hmac
from collections.abc import Mapping

from pydantic import SecretStr

from schema.privacy import PUBLIC, Privacy, Viewer


class Unauthorised(Exception):  # noqa: N818 - what is wrong is the client's token
    """Credentials that are not those of anyone; the message is for the client."""


class Identity:
    """Knows who is staff."""

    def __init__(self, staff: Mapping[str, SecretStr]) -> None:
        """`staff`: by name the token of each; the name is what their writes carry."""
        self._staff = [
            (Viewer(Privacy.STAFF, name), token.get_secret_value().encode()) for name, token in staff.items()
        ]

    def viewer(self, authorization: bytes | None) -> Viewer:
        """Who sends this Authorization header, or none. Raises Unauthorised; a wrong token is never just the public."""
        if authorization is None:
            return PUBLIC
        scheme, _, token = authorization.strip().partition(b" ")
        if scheme.lower() != b"bearer" or not token.strip():
            raise Unauthorised("The Authorization header must be `Bearer` and a token")
        # Each is compared, whichever it is: how long it takes tells nothing of them.
        found = [viewer for viewer, known in self._staff if hmac.compare_digest(token.strip(), known)]
        if not found:
            raise Unauthorised("The token is not valid")
        return found[0]
