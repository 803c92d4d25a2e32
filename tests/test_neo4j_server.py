# SPDX-License-Identifier: EUPL-1.2
"""The Neo4j that the tests run on is a real one, can do what we ask of it, and can be emptied."""

from typing import LiteralString

import pytest

from tests.neo4j_server.server import connect, empty

pytestmark = pytest.mark.neo4j

SCHEMA: list[LiteralString] = [
    "CREATE CONSTRAINT thing_id FOR (n:Thing) REQUIRE n.id IS UNIQUE",
    "CREATE POINT INDEX thing_place FOR (n:Thing) ON (n.place)",
    """CREATE FULLTEXT INDEX thing_words FOR (n:Thing) ON EACH [n.words]
       OPTIONS { indexConfig: { `fulltext.analyzer`: 'whitespace' } }""",
]


def test_it_indexes_finds_and_is_emptied(clean_neo4j: str) -> None:
    with connect(clean_neo4j) as driver:
        assert driver.get_server_info().agent.startswith("Neo4j/5.26")  # pyright: ignore[reportOptionalMemberAccess]
        for statement in SCHEMA:
            driver.execute_query(statement)
        driver.execute_query("CALL db.awaitIndexes(60)")
        driver.execute_query(
            """CREATE (a:Thing {id: 'a', words: 'buurttuin aan-de dijk'})-[:NEAR]->(:Thing {id: 'b'})
               SET a.place = point({longitude: 5.1, latitude: 52.1})"""
        )
        found = driver.execute_query(
            "CALL db.index.fulltext.queryNodes('thing_words', 'aan\\\\-de') YIELD node RETURN node.id AS id"
        )
        assert [record["id"] for record in found.records] == ["a"]
    empty(clean_neo4j)
    with connect(clean_neo4j) as driver:
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
        assert driver.execute_query("SHOW CONSTRAINTS").records == []
        assert driver.execute_query("SHOW INDEXES WHERE type <> 'LOOKUP'").records == []
