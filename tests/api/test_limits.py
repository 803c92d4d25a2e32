# SPDX-License-Identifier: EUPL-1.2
"""What one request may ask, and what is told of errors that are not the client's."""

import logging
from typing import Any

import pytest
from strawberry.extensions import ParserCache, ValidationCache

from schema.api import build, schema
from schema.context import Context
from schema.limits import MAX_ALIASES, MAX_DEPTH, MAX_FIELDS, MAX_TOKENS
from schema.privacy import PUBLIC
from tests.api.conftest import Asked

pytestmark = pytest.mark.anyio

WALK = "areas { nodes { parts { nodes { "


def deep(levels: int) -> str:
    """A query of this many levels."""
    return (
        '{ area(id: "Area:2") '
        + "{ parts { nodes " * ((levels - 2) // 2)
        + "{ id }"
        + " } }" * ((levels - 2) // 2)
        + " }"
    )


async def test_depth(ask: Asked, fail: Asked) -> None:
    await ask(deep(MAX_DEPTH))
    error = await fail(deep(MAX_DEPTH + 2))
    assert (
        error["message"]
        == f"The operation has {MAX_DEPTH + 2} levels, with fragments written out; {MAX_DEPTH} is the most"
    )
    assert error["extensions"] == {"code": "TOO_COMPLEX"}


async def test_aliases(ask: Asked, fail: Asked) -> None:
    def many(number: int) -> str:
        return "{" + " ".join(f"a{n}: revision" for n in range(number)) + "}"

    await ask(many(MAX_ALIASES))
    assert f"has {MAX_ALIASES + 1} aliases" in (await fail(many(MAX_ALIASES + 1)))["message"]


async def test_fields_are_counted_with_fragments_written_out(fail: Asked) -> None:
    """Each fragment uses the next one ten times: 10^8 fields from a short text."""
    spread = "".join(
        f" fragment f{n} on Theme {{ ... on Theme {{ ...f{n + 1} }} {f'...f{n + 1} ' * 9} }}" for n in range(8)
    )
    error = await fail('{ theme(id: "Theme:4") { ...f0 } }' + spread + " fragment f8 on Theme { name id }")
    assert f"{2 * 10**8 + 1} fields, with fragments written out; {MAX_FIELDS} is the most" in error["message"]


async def test_fragments_that_use_each_other_are_an_error_not_a_crash(store: Any, analysis: Any) -> None:
    query = '{ theme(id: "Theme:4") { ...a } } fragment a on Theme { ...b } fragment b on Theme { ...a }'
    result = await schema.execute(query, context_value=Context(store, analysis, PUBLIC))
    assert result.errors
    assert "within itself" in result.errors[0].message


async def test_tokens(fail: Asked) -> None:
    error = await fail("{" + " revision" * MAX_TOKENS + "}")
    assert f"more than {MAX_TOKENS} tokens" in error["message"]


async def test_a_text_that_nests_without_end(fail: Asked) -> None:
    error = await fail("{a" * 2000)
    assert "nested too deeply" in error["message"]
    error = await fail("{ node(id: " + "[" * 2400 + "]" * 2400 + ") { id } }")
    assert "nested too deeply" in error["message"]


class Broken:
    """A store on which everything fails."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(f"secret words about {name}")


@pytest.mark.parametrize("query", ["{ themes { nodes { id } } }", '{ node(id: "Theme:4") { id } }'])
async def test_unexpected_errors_are_logged_and_not_told(query: str, caplog: pytest.LogCaptureFixture) -> None:
    broken: Any = Broken()
    with caplog.at_level(logging.ERROR):
        result = await schema.execute(query, context_value=Context(broken, broken, PUBLIC))
    assert result.errors
    [error] = result.errors
    assert (error.message, error.extensions) == ("Internal error", {"code": "INTERNAL"})
    assert error.original_error is None
    assert "secret" not in str(error.formatted)
    [record] = [record for record in caplog.records if record.name == "verbind.api"]
    assert record.exc_info
    assert "secret words" in str(record.exc_info[1])


async def test_unexpected_errors_of_the_feed_are_not_told(caplog: pytest.LogCaptureFixture) -> None:
    broken: Any = Broken()
    feed: Any = await schema.subscribe(
        "subscription { changes { revision } }", context_value=Context(broken, broken, PUBLIC)
    )
    results = [result async for result in feed]
    [error] = results[0].errors
    assert (error.message, error.extensions) == ("Internal error", {"code": "INTERNAL"})
    assert any("secret words" in str(record.exc_info) for record in caplog.records)


async def test_errors_of_the_client_are_told_and_not_logged(fail: Asked, caplog: pytest.LogCaptureFixture) -> None:
    assert "Cannot query field" in (await fail("{ nonsense }"))["message"]
    assert "Syntax Error" in (await fail("{"))["message"]
    assert "invalid value" in (await fail("query ($f: Int!) { themes(first: $f) { totalCount } }", f="x"))["message"]
    assert caplog.records == []


async def test_caches_can_be_added(store: Any, analysis: Any) -> None:
    cached = build(ParserCache, ValidationCache)
    for _ in range(2):
        result = await cached.execute("{ themes { totalCount } }", context_value=Context(store, analysis, PUBLIC))
        assert result.data == {"themes": {"totalCount": 2}}
        refused = await cached.execute(deep(MAX_DEPTH + 2), context_value=Context(store, analysis, PUBLIC))
        assert refused.errors
        assert refused.errors[0].extensions == {"code": "TOO_COMPLEX"}
