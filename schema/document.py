# SPDX-License-Identifier: EUPL-1.2
"""The page of the data model: `python -m schema.document` writes docs/data-model.md, with --check it only compares."""

import enum
from collections.abc import Iterable, Iterator

from strawberry.utils.str_converters import to_camel_case

from schema.base import Node, Relation
from schema.declare import Column, Kind, columns
from schema.derived import main
from schema.plain import described
from schema.privacy import Privacy
from schema.registry import NODE_TYPES, RELATION_TYPES, label

NAME = "docs/data-model.md"

_INTRODUCTION = """\
<!-- SPDX-License-Identifier: EUPL-1.2 -->
<!-- Written by `python -m schema.document` from the declarations in schema/; do not edit. -->
# Data model

What has a life of its own is a **node**; what only holds between two nodes is a **relation**. Of one type, at most
one relation holds between two nodes. Every node and relation has `since` and `until` (the first and last day on
which it exists or holds, both counted; unknown bounds are open), `origin` (the source it was learned from) and
`revision` (the number of the change that made it what it is). Nodes have an `id` of the form `Type:key`.

Who sees: *public* is everybody, *staff* is who is logged in as staff of the municipality. What a viewer may not see
is null, absent and uncounted. A relation is at least as private as the nodes that it joins.
"""
_COMMON = {column.name for column in columns(Node)}
_TYPES = {
    Kind.TEXT: "text",
    Kind.INTEGER: "whole number",
    Kind.REAL: "number",
    Kind.BOOLEAN: "yes or no",
    Kind.DATE: "day",
    Kind.MONEY: "amount",
    Kind.TIMESTAMP: "moment",
    Kind.POINT: "point (lon, lat; WGS84)",
    Kind.GEOMETRY: "GeoJSON (WGS84)",
}


def text() -> str:
    """The page, in Markdown."""
    return "\n".join([_INTRODUCTION, *_nodes(), *_relations(), *_enums()])


def _nodes() -> Iterator[str]:
    yield "## Nodes\n"
    for cls in NODE_TYPES:
        yield f"### {cls.__name__}\n"
        yield f"{described(cls)} {_doc(cls)}".rstrip() + "\n"
        yield f"Who sees it: {_seen_by(cls)}.\n"
        yield from _table(cls)


def _relations() -> Iterator[str]:
    yield "## Relations\n"
    yield "| Relation | From | To | Walked by | What it says | Who sees it |\n| --- | --- | --- | --- | --- | --- |"
    for cls in RELATION_TYPES:
        ends = cls.__ends__
        ways = [f"`{ends.source.__name__}.{ends.forward}`"]
        if not ends.symmetric:
            ways.append(f"`{ends.target.__name__}.{ends.backward}`")
        cells = [f"`{label(cls)}`", ends.source.__name__, ends.target.__name__, ", ".join(ways), described(cls)]
        yield f"| {' | '.join(cells)} | {ends.privacy.name.lower()} |"
    yield ""
    for cls in RELATION_TYPES:
        if _own(cls):
            yield f"### {label(cls)}\n"
            yield from _table(cls)


def _enums() -> Iterator[str]:
    yield "## Values\n"
    kinds = {c.type: c for cls in (*NODE_TYPES, *RELATION_TYPES) for c in columns(cls) if issubclass(c.type, enum.Enum)}
    for kind in sorted(kinds, key=lambda kind: kind.__name__):
        values = ", ".join(f"`{member.value}`" for member in kind)
        yield f"**{kind.__name__}**: {described(kind)} {values}.\n"


def _table(cls: type[Node] | type[Relation]) -> Iterator[str]:
    yield "| Field | Type | What it is | Rules | Who sees it |\n| --- | --- | --- | --- | --- |"
    for column in _own(cls):
        cells = [f"`{to_camel_case(column.name)}`", _type(column), column.rules.description, _rules(column)]
        yield f"| {' | '.join(cells)} | {column.rules.privacy.name.lower()} |"
    yield ""


def _own(cls: type) -> list[Column]:
    return [column for column in columns(cls) if column.name not in _COMMON]


def _doc(cls: type) -> str:
    """A docstring on one line, without a first sentence that only names the type."""
    whole = " ".join((cls.__doc__ or "").split())
    first, _, rest = whole.partition(".")
    return rest.strip() if len(first.split()) <= 3 else whole


def _seen_by(cls: type[Node]) -> str:
    if cls.privacy_of.__func__ is not Node.privacy_of.__func__:
        return (
            " ".join((cls.privacy_of.__doc__ or "").split())
            .rstrip(".")
            .replace("STAFF", "staff")
            .replace("PUBLIC", "public")
        )
    return cls.__privacy__.name.lower()


def _type(column: Column) -> str:
    return f"[{column.type.__name__}](#values)" if column.kind is Kind.ENUM else _TYPES[column.kind]


def _rules(column: Column) -> str:
    rules = column.rules
    found: Iterable[str | None] = (
        "required" if rules.required else None,
        f"at most {rules.max_length} characters" if rules.max_length else None,
        f"at least {rules.minimum:g}" if rules.minimum is not None else None,
        f"at most {rules.maximum:g}" if rules.maximum is not None else None,
        f"form `{rules.pattern}`".replace("|", "\\|") if rules.pattern else None,
        "searched" if rules.full_text else None,
        "filter" if rules.indexed and rules.privacy is Privacy.PUBLIC else None,
        "what map, bbox and near answer from" if rules.spatial else None,
        "derived by the store" if rules.derived else None,
    )
    return ", ".join(filter(None, found))


if __name__ == "__main__":
    main(NAME, text(), "Write the page of the data model.")
