# SPDX-License-Identifier: EUPL-1.2
"""Documents, parsed and validated once: a cache by the text of the query alone."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
    validate,
)

from schema.limits import MAX_TOKENS, SizeRule

MOST_KEPT: Final = 250_000
"""Characters of all texts that are kept together; a parsed document takes some hundred times its text in memory."""

LONGEST_KEPT: Final = 25_000
"""Characters; a longer text would push out too many others."""


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document, and the kinds of the operations in it by their names."""

    node: DocumentNode
    kinds: dict[str | None, OperationType]

    def kind(self, name: str | None) -> OperationType | None:
        """The kind of the operation of this name, or of the only one; None when that names no operation."""
        if name is None and len(self.kinds) == 1:
            return next(iter(self.kinds.values()))
        return self.kinds.get(name)


class InvalidDocument(Exception):  # noqa: N818 - what is wrong is the client's document
    """A document with errors, for whoever sent it."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("invalid document")
        self.errors = errors


class Documents:
    """Documents of one schema. Those with errors are not kept, so that they push out none."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._characters = 0

    def get(self, text: str) -> Document:
        """The document of this text. Raises InvalidDocument."""
        found = self._kept.get(text)
        if found is not None:
            self._kept.move_to_end(text)
            return found
        made = self._read(text)
        if len(text) <= LONGEST_KEPT:
            self._keep(text, made)
        return made

    def _read(self, text: str) -> Document:
        try:
            node = parse(text, max_tokens=MAX_TOKENS)
            # First its size: comparing the fields of a huge document is what would take long.
            errors = validate(self._schema, node, [SizeRule]) or validate(self._schema, node, specified_rules)
        except GraphQLError as error:
            errors = [error]
        except RecursionError:
            errors = [GraphQLError("The document is nested too deeply")]
        else:
            if not errors:
                return Document(node, _kinds(node))
        raise InvalidDocument(errors)

    def _keep(self, text: str, document: Document) -> None:
        self._kept[text] = document
        self._characters += len(text)
        while self._characters > MOST_KEPT:
            oldest, _ = self._kept.popitem(last=False)
            self._characters -= len(oldest)


def _kinds(node: DocumentNode) -> dict[str | None, OperationType]:
    operations = [each for each in node.definitions if isinstance(each, OperationDefinitionNode)]
    return {each.name.value if each.name else None: each.operation for each in operations}
