# SPDX-License-Identifier: EUPL-1.2
"""Opportunities as resolvers call them: the engine below, the store's nodes on top. Implements
schema.services.Opportunities."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import cast

from graph_api.analysis.opportunities import nothing, verdicts
from graph_api.analysis.opportunities.gatherings import Gatherings
from graph_api.analysis.opportunities.level import Level
from graph_api.analysis.opportunities.listing import Listing, Pair
from graph_api.analysis.opportunities.reading import Reader
from graph_api.analysis.opportunities.scored import Ground, Scored
from graph_api.analysis.opportunities.sentences import bridge, headline, name, sentence
from graph_api.analysis.opportunities.signal import Piece
from graph_api.analysis.opportunities.telling import Telling, named, telling
from graph_api.analysis.opportunities.verdicts import Verdicts, evidence
from graph_api.analysis.opportunities.weights import Weights
from graph_api.analysis.snapshot import Snapshot
from graph_api.analysis.work import Work
from graph_api.store.port import Store
from schema.base import Node
from schema.change import ChangeSet
from schema.initiative import ConnectedTo, Initiative, SharesBackers
from schema.opportunity import (
    Decision,
    Explanation,
    Opportunity,
    OpportunityKind,
    OpportunityPage,
    PairId,
    Part,
    Party,
    Reason,
    Signal,
    Text,
    Wanted,
)
from schema.privacy import Privacy, Viewer
from schema.query import RelationId
from schema.verdict import Verdict, VerdictOutcome, verdict_key

Snapshots = Callable[[Viewer], Awaitable[Snapshot]]
Nodes = Mapping[Party, Node]


class OpportunityService:
    """The opportunities in the graph of one store."""

    def __init__(self, store: Store, snapshots: Snapshots, work: Work, weights: Weights | None = None) -> None:
        """`snapshots`: what a viewer sees of the graph's structure, as it is now."""
        self._store = store
        self._snapshots = snapshots
        self._gatherings = Gatherings(work)
        self._weights = weights or Weights()
        self._reader = Reader(store)
        self._verdicts = Verdicts(store)
        self._levels: dict[Privacy, Level] = {}
        self._building = asyncio.Lock()

    async def level(self, snapshot: Snapshot) -> Level:
        """What opportunities of a snapshot rest on, made anew: also of one that only could be."""
        facts = await self._reader.facts(snapshot)
        return await asyncio.to_thread(Level, snapshot, facts, self._weights, self._gatherings)

    async def current(self, viewer: Viewer) -> Level:
        """What opportunities rest on now, made once for each snapshot."""
        snapshot = await self._snapshots(viewer)
        async with self._building:
            kept = self._levels.get(snapshot.privacy)
            if kept is None or kept.snapshot is not snapshot:
                made = await self.level(snapshot)
                self._levels[snapshot.privacy] = made
                if kept is not None:
                    kept.close()
                return made
            return kept

    async def find(self, wanted: Wanted, first: int, start: int, viewer: Viewer) -> OpportunityPage:
        """See schema.services.Opportunities."""
        level = await self.current(viewer)
        known = await self.known(viewer)
        whole = await level.listed(wanted)
        found = await self.undecided(level, whole, known)
        pairs = await asyncio.to_thread(found.page, start, first)
        scored = await asyncio.to_thread(lambda: [level.engine.pair(*pair) for pair in pairs])
        items = await self.told(level, scored, viewer, known)
        missing = [] if len(found) or found.pending else await self._missing(level, wanted, len(whole), known)
        return OpportunityPage(items, len(found), start, start + first < len(found), missing, found.pending)

    async def get(self, id: PairId, viewer: Viewer) -> Opportunity | None:
        """See schema.services.Opportunities."""
        level = await self.current(viewer)
        found = self._scored(level, id)
        if found is None or not found.grounds or id.a[0] is not Initiative:
            return None
        return next(iter(await self.told(level, [found], viewer, await self.known(viewer))), None)

    async def explain(self, one: Party, other: Party, viewer: Viewer) -> Explanation | None:
        """See schema.services.Opportunities."""
        level = await self.current(viewer)
        id = PairId.of(one, other)
        found = self._scored(level, id)
        if found is None:
            return None
        told = await self.told(level, [found], viewer, await self.known(viewer))
        if not told:
            return None
        [opportunity] = told
        enough = await asyncio.to_thread(level.offers, (found.one, found.other))
        since = await self._since(id, viewer) if found.connected else None
        names = name(opportunity.a), name(opportunity.b)
        missing = await asyncio.to_thread(level.between.of, found, names, since, enough)
        offered = enough and not _stands(opportunity.decision)
        return Explanation(opportunity, offered, [*_decided(opportunity.decision), *missing])

    async def decide(self, id: PairId, outcome: str, reason: str | None, viewer: Viewer) -> Opportunity | None:
        """See schema.services.Opportunities. Raises ValueError for an outcome that there is not, and for a dismissal
        without a reason; Refused as a write does."""
        decided = VerdictOutcome(outcome)
        if decided is VerdictOutcome.DISMISSED and not (reason and reason.strip()):
            raise ValueError("a dismissal needs a reason")
        level = await self.current(viewer)
        found = self._scored(level, id)
        if found is None or not found.grounds or id.a[0] is not Initiative or viewer.privacy < Privacy.STAFF:
            return None
        verdict = Verdict(
            key=verdict_key(str(id)),
            pair=str(id),
            outcome=decided,
            reason=reason,
            by=viewer.name,
            decided_at=datetime.now(UTC),
            evidence=evidence(found),
        )
        await self._store.write(ChangeSet([verdict]), viewer)
        return await self.get(id, viewer)

    async def told(
        self, level: Level, found: Sequence[Scored], viewer: Viewer, known: Mapping[str, Verdict]
    ) -> list[Opportunity]:
        """Scored pairs with their nodes and in words; those of which a party is gone meanwhile are left out."""
        ids = [level.id((each.one, each.other)) for each in found]
        wanted = {party for each in found for party in named(each)} | {p for id in ids for p in (id.a, id.b)}
        nodes = await self._nodes(wanted, viewer)
        backers = await self._backers(found, ids, viewer)
        return [
            _told(level, each, id, nodes, backers.get(id, 0), self._decision(level, each, known.get(str(id))))
            for each, id in zip(found, ids, strict=True)
            if id.a in nodes and id.b in nodes
        ]

    def _scored(self, level: Level, id: PairId) -> Scored | None:
        pair = level.pair(id.a, id.b)
        return None if pair is None else level.engine.pair(*pair)

    async def _nodes(self, wanted: Iterable[Party], viewer: Viewer) -> Nodes:
        keys: dict[type[Node], list[int]] = {}
        for cls, key in sorted(wanted, key=lambda party: (party[0].__name__, party[1])):
            keys.setdefault(cls, []).append(key)
        found = await asyncio.gather(*(self._store.get(cls, every, viewer) for cls, every in keys.items()))
        return {(type(node), node.key): node for nodes in found for node in nodes if node is not None}

    async def _backers(self, found: Sequence[Scored], ids: Sequence[PairId], viewer: Viewer) -> dict[PairId, int]:
        """How many residents backed both, of pairs of which the snapshot does not count them."""
        pairs = [id for each, id in zip(found, ids, strict=True) if any(_uncounted(ground) for ground in each.grounds)]
        relations = [RelationId(SharesBackers, id.a[1], id.b[1]) for id in pairs]
        shared = await self._store.relations(relations, viewer) if relations else []
        return {id: cast("SharesBackers", r).backers for id, r in zip(pairs, shared, strict=True) if r is not None}

    async def _since(self, id: PairId, viewer: Viewer) -> date | None:
        """Since when two initiatives are connected, where that is known."""
        if id.b[0] is not Initiative:
            return None
        [relation] = await self._store.relations([RelationId(ConnectedTo, id.a[1], id.b[1])], viewer)
        return relation.since if relation else None

    async def known(self, viewer: Viewer) -> Mapping[str, Verdict]:
        """The verdicts that a viewer may know of."""
        return await self._verdicts.all() if viewer.privacy >= Verdict.__privacy__ else {}

    async def undecided(self, level: Level, whole: Listing, known: Mapping[str, Verdict]) -> Listing:
        """A list without the pairs that are not offered because of a verdict."""
        if not known:
            return whole
        pairs = {id: level.pair(id.a, id.b) for id in map(PairId.parse, known)}
        listed = whole.among([pair for pair in pairs.values() if pair is not None])
        judged = [(pair, known[str(id)]) for id, pair in pairs.items() if pair is not None and pair in listed]

        def hidden() -> set[Pair]:
            return {
                pair
                for pair, verdict in judged
                if verdict.outcome is VerdictOutcome.INTRODUCED
                or not self._changed(level, level.engine.pair(*pair), verdict)
            }

        return whole.without(await asyncio.to_thread(hidden))

    def _changed(self, level: Level, found: Scored, verdict: Verdict) -> list[Text]:
        """What was added to the evidence since a verdict; kept, because a list asks it of every verdict."""
        at = verdict.key, verdict.revision
        if at not in level.changes:
            level.changes[at] = verdicts.changes(verdict, found)
        return level.changes[at]

    def _decision(self, level: Level, found: Scored, verdict: Verdict | None) -> Decision | None:
        if verdict is None:
            return None
        changed = self._changed(level, found, verdict)
        return Decision(verdict.outcome.value, verdict.reason, verdict.by, verdict.decided_at.isoformat(), changed)

    async def _missing(self, level: Level, wanted: Wanted, decided: int, known: Mapping[str, Verdict]) -> list[Text]:
        """Why there is nothing."""
        found: list[Text] = []
        if decided:
            found.append(nothing.all_decided(decided))
        found += await self._otherwise(level, wanted, known)
        ones = [index for party in wanted.parties or () if (index := level.facts.parties.index(party)) >= 0]
        if not ones:
            return found or [_nothing(wanted, level)]
        connected = 0
        if wanted.not_connected:
            connected = len(await level.listed(replace(wanted, not_connected=False))) - decided
        lacking = [text for one in ones for text in level.missing.of(one, wanted.kinds, max(connected, 0))]
        return [*found, *lacking] or [nothing.no_ties_of(level.facts.parties.party(ones[0])[0])]

    async def _otherwise(self, level: Level, wanted: Wanted, known: Mapping[str, Verdict]) -> list[Text]:
        """What there would be with a lower score, or else of other kinds, where to look for those takes no minutes."""
        if wanted.min_score > 0:
            lower = await self.undecided(level, await level.listed(replace(wanted, min_score=0.0)), known)
            if len(lower):
                best = level.engine.pair(*lower.page(0, 1)[0]).score
                return [nothing.all_lower(wanted.min_score, best, wanted.kinds is not None)]
        if wanted.kinds is not None:
            if level.many(wanted):
                return [nothing.NONE_OF_KIND]
            listed = await level.listed(replace(wanted, min_score=0.0, kinds=None))
            if others := len(await self.undecided(level, listed, known)):
                return [nothing.all_of_other_kinds(others)]
        return []


def _nothing(wanted: Wanted, level: Level) -> Text:
    """Why a selection has none."""
    if wanted.initiatives is not None and not wanted.initiatives:
        return nothing.NO_INITIATIVES_HERE
    return nothing.NO_TIES if level.facts.parties.counts[Initiative] else nothing.NO_INITIATIVES


def _stands(decision: Decision | None) -> bool:
    """Whether a decision keeps a pair from being offered."""
    return decision is not None and (decision.outcome == VerdictOutcome.INTRODUCED.value or not decision.changed)


def _decided(decision: Decision | None) -> list[Text]:
    if decision is None or not _stands(decision):
        return []
    if decision.outcome == VerdictOutcome.INTRODUCED.value:
        return [Text("Zij zijn al aan elkaar voorgesteld.", "They were introduced already.")]
    return [Text(f"Afgewezen: {decision.reason}", f"Dismissed: {decision.reason}")]


def _uncounted(ground: Ground) -> bool:
    return ground.signal is Signal.BACKING and any(not piece.count for piece in ground.pieces)


def _told(
    level: Level, found: Scored, id: PairId, nodes: Nodes, backers: int, decision: Decision | None
) -> Opportunity:
    a, b = nodes[id.a], nodes[id.b]
    grounds = [_with_backers(ground, backers) if _uncounted(ground) else ground for ground in found.grounds]
    told = telling(level.snapshot, (a, b), nodes)
    counted_ = replace(found, grounds=grounds)
    reasons = [_reason(ground, told) for ground in grounds]
    return Opportunity(
        id, a, b, found.kinds, found.score, reasons, headline(counted_, told), decision, _bridge(level, found)
    )


def _bridge(level: Level, found: Scored) -> Text | None:
    if OpportunityKind.BRIDGE not in found.kinds:
        return None
    parts = level.engine.search.parts
    return bridge(parts.size(found.one), parts.size(found.other))


def _with_backers(ground: Ground, backers: int) -> Ground:
    return replace(ground, pieces=[replace(piece, count=piece.count or backers) for piece in ground.pieces])


def _reason(ground: Ground, told: Telling) -> Reason:
    parts = [_part(piece, ground.weight, told.nodes) for piece in ground.pieces]
    return Reason(ground.signal, ground.share, sentence(ground, told), parts)


def _part(piece: Piece, weight: float, nodes: Nodes) -> Part:
    via, meets = (nodes.get(party) if party else None for party in (piece.via, piece.meets))
    return Part(via, meets, piece.words, piece.count, weight * piece.value)
