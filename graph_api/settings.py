# SPDX-License-Identifier: EUPL-1.2
"""What can be set from outside: environment variables that start with VERBIND_, or a `.env` file."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """Everything that differs between deployments."""

    model_config = SettingsConfigDict(env_prefix="VERBIND_", env_file=".env", env_ignore_empty=True, extra="ignore")

    store: str = Field("sqlite:///data/verbind.db", description="sqlite:///PATH, neo4j://HOST or bolt://HOST.")
    neo4j_user: str = "neo4j"
    neo4j_password: SecretStr | None = None
    neo4j_database: str | None = None
    weights: Path = Field(
        Path("data/weights.toml"), description="What `verbind learn` learned; used where the file exists."
    )
    staff_token: SecretStr | None = Field(
        None, description="Who sends this as bearer token is staff; unset: nobody is."
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
