# SPDX-License-Identifier: EUPL-1.2
"""Fields that answer in a language of choice."""

from operator import attrgetter
from typing import Annotated, Any, TypeAlias

import strawberry
from strawberry.types.field import StrawberryField

from schema.enums import explained
from schema.opportunity import Language
from schema.plain import list_of, resolved

explained(Language, "The languages in which people read.", {"NL": "Dutch.", "EN": "English."})

InLanguage: TypeAlias = Annotated[Language, strawberry.argument(description="In which language.")]


def text_field(name: str, description: str, type: Any = str) -> StrawberryField:
    """A field that is the text in the attribute of this name; where that may be None, `type` says so."""
    read = attrgetter(name)

    def text(root: strawberry.Parent[Any], language: InLanguage = Language.NL) -> Any:
        found = read(root)
        return None if found is None else found.in_(language)

    return resolved(name, text, type, description)


def texts_field(name: str, description: str) -> StrawberryField:
    """A field that is the list of texts in the attribute of this name."""
    read = attrgetter(name)

    def texts(root: strawberry.Parent[Any], language: InLanguage = Language.NL) -> Any:
        return [each.in_(language) for each in read(root)]

    return resolved(name, texts, list_of(str), description)
