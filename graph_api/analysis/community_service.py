# SPDX-License-Identifier: EUPL-1.2
"""Communities as resolvers ask for them: found on arrays, named after the store's nodes, followed over time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar, cast

from graph_api.analysis.communities import STABLE, partition
from graph_api.analysis.groups import Between, Group, Groups
from graph_api.analysis.kernels import Ints
from graph_api.analysis.reading import read
from graph_api.analysis.shape_texts import communities_text, community_name, community_text, gap_text, with_centre
from graph_api.analysis.shapes import Shape, Shapes
from graph_api.analysis.view import HOLDING, View
from graph_api.analysis.work import Report
from schema.area import Area
from schema.base import Node
from schema.initiative import Initiative
from schema.opportunity import Party, Text
from schema.organisation import Organisation
from schema.privacy import Viewer
from schema.selection import Selection
from schema.services import DrawnGroup, Graph
from schema.structure import LEAST, Alike, Communities, Community, Gap, Trait
from schema.theme import Theme

N = TypeVar("N", bound=Node)
Nodes = dict[Party, Node]

MOST_FOLLOWED: Final = 32
"""Of so many selections it is remembered which communities they had."""


class CommunityService:
    """The communities of one graph's selections."""

    def __init__(self, graph: Graph, shapes: Shapes) -> None:
        self._graph = graph
        self._shapes = shapes
        self._former: dict[str, list[Group]] = {}

    async def communities(self, selection: Selection, first: int, viewer: Viewer) -> Communities:
        """See `schema.services.Shape`."""
        shape = await self._shapes.of(selection, HOLDING, viewer, today=True)
        groups = await self._groups(shape)
        gaps = (await self._shapes.found(shape, "gaps", groups.gaps))[:first]
        listed = groups.items[:first]
        told = {group.id: group for group in (*listed, *_sides(groups, gaps))}
        nodes = await read(self._graph, _parties(groups, told.values(), gaps), viewer)
        items = _described(groups, told.values(), nodes)
        return Communities(
            [items[group.id] for group in listed],
            len(groups.items),
            groups.alone,
            groups.partition.runs,
            groups.partition.agreement,
            groups.partition.modularity,
            [await self._gap(shape, groups, gap, items, nodes, viewer) for gap in gaps],
            communities_text(len(groups.items), groups.alone, groups.partition),
        )

    async def around(self, selection: Selection, nodes: Sequence[Party], viewer: Viewer) -> list[DrawnGroup]:
        """The communities that any of these nodes is in."""
        groups = await self._groups(await self._shapes.of(selection, HOLDING, viewer, today=True))
        found = groups.around(nodes)
        told = [group for group, _ in found]
        items = _described(groups, told, await read(self._graph, _parties(groups, told, []), viewer))
        return [DrawnGroup(items[group.id], positions) for group, positions in found]

    async def members(self, selection: Selection, viewer: Viewer) -> tuple[View, Ints, dict[int, tuple[str, Text]]]:
        """By their place the communities, as numbers, that nodes of a selection are in; and of each community that is
        told of its id and name. Among the nodes are residents, of whom it must not be told."""
        shape = await self._shapes.of(selection, HOLDING, viewer, today=True)
        groups = await self._groups(shape)
        names = _names(groups.items, await read(self._graph, _parties(groups, [], []), viewer))
        told = {group.label: (group.id, names[group.id]) for group in groups.items if group.id in names}
        return shape.view, groups.partition.labels, told

    async def _groups(self, shape: Shape) -> Groups:
        """The communities of a shape, which go on from those that the same selection had before."""
        network, likeness = shape.view.network, await self._shapes.likeness(shape)
        found = await self._shapes.found(shape, "communities", lambda report: partition(network, report))

        def followed(report: Report) -> Groups:
            groups = Groups(shape.view, found, likeness, report)
            groups.goes_on_from(self._former.get(shape.name, []))
            return groups

        groups = await self._shapes.found(shape, "groups", followed)
        self._former.pop(shape.name, None)
        self._former[shape.name] = groups.items
        if len(self._former) > MOST_FOLLOWED:
            del self._former[next(iter(self._former))]
        return groups

    async def _gap(
        self, shape: Shape, groups: Groups, gap: Between, items: dict[str, Community], nodes: Nodes, viewer: Viewer
    ) -> Gap:
        likeness = await self._shapes.likeness(shape)
        pairs = [(a, b, likeness.shared_by(a, b)) for a, b in gap.closest if a in nodes and b in nodes]
        traits = await read(self._graph, (trait for *_, shared in pairs for trait in shared), viewer)
        closest = [Alike(nodes[a], nodes[b], [traits[t] for t in shared if t in traits]) for a, b, shared in pairs]
        one, other = (items[groups.items[at].id] for at in (gap.one, gap.other))
        text = gap_text(one.name, other.name, gap.found, gap.expected)
        return Gap(one, other, gap.found, gap.expected, closest, text)


def _sides(groups: Groups, gaps: Sequence[Between]) -> list[Group]:
    return [groups.items[at] for gap in gaps for at in (gap.one, gap.other)]


def _parties(groups: Groups, told: Iterable[Group], gaps: Sequence[Between]) -> list[Party]:
    """All nodes to be named: names must differ from those of groups that are not asked for."""
    found: list[Party] = [end for gap in gaps for pair in gap.closest for end in pair]
    for group in groups.items:
        found += [party for cls in (Theme, Area) if (party := group.told(cls))]
        found.append(_centre(group))
    for group in told:
        found += [party for listed in group.traits.values() for party, _ in listed]
        found += [party for listed in group.central.values() for party in listed]
    return found


def _centre(group: Group) -> Party:
    return next(iter([*group.central[Organisation], *group.central[Initiative]]))


def _names(groups: Sequence[Group], nodes: Nodes) -> dict[str, Text]:
    """A name for each community by its id; where two would be called the same, the centre tells them apart."""
    names: dict[str, Text] = {}
    for group in groups:
        theme, area = (nodes.get(party) if (party := group.told(cls)) else None for cls in (Theme, Area))
        if centre := nodes.get(_centre(group)):
            names[group.id] = community_name(theme, area, centre)
    often = Counter(name.nl for name in names.values())
    centres = {group.id: nodes[_centre(group)] for group in groups if group.id in names}
    return {id: with_centre(name, centres[id]) if often[name.nl] > 1 else name for id, name in names.items()}


def _described(groups: Groups, told: Iterable[Group], nodes: Nodes) -> dict[str, Community]:
    names, runs = _names(groups.items, nodes), groups.partition.runs
    return {group.id: _community(group, names[group.id], runs, nodes) for group in told}


def _community(group: Group, name: Text, runs: int, nodes: Nodes) -> Community:
    def traits(cls: type[Node]) -> list[Trait]:
        return [Trait(nodes[party], count) for party, count in group.traits[cls] if party in nodes]

    def central(cls: type[N]) -> list[N]:
        return [cast("N", nodes[party]) for party in group.central[cls] if party in nodes]

    return Community(
        group.id,
        name,
        len(group.keys),
        group.organisations,
        group.residents if group.residents >= LEAST else None,
        group.stability,
        group.stability >= STABLE,
        traits(Theme),
        traits(Area),
        central(Initiative),
        central(Organisation),
        community_text(len(group.keys), group.organisations, group.stability, runs),
    )
