# SPDX-License-Identifier: EUPL-1.2
"""What one request may ask: checked on the document alone, so that the outcome can be cached with it."""

from collections.abc import Iterator
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationRule,
)
from strawberry.extensions import SchemaExtension

from schema.errors import TOO_COMPLEX

MAX_TOKENS: Final = 5_000
MAX_DEPTH: Final = 16
MAX_FIELDS: Final = 1_000
MAX_ALIASES: Final = 50


class SizeRule(ValidationRule):
    """Refuses operations that are too deep, or have too many fields or aliases once fragments are written out."""

    def enter_document(self, node: DocumentNode, *_: Any) -> None:
        """Measure each operation."""
        fragments = {d.name.value: d for d in node.definitions if isinstance(d, FragmentDefinitionNode)}
        for definition in node.definitions:
            if isinstance(definition, OperationDefinitionNode):
                self._check(definition, _Measure(fragments).of(definition.selection_set))

    def _check(self, operation: OperationDefinitionNode, size: tuple[int, int, int]) -> None:
        limits = (MAX_DEPTH, MAX_FIELDS, MAX_ALIASES)
        for found, most, what in zip(size, limits, ("levels", "fields", "aliases"), strict=True):
            if found > most:
                message = f"The operation has {found} {what}, with fragments written out; {most} is the most"
                self.report_error(GraphQLError(message, operation, extensions={"code": TOO_COMPLEX}))


class _Measure:
    """Sizes of selections: levels, fields and aliases; each fragment is measured once."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._known: dict[str, tuple[int, int, int]] = {}

    def of(self, selections: SelectionSetNode | None) -> tuple[int, int, int]:
        depth = fields = aliases = 0
        for selection in selections.selections if selections else ():
            if isinstance(selection, FragmentSpreadNode):
                below, inner, named = self._fragment(selection.name.value)
            elif isinstance(selection, FieldNode):
                below, inner, named = self.of(selection.selection_set)
                below, inner, named = below + 1, inner + 1, named + (selection.alias is not None)
            elif isinstance(selection, InlineFragmentNode):
                below, inner, named = self.of(selection.selection_set)
            else:
                continue
            depth, fields, aliases = max(depth, below), fields + inner, aliases + named
        return depth, fields, aliases

    def _fragment(self, name: str) -> tuple[int, int, int]:
        if name not in self._known:
            self._known[name] = (0, 0, 0)  # a fragment within itself is another rule's error
            if name in self._fragments:
                self._known[name] = self.of(self._fragments[name].selection_set)
        return self._known[name]


class Limits(SchemaExtension):
    """Adds the limits to parsing and validation."""

    def on_operation(self) -> Iterator[None]:
        """Before anything is parsed."""
        context = self.execution_context
        context.parse_options["max_tokens"] = MAX_TOKENS
        context.validation_rules = (*context.validation_rules, SizeRule)
        yield
