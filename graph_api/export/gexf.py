# SPDX-License-Identifier: EUPL-1.2
"""GEXF 1.2, for Gephi (https://gexf.net/).

Every relation is an edge from source to target; of CONNECTED_TO and SHARES_BACKERS the direction means nothing. What a
relation weighs is the weight of its edge.
"""

from collections.abc import AsyncGenerator, Iterable
from typing import Final

from graph_api.export.content import Content
from graph_api.export.markup import TYPES, quoted
from graph_api.export.records import Attribute, Record, identity, relation_id, title
from schema.base import Node, Relation

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    '<graph mode="static" defaultedgetype="directed">\n'
)
_WEIGHT: Final = "weight"
_TYPE: Final = "type"


async def write(content: Content) -> AsyncGenerator[bytes]:
    """First what attributes there are, then nodes, then edges."""
    declared = (*_declared("node", content.node_attributes), *_declared("edge", content.relation_attributes))
    yield "".join([_HEAD, *declared, "<nodes>\n"]).encode()
    async for part in content.nodes(lambda nodes: "".join([_node(node, content) for node in nodes]).encode()):
        yield part
    yield b"</nodes>\n<edges>\n"
    async for part in content.relations(lambda links: "".join([_edge(link, content) for link in links]).encode()):
        yield part
    yield b"</edges>\n</graph>\n</gexf>\n"


def _declared(of: str, attributes: dict[str, Attribute]) -> Iterable[str]:
    yield f'<attributes class="{of}" mode="static">\n<attribute id="{_TYPE}" title="{_TYPE}" type="string"/>\n'
    for name, attribute in attributes.items():
        if name != _WEIGHT:
            yield f'<attribute id="{name}" title="{name}" type="{TYPES.get(attribute.kind, "string")}"/>\n'
    yield "</attributes>\n"


def _node(node: Node, content: Content) -> str:
    of = identity(node)
    return f'<node id="{of["id"]}" label={quoted(title(node))}>{_values(node, of["type"], content)}</node>\n'


def _edge(relation: Relation, content: Content) -> str:
    of = identity(relation)
    weight = getattr(relation, _WEIGHT, None)
    weighs = "" if weight is None else f' weight="{float(weight)}"'
    ends = f'source="{of["source"]}" target="{of["target"]}"'
    return f'<edge id="{relation_id(of)}" {ends}{weighs}>{_values(relation, of["type"], content)}</edge>\n'


def _values(record: Record, type_name: str, content: Content) -> str:
    found = [f'<attvalue for="{_TYPE}" value="{type_name}"/>']
    for attribute in content.attributes_of(record):
        value = attribute.read(record)
        if value is not None and attribute.name != _WEIGHT:
            found.append(f'<attvalue for="{attribute.name}" value={quoted(value)}/>')
    return f"<attvalues>{''.join(found)}</attvalues>"
