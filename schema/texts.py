# SPDX-License-Identifier: EUPL-1.2
"""Fields that answer in a language of choice."""

from collections.abc import Callable
from typing import Annotated, Any, TypeAlias

import strawberry
from strawberry.types.field import StrawberryField

from schema.enums import explained
from schema.opportunity import Language, Text
from schema.plain import list_of, optional, resolved

explained(Language, "The languages in which people read.", {"NL": "Dutch.", "EN": "English."})

InLanguage: TypeAlias = Annotated[Language, strawberry.argument(description="In which language.")]


def text_field(
    name: str, description: str, read: Callable[[Any], Text | None], *, nullable: bool = True
) -> StrawberryField:
    """A field that is a text, or null where there is none."""

    def text(root: strawberry.Parent[Any], language: InLanguage = Language.NL) -> Any:
        found = read(root)
        return None if found is None else found.in_(language)

    return resolved(name, text, optional(str) if nullable else str, description)


def texts_field(name: str, description: str, read: Callable[[Any], list[Text]]) -> StrawberryField:
    """A field that is a list of texts."""

    def texts(root: strawberry.Parent[Any], language: InLanguage = Language.NL) -> Any:
        return [each.in_(language) for each in read(root)]

    return resolved(name, texts, list_of(str), description)
