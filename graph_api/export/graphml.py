# SPDX-License-Identifier: EUPL-1.2
"""GraphML, for networkx, yEd, Cytoscape and Gephi (http://graphml.graphdrawing.org/).

Every relation is an edge from source to target; of CONNECTED_TO and SHARES_BACKERS the direction means nothing.
"""

from collections.abc import AsyncGenerator, Iterable
from typing import Final

from graph_api.export.content import Content
from graph_api.export.markup import TYPES, escaped
from graph_api.export.records import Attribute, Record, identity, relation_id, title
from schema.base import Node, Relation

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'


async def write(content: Content) -> AsyncGenerator[bytes]:
    """First what attributes there are, then nodes, then edges."""
    of_nodes, of_edges = content.node_attributes.values(), content.relation_attributes.values()
    keys = [*_keys("node", ("type", "label"), of_nodes), *_keys("edge", ("type",), of_edges)]
    yield "".join([_HEAD, *keys, '<graph edgedefault="directed">\n']).encode()
    async for part in content.nodes(lambda nodes: "".join([_node(node, content) for node in nodes]).encode()):
        yield part
    async for part in content.relations(lambda links: "".join([_edge(link, content) for link in links]).encode()):
        yield part
    yield b"</graph>\n</graphml>\n"


def _keys(of: str, texts: Iterable[str], attributes: Iterable[Attribute]) -> Iterable[str]:
    named = [(name, "string") for name in texts] + [(a.name, TYPES.get(a.kind, "string")) for a in attributes]
    for name, type in named:
        yield f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{type}"/>\n'


def _node(node: Node, content: Content) -> str:
    of = identity(node)
    own = [f'<data key="node-type">{of["type"]}</data><data key="node-label">{escaped(title(node))}</data>']
    return f'<node id="{of["id"]}">{"".join([*own, *_data("node", node, content)])}</node>\n'


def _edge(relation: Relation, content: Content) -> str:
    of = identity(relation)
    head = f'<edge id="{relation_id(of)}" source="{of["source"]}" target="{of["target"]}">'
    own = f'<data key="edge-type">{of["type"]}</data>'
    return f"{head}{own}{''.join(_data('edge', relation, content))}</edge>\n"


def _data(of: str, record: Record, content: Content) -> Iterable[str]:
    for attribute in content.attributes_of(record):
        value = attribute.read(record)
        if value is not None:
            yield f'<data key="{of}-{attribute.name}">{escaped(value)}</data>'
