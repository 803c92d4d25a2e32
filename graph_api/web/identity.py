# SPDX-License-Identifier: EUPL-1.2
"""Who asks: staff, who know the token, or anybody."""

import hmac

from pydantic import SecretStr

from schema.privacy import PUBLIC, STAFF, Viewer


class Unauthorised(Exception):  # noqa: N818 - what is wrong is the client's token
    """Credentials that are not those of anyone; the message is for the client."""


class Identity:
    """Knows who is staff."""

    def __init__(self, staff_token: SecretStr | None) -> None:
        self._token = staff_token.get_secret_value().encode() if staff_token else None

    def viewer(self, authorization: bytes | None) -> Viewer:
        """Who sends this Authorization header, or none. Raises Unauthorised; a wrong token is never just the public."""
        if authorization is None:
            return PUBLIC
        scheme, _, token = authorization.strip().partition(b" ")
        if scheme.lower() != b"bearer" or not token.strip():
            raise Unauthorised("The Authorization header must be `Bearer` and a token")
        if self._token is None or not hmac.compare_digest(token.strip(), self._token):
            raise Unauthorised("The token is not valid")
        return STAFF
