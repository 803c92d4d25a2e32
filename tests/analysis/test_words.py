# SPDX-License-Identifier: EUPL-1.2
"""Dutch texts meet where people would say that they are about the same thing, and only there."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.analysis.opportunities.lexicon import Lexicon
from graph_api.analysis.opportunities.weighing import weighed
from graph_api.analysis.words import PART, of_word, terms
from graph_api.store.text import words as plain
from loaders import pb
from loaders.demo import texts


def stems(text: str) -> set[str]:
    return {term.stem for term in terms(text)}


def shown(text: str) -> list[str]:
    return [term.shown for term in terms(text)]


def test_a_compound_is_also_its_parts() -> None:
    assert [(term.shown, term.weight) for term in terms("Buurtmoestuinen")] == [
        ("buurtmoestuinen", 1),
        ("buurt", PART),
        ("moestuin", PART),
        ("moes", PART**2),
        ("tuin", PART**2),
    ]


def test_a_verb_meets_the_noun_it_derives_from() -> None:
    assert "moestuin" in shown("moestuinieren in de wijk")
    assert {"moestuin", "tuin"} <= stems("moestuinieren") & stems("buurtmoestuin")
    assert "tuin" in stems("tuiniers") & stems("tuinieren") & stems("de tuinen")


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        ("Speelplaats bij de school", "Nieuwe speeltuin", "spel"),
        ("speelplek", "samen buiten spelen", "spel"),
        ("Jeugdvoetbal op zaterdag", "Voetbalveld", "voetbal"),
        ("Jeugdvoetbal", "Jeugdhonk voor de jeugd", "jeugd"),
        ("Repair Café", "repaircafé in het dorpshuis", "cafe"),
        ("repaircafe", "Taalcafé", "cafe"),
        ("Energiecooperatie", "Wijkcoöperatie", "coopereer"),
        ("Zonnedak", "Samen zon op het dak", "dak"),
        ("Zonnepanelen", "Samen zon op het dak", "zon"),
        ("Wandelroute", "Elke week een wandeling", "wandel"),
        ("Dorpshuiskamer", "Een kamer in het dorpshuis", "dorpshuis"),
        ("Vergroening van de straat", "Groene gevels", "groen"),
        ("Help de buurt te vergroenen", "Groen schoolplein", "groen"),
        ("Opknapbeurt parkje", "Opknappen speelpleintjes", "opknap"),
        ("Bijenkorven", "Een lint voor bijen", "bij"),
        ("Wormenhotels op de wallen", "Wormenhotel op schoolpleinen", "wormenhotel"),
        ("Huiswerkklassen voor kinderen", "Huiswerkbegeleiding", "huiswerk"),
        ("Ontmoetingsplek", "Jong ontmoet oud", "ontmoet"),
        ("Voedselbos", "Een bos met voedsel", "bos"),
        ("Fietscrossbaan", "Crossbaan in Peelo", "crossbaan"),
        ("Bewonersavonden", "sportvereniging", None),
        ("sportvereniging", "Sport en spel", "sport"),
        ("Vrijwilligers", "Vrij spelen", None),
        ("Verstand van zaken", "Naar de tandarts", None),
        ("Gezond eten", "Zon op het dak", None),
        ("Slechte gewoontes", "Prettig wonen", None),
        ("Onderzoek", "Mensen die elkaar zoeken", None),
        ("Landschap", "Gereedschap lenen", None),
        ("Straatfeest in de Vogelbuurt", "Vogels kijken", None),
        ("De Waterspelen", "pelen", None),
        ("Belangrijke regels", "Lijkwade", None),
        ("Op zaterdagmiddag", "Iedere woensdagmiddag", None),
        ("Parkeren", "Het park", None),
    ],
)
def test_what_meets(one: str, other: str, by: str | None) -> None:
    common = stems(one) & stems(other)
    assert by in common if by else not common


def test_what_tells_nothing_has_no_terms() -> None:
    assert not shown("Wat wij willen, is dat het er in 2025 voor iedereen komt!")
    assert not shown("elke woensdagmiddag, 's avonds en op zaterdagen")
    assert not shown("")


def test_words_are_shown_as_people_write_them() -> None:
    assert shown("Ideeën voor een taalcafé") == ["ideeën", "taalcafé", "taal", "café"]
    assert shown("Fietsen, tuinen en FEESTEN") == ["fietsen", "tuinen", "feesten"]


def test_names_are_told_from_words() -> None:
    assert [(term.shown, term.known) for term in terms("Tuin Slotermeer")] == [("tuin", True), ("slotermeer", False)]


@given(st.text())
def test_any_text_has_terms_that_can_be_kept(text: str) -> None:
    for term in terms(text):
        assert term.shown
        assert 0 < term.weight <= 1


@given(st.lists(st.sampled_from(["moestuin", "dorpshuis", "voor", "Repaircafé", "zonnepanelen", "xyzzy"])))
def test_a_text_has_the_terms_of_its_words(found: list[str]) -> None:
    assert list(terms(" ".join(found))) == [term for word in found for term in of_word(word.lower())]


def test_many_threads_find_the_same() -> None:
    sentences = [text for subject in texts.SUBJECTS for story in subject.stories for text in story.then]
    alone = [list(terms(text)) for text in sentences]
    of_word.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda text: list(terms(text)), sentences * 4)) == alone * 4


def test_texts_of_one_story_find_each_other() -> None:
    """Two texts of each of the demo's stories, without a sentence in common."""
    stories = [story for subject in texts.SUBJECTS for story in subject.stories if len(story.titles) > 1]
    ones = [" ".join((story.titles[0], story.first[0], *story.then[:2])) for story in stories]
    others = [" ".join((story.titles[-1], story.first[-1], *story.then[2:4])) for story in stories]
    alike = _alike(ones + others)[: len(ones), len(ones) :]
    assert (alike.argmax(axis=1) == np.arange(len(ones))).mean() > 0.6


def test_titles_of_amsterdam_find_more_of_their_kind_than_by_plain_words(shared_data: Path) -> None:
    """Among the twenty titles nearest to each, more are filed under the same category; fewer titles meet nothing."""
    files = [pb.parse(path) for path in sorted((shared_data / "pabulib").glob("Netherlands_Amsterdam_*.pb"))]
    rows = [row for file in files for row in file.projects]
    kinds = np.array([row.get("category") for row in rows])
    same = kinds[:, None] == kinds

    def judged(alike: np.ndarray) -> tuple[float, float]:
        nearest = np.argsort(-alike, axis=1, kind="stable")[:, :20]
        right = np.take_along_axis(same & (alike > 0), nearest, axis=1)
        return float(right.mean()), float((alike.max(axis=1) > 0).mean())

    titles = [row.get("name") for row in rows]
    found, covered = judged(_alike(titles))
    bags = [{word for word in plain(title) if len(word) > 2 and of_word(word)} for title in titles]
    exact = np.array([[len(one & other) for other in bags] for one in bags], np.float64)
    np.fill_diagonal(exact, 0)
    plainly, met = judged(exact)
    assert found > 1.2 * plainly
    assert covered > 1.1 * met


def _alike(found: list[str]) -> np.ndarray:
    """The cosine of every two texts; 0 of a text with itself."""
    lexicon = Lexicon()
    rows = lexicon.rows(((text, 1.0),) for text in found)
    weights = weighed(lexicon.vocabulary(), rows, [], rows[:0]).texts
    alike = (weights @ weights.T).toarray()
    np.fill_diagonal(alike, 0)
    return alike
