# SPDX-License-Identifier: EUPL-1.2
"""The graph as networkx knows it: a real `nx.Graph` to look at, arrays inside.

    G = graph(snapshot.seen(Privacy.PUBLIC))
    nx.pagerank(G)["Initiative:5"]          # runs on the kernels (see graph_api.analysis.backend)
    nx.shortest_path(G, "Initiative:5", "Organisation:7")      # any other function runs as it is

Nodes are the ids that the API gives (`Initiative:5`), so that results and answers can be laid side by side; each has an
attribute `type`. Neighbours become dicts only when they are asked for, one node at a time, so that a function that
looks at few nodes is quick on a large graph, and none is refused. The graph cannot be changed; `G.copy()` is an
ordinary `nx.Graph` that can.
"""

import importlib
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NoReturn

import numpy as np

from graph_api.analysis.kernels import Network
from graph_api.analysis.snapshot import Int32s, Snapshot, frozen, row
from graph_api.analysis.view import DIRECT, view
from schema.base import Node, Relation, global_id
from schema.registry import NODE_TYPES

nx: Any = importlib.import_module("networkx")  # its types are partly unknown
# Without this networkx raises for a graph of a backend that lacks a function, instead of running its own.
nx.config.fallback_to_nx = True

SMALL: Final = 20_000
"""Up to this many nodes all neighbours become dicts at once: a function that is not a kernel is then fastest."""

Attributes = dict[str, Any]


def graph(
    snapshot: Snapshot,
    relations: Sequence[type[Relation]] = DIRECT,
    nodes: Sequence[type[Node]] = NODE_TYPES,
    *,
    weighted: bool = False,
) -> "Graph":
    """A snapshot's nodes and relations of these types as a networkx graph. See `view`, which it is made of.

    `weighted`: edges have the attribute `weight`, which networkx takes into account where it looks at weights.
    """
    found = view(snapshot, relations, nodes, weighted=weighted)
    ids: list[Hashable] = []
    attributes: list[Attributes] = []
    for cls in found.first:
        keys = found.keys[found.part(cls)].tolist()
        ids += [global_id(cls, key) for key in keys]
        attributes += [Fixed(type=cls.__name__)] * len(keys)
    return Graph(found.network, ids, attributes, "weight" if weighted else None)


class Graph(nx.Graph):
    """A network with names for its nodes, in the order of its rows.

    `weight` is the name of the edge attribute that the network's weights are, if they are any.
    """

    __networkx_backend__ = "verbind"
    network: Network
    ids: list[Hashable]
    weight: str | None

    def __new__(cls, *given: Any) -> Any:
        """For networkx, which makes empty empty graphs like a given one by calling its class without arguments. Those
        are filled by adding nodes and edges, so they are ordinary graphs."""
        return object.__new__(cls) if given else nx.Graph()

    def __init__(  # pyright: ignore[reportInconsistentConstructor]  # see __new__
        self, network: Network, ids: list[Hashable], attributes: Sequence[Attributes], weight: str | None = None
    ) -> None:
        self.network = network
        self.ids = ids
        self.weight = weight
        self.graph: Attributes = Fixed()
        self._attributes: Sequence[Attributes] = attributes
        # Nothing is converted, so there is nothing for networkx to keep.
        self.__networkx_cache__ = None
        nx.freeze(self)

    @cached_property
    def places(self) -> dict[Hashable, int]:
        """The row of each node."""
        return {node: place for place, node in enumerate(self.ids)}

    def rows(self, nodes: Iterable[Hashable]) -> Int32s:
        """The rows of nodes. Raises KeyError for one that is not there."""
        return np.array([self.places[node] for node in nodes], np.int32)

    @cached_property
    def plain(self) -> Any:
        """The same without a sign for networkx that kernels know it."""
        copy: Any = nx.Graph()
        copy.graph, copy._node, copy._adj = self.graph, self._node, self._adj
        return nx.freeze(copy)

    @cached_property
    def _node(self) -> Mapping[Hashable, Attributes]:  # pyright: ignore[reportIncompatibleVariableOverride]
        return dict(zip(self.ids, self._attributes, strict=True))

    @cached_property
    def _adj(self) -> Mapping[Hashable, Mapping[Hashable, Attributes]]:
        rows = Rows(self)
        return dict(rows) if len(self) <= SMALL else rows

    def __len__(self) -> int:
        return self.network.n

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.ids)

    def __contains__(self, n: object) -> bool:
        try:
            return n in self.places
        except TypeError:
            return False

    def number_of_nodes(self) -> int:
        """How many nodes there are."""
        return self.network.n

    order = number_of_nodes

    def has_node(self, n: object) -> bool:
        """Whether it is a node."""
        return n in self

    def size(self, weight: str | None = None) -> float:
        """How many edges there are, or the sum of this attribute of theirs."""
        return float(self.network.matrix.data.sum() / 2) if weight and weight == self.weight else self.network.m

    def number_of_edges(self, u: Hashable | None = None, v: Hashable | None = None) -> int:
        """How many edges there are: between all nodes, or between two."""
        return self.network.m if u is None else int(v in self._adj[u])

    def subgraph(self, nodes: Any) -> "Graph":
        """The graph of some of the nodes and all edges between them; of the same kind, and made at once."""
        chosen = np.unique(self.rows(self.nbunch_iter(nodes)))
        matrix = frozen(self.network.matrix[chosen][:, chosen])
        places = chosen.tolist()
        ids: list[Hashable] = [self.ids[place] for place in places]
        attributes: list[Attributes] = [self._attributes[place] for place in places]
        return Graph(Network(matrix), ids, attributes, self.weight)


class Rows(Mapping[Hashable, Mapping[Hashable, Attributes]]):
    """Each node's neighbours with the attributes of the edges, made when first asked for."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._made: dict[Hashable, dict[Hashable, Attributes]] = {}
        self._nothing: Attributes = Fixed()

    def __getitem__(self, node: Hashable) -> Mapping[Hashable, Attributes]:
        found = self._made.get(node)
        if found is None:
            found = self._made[node] = self._row(self._graph.places[node])
        return found

    def _row(self, place: int) -> dict[Hashable, Attributes]:
        ids, matrix, weight = self._graph.ids, self._graph.network.matrix, self._graph.weight
        neighbours: list[Hashable] = [ids[other] for other in row(matrix, place).tolist()]
        if weight is None:
            return dict.fromkeys(neighbours, self._nothing)
        weights = matrix.data[matrix.indptr[place] : matrix.indptr[place + 1]].tolist()
        return {other: Fixed({weight: value}) for other, value in zip(neighbours, weights, strict=True)}

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self._graph.ids)

    def __len__(self) -> int:
        return len(self._graph)

    def __contains__(self, node: object) -> bool:
        return node in self._graph


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise nx.NetworkXError("this graph is a snapshot and cannot be changed; change a copy: nx.Graph(G)")


class Fixed(Attributes):
    """Attributes that are not to be changed, because the kernels would not know. Copies can be."""

    __setitem__ = __delitem__ = __ior__ = _refuse  # type: ignore[assignment]  # refuses whatever it is given
    update = setdefault = pop = popitem = clear = _refuse  # type: ignore[assignment]  # as above

    def __deepcopy__(self, _: Any) -> Attributes:
        return dict(self)

    def __reduce__(self) -> Any:
        return dict, (dict(self),)
