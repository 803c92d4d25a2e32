# SPDX-License-Identifier: EUPL-1.2
"""What of a pair has changed since staff decided about it."""

from datetime import UTC, datetime

import orjson

from graph_api.analysis.opportunities.scored import Ground, Scored
from graph_api.analysis.opportunities.signal import Piece
from graph_api.analysis.opportunities.verdicts import changes, evidence
from schema.initiative import Initiative
from schema.opportunity import Party, Signal
from schema.organisation import Organisation
from schema.resident import Resident
from schema.resource import Need, Offer
from schema.verdict import Verdict, VerdictOutcome


def scored(weight: float = 1.0, /, **signals: list[Piece]) -> Scored:
    grounds = [
        Ground(Signal(name), weight, weight * sum(p.value for p in pieces), pieces) for name, pieces in signals.items()
    ]
    return Scored(0, 1, sum(g.share for g in grounds), [], grounds, connected=False, open=True)


def verdict(found: Scored) -> Verdict:
    return Verdict(
        key=1,
        pair="x",
        outcome=VerdictOutcome.DISMISSED,
        reason="nee",
        by="staff",
        decided_at=datetime.now(UTC),
        evidence=evidence(found),
    )


def via(*parties: Party, value: float = 0.5) -> list[Piece]:
    return [Piece(value, party) for party in parties]


def test_evidence_names_no_resident() -> None:
    found = scored(
        PEOPLE=via((Resident, 7), (Resident, 8)),
        RESOURCES=[Piece(0.25, (Need, 4), (Offer, 5))],
        PATHS=[Piece(0.1, (Initiative, 9), count=3)],
    )
    assert orjson.loads(evidence(found)) == {
        "PEOPLE": {"value": 1.0, "count": 2, "via": []},
        "RESOURCES": {"value": 0.25, "count": 1, "via": ["Need:4", "Offer:5"]},
        "PATHS": {"value": 0.1, "count": 3, "via": ["Initiative:9"]},
    }


def test_nothing_changed_and_less_is_no_change() -> None:
    both = scored(PEOPLE=via((Resident, 7), (Resident, 8)), ORGANISATIONS=via((Organisation, 1)))
    assert changes(verdict(both), both) == []
    assert changes(verdict(both), scored(PEOPLE=via((Resident, 7)))) == []
    other = scored(PEOPLE=via((Resident, 70), (Resident, 80)), ORGANISATIONS=via((Organisation, 1), value=0.54))
    assert changes(verdict(both), other) == [], "residents are told apart by nothing that is kept"


def test_other_weights_are_no_other_evidence() -> None:
    told = {"ORGANISATIONS": via((Organisation, 1)), "TEXT": [Piece(0.3, words="moestuin")]}
    assert changes(verdict(scored(**told)), scored(3.0, **told)) == []

    kept = verdict(scored(**told))
    kept.evidence = kept.evidence.replace('"value"', '"share"')
    assert changes(kept, scored(3.0, **told)) == [], "as the first versions kept it"
    assert changes(kept, scored(PEOPLE=via((Resident, 7)), **told))


def test_more_is_a_change_and_says_of_what() -> None:
    before = verdict(scored(PEOPLE=via((Resident, 7)), ORGANISATIONS=via((Organisation, 1)), THEMES=via(value=0.5)))
    more = scored(PEOPLE=via((Resident, 7), (Resident, 8)))
    assert [text.nl for text in changes(before, more)] == ["Meer vrijwilligers van beide: 2, eerder 1"]
    other = scored(ORGANISATIONS=via((Organisation, 2)))
    assert [text.nl for text in changes(before, other)] == ["Andere organisaties achter beide dan eerder"]
    heavier = scored(ORGANISATIONS=via((Organisation, 1), value=0.56))
    assert [text.en for text in changes(before, heavier)] == ["Counts for more than before: organisations behind both"]
    new = scored(TEXT=[Piece(0.3, words="moestuin")])
    assert [text.nl for text in changes(before, new)] == ["Nieuw: overeenkomst tussen de beschrijvingen"]
