# SPDX-License-Identifier: EUPL-1.2
"""The tables, derived from the declarations.

A node type is a table by key; a relation type one by source and target, with the other direction as an index. Beside a
type's table there may be `Type_text`, the full-text index over its terms, and `Type_place`, the R*Tree over its points.
Members of an enum are checked where they are decoded, not by the table: adding one must not mean rebuilding a table.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph_api.store.layout import full_text, layout, levels, spatial, varies
from schema.base import Node, Relation
from schema.declare import Kind, columns
from schema.privacy import Privacy
from schema.registry import NODE_TYPES, RELATION_TYPES

Declared = type[Node] | type[Relation]

ALL_TYPES: Final[tuple[Declared, ...]] = (*NODE_TYPES, *RELATION_TYPES)
_LONG: Final = 200
_TYPES: Final = {
    Kind.TEXT: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.REAL: "REAL",
    Kind.BOOLEAN: "INTEGER",
    Kind.DATE: "TEXT",
    Kind.MONEY: "INTEGER",
    Kind.TIMESTAMP: "TEXT",
    Kind.ENUM: "TEXT",
    Kind.GEOMETRY: "TEXT",
}
_OWN_TABLES: Final = (
    """CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE revision (
        revision INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, origin TEXT, token TEXT, digest TEXT,
        created INTEGER NOT NULL, changed INTEGER NOT NULL,
        created_public INTEGER NOT NULL, changed_public INTEGER NOT NULL, touched TEXT
    ) STRICT""",
    """CREATE UNIQUE INDEX revision_token ON revision (token) WHERE token IS NOT NULL""",
    """CREATE TABLE former (
        type TEXT NOT NULL, key INTEGER NOT NULL, target INTEGER, revision INTEGER NOT NULL, body TEXT NOT NULL
    ) STRICT""",
    """CREATE INDEX former_key ON former (key, type, target)""",
    """CREATE INDEX former_target ON former (target) WHERE target IS NOT NULL""",
)


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table. `long` ones are kept last in a row, so that the others are read without them."""

    name: str
    type: str
    nullable: bool
    long: bool = False

    @property
    def sql(self) -> str:
        """The definition of the column."""
        return f'"{self.name}" {self.type}{"" if self.nullable else " NOT NULL"}'


@functools.cache
def fields(cls: Declared) -> tuple[Field, ...]:
    """The columns of a type's table beside its identity, in layout order."""
    found = [Field("revision", "INTEGER", nullable=False)]
    for column in columns(cls):
        if column.kind is Kind.POINT:
            found += [Field(f"{column.name}_{half}", "REAL", nullable=True) for half in ("lon", "lat")]
        else:
            longest = column.rules.max_length or _LONG
            long = column.kind is Kind.GEOMETRY or (column.kind is Kind.TEXT and longest > _LONG)
            found.append(Field(column.name, _TYPES[column.kind], column.nullable, long))
    for name in layout(cls).derived:
        found.append(Field(name, "INTEGER" if name == "privacy" else "TEXT", False, name.endswith("terms")))
    return tuple(found)


def names(cls: Declared, alias: str, *, derived: bool = False) -> str:
    """The columns to select for `decoder` (identity, revision, declared), or with `derived` the whole row."""
    parts = layout(cls)
    wanted = parts.names if derived else parts.names[: -len(parts.derived)]
    return ", ".join(f'{alias}."{name}"' for name in wanted)


def visible(cls: Declared, alias: str, privacy: Privacy) -> str:
    """The condition (on :privacy, only where it is needed) that a viewer at this level may see a row."""
    low, high = levels(cls)
    if high <= privacy:
        return "TRUE"
    return "FALSE" if low > privacy else f"{alias}.privacy <= :privacy"


def lasting(cls: type[Relation], alias: str, privacy: Privacy) -> str:
    """The condition that a viewer at this level may see a relation, and that it has not ended."""
    return f"{alias}.until IS NULL AND {visible(cls, alias, privacy)}"


def everything() -> Iterator[str]:
    """The statements that make an empty database."""
    yield from _OWN_TABLES
    for cls in NODE_TYPES:
        yield from node_type(cls)
    for cls in RELATION_TYPES:
        yield _relation_table(cls)
        yield f'CREATE INDEX "{cls.__name__}_target" ON "{cls.__name__}" (target, source, privacy, until)'


def node_type(cls: type[Node]) -> Iterator[str]:
    """The statements that make what a node type needs."""
    yield _node_table(cls)
    yield from _node_indexes(cls)


def _definitions(cls: Declared) -> str:
    return ", ".join(field.sql for field in sorted(fields(cls), key=lambda field: field.long))


def _node_table(cls: type[Node]) -> str:
    return f'CREATE TABLE "{cls.__name__}" (key INTEGER PRIMARY KEY, {_definitions(cls)}) STRICT'


def _node_indexes(cls: type[Node]) -> Iterator[str]:
    name = cls.__name__
    # A key, being the rowid, ends every index by itself. Privacy is in the index only where it differs by row.
    tail = ", key, privacy" if varies(cls) else ""
    yield f'CREATE INDEX "{name}_since" ON "{name}" (ifnull(since, \'\') DESC{tail})'
    for column in columns(cls):
        if column.rules.indexed:
            yield f'CREATE INDEX "{name}_{column.name}" ON "{name}" ("{column.name}"{tail})'
    if full_text(cls):
        yield f'CREATE INDEX "{name}_heading" ON "{name}" (heading{tail})'
        yield (
            f'CREATE VIRTUAL TABLE "{name}_text" USING fts5(title_terms, terms, content="{name}", '
            "content_rowid=key, tokenize=ascii, detail=column, columnsize=0)"
        )
    if spatial(cls):
        yield f'CREATE VIRTUAL TABLE "{name}_place" USING rtree(key, west, east, south, north)'


def _relation_table(cls: type[Relation]) -> str:
    ends = cls.__ends__
    source, target = (
        f'{name} INTEGER NOT NULL REFERENCES "{end.__name__}" (key) DEFERRABLE'
        for name, end in (("source", ends.source), ("target", ends.target))
    )
    check = ", CHECK (source < target)" if ends.symmetric else ""
    return (
        f'CREATE TABLE "{cls.__name__}" ({source}, {target}, {_definitions(cls)}, '
        f"PRIMARY KEY (source, target){check}) STRICT, WITHOUT ROWID"
    )
