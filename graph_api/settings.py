# SPDX-License-Identifier: EUPL-1.2
"""What can be set from outside: environment variables that start with VERBIND_, or a `.env` file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from schema.privacy import STAFF

SHORTEST_TOKEN: Final = 16
"""Characters of a token that has a name."""
LONGEST_NAME: Final = 100
RESERVED: Final = ("load", STAFF.name)
"""Names under which is written without one."""


class Settings(BaseSettings):
    """Everything that differs between deployments."""

    model_config = SettingsConfigDict(
        env_prefix="VERBIND_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,  # which may be a secret
    )

    store: str = Field("sqlite:///data/verbind.db", description="sqlite:///PATH, neo4j://HOST or bolt://HOST.")
    neo4j_user: str = "neo4j"
    neo4j_password: SecretStr | None = None
    neo4j_database: str | None = None
    weights: Path = Field(
        Path("data/weights.toml"), description="What `verbind learn` learned; used where the file exists."
    )
    staff_token: SecretStr | None = Field(
        None, description="Who sends this as bearer token is staff, and is called that."
    )
    staff_tokens: Annotated[dict[str, SecretStr], NoDecode] = Field(
        {}, description="Who of staff sends which bearer token, with commas between: anna=TOKEN,bram=TOKEN."
    )
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    log_level: str = "INFO"
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Sites whose pages may ask this API in the browser, with commas between: https://example.org."
    )

    base_map: str | None = Field(
        None,
        pattern=r"^https?://[^/]+/.*\{z\}.*$",
        description="Tiles under the map, as an address with {z}, {x} and {y}; unset: our own areas are the ground.",
    )
    base_map_credit: str | None = Field(
        None, description="Who is named with those tiles, such as © Kadaster; unset: the site they come from."
    )
    theme: Path | None = Field(
        None, description="A style sheet with the municipality's own NL Design System tokens, for all pages."
    )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("staff_tokens", mode="before")
    @classmethod
    def _named(cls, value: object, others: ValidationInfo) -> object:
        return _tokens(value, others.data.get("staff_token")) if isinstance(value, str) else value

    @property
    def staff(self) -> dict[str, SecretStr]:
        """Of each of staff, by name, the token."""
        return {**({STAFF.name: self.staff_token} if self.staff_token else {}), **self.staff_tokens}


def _tokens(text: str, unnamed: SecretStr | None) -> dict[str, SecretStr]:
    """The tokens by their names. Raises ValueError, which quotes nothing: what is out of place may be a token."""
    known = {"": unnamed.get_secret_value()} if unnamed else {}
    found: dict[str, SecretStr] = {}
    for number, part in enumerate((part for part in text.split(",") if part.strip()), 1):
        name, is_, token = (each.strip() for each in part.partition("="))
        if wrong := _wrong(name, is_, token, known):
            raise ValueError(f"number {number} {wrong}")
        known[name], found[name] = token, SecretStr(token)
    return found


def _wrong(name: str, is_: str, token: str, known: Mapping[str, str]) -> str | None:
    if not (name and is_):
        return "is not NAME=TOKEN"
    if len(name) > LONGEST_NAME or not name.isprintable():
        return f"has a name of more than {LONGEST_NAME} characters, or with some that cannot be printed"
    if len(token) < SHORTEST_TOKEN:
        return f"has a token of fewer than {SHORTEST_TOKEN} characters"
    if name in RESERVED:
        return f"is called {name}, as what is written at the terminal"
    if name in known:
        return "has the name of another"
    return "has the token of another" if token in known.values() else None
