# SPDX-License-Identifier: EUPL-1.2
"""The pages, their assets, the schema, health and metrics, and the headers around all of them."""

import gzip
import re
from pathlib import Path

import httpx2
import pytest

from graph_api.web import pages
from tests.conftest import ROOT
from tests.store.model import Model
from tests.web.inside import inside
from tests.web.running import AS_STAFF, Served, ask

built = pytest.mark.skipif(not (pages.STATIC / "index.html").is_file(), reason="no pages: run `make build` first")


@built
@pytest.mark.parametrize(("path", "title"), [*((path, "Verbind") for path in pages.PATHS), ("/graphiql", "GraphiQL")])
def test_pages_are_ours_alone(client: httpx2.Client, path: str, title: str) -> None:
    page = client.get(path)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert title in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert ("'unsafe-inline'" in policy) == (path == "/graphiql")
    assert not re.search(r"https?:|data:|unsafe-eval|\*", policy)
    loaded = re.findall(r'(?:src|href)="(\./assets/[^"]+)"', page.text)
    assert loaded
    for address in loaded:
        asset = client.get(address)
        assert asset.status_code == 200
        assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_the_pages_are_where_the_browser_looks_for_them() -> None:
    told = (ROOT / "frontend" / "src" / "app" / "pages.ts").read_text()
    assert set(re.findall(r': "(/[a-z]*)"', told)) == set(pages.PATHS)


@built
def test_a_municipality_brings_its_own_style_and_base_map(tmp_path: Path) -> None:
    theme = tmp_path / "theme.css"
    theme.write_text(":root { --verbind-accent: #a00; }")
    tiles = "https://tiles.example/brt/{z}/{x}/{y}.png"
    with inside(theme=theme, base_map=tiles, base_map_credit="© Kadaster") as client:
        page = client.get("/werkbank")
        assert '<link rel="stylesheet" href="./theme.css" />' in page.text
        assert f'<meta name="base-map" content="{tiles}" />' in page.text
        assert '<meta name="base-map-credit" content="© Kadaster" />' in page.text
        policy = page.headers["content-security-policy"]
        assert "img-src 'self' blob: https://tiles.example;" in policy
        assert "connect-src 'self' https://tiles.example;" in policy
        styles = client.get("/theme.css")
        assert (styles.headers["content-type"], styles.text) == ("text/css; charset=utf-8", theme.read_text())
    with inside() as client:
        assert "theme.css" not in client.get("/").text
        assert client.get("/theme.css").status_code == 404


@built
def test_unchanged_files_are_not_sent_again(client: httpx2.Client) -> None:
    for path in ("/", "/schema.graphql", "/assets/licenses.md"):
        first = client.get(path)
        assert first.headers["cache-control"] == "no-cache"
        etag = first.headers["etag"]
        for wanted in (etag, f'"other", {etag}', "*"):
            again = client.get(path, headers={"If-None-Match": wanted})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@built
def test_assets_are_packed_and_have_types(client: httpx2.Client) -> None:
    types: set[str] = set()
    for path in sorted((pages.STATIC / "assets").iterdir()):
        if path.suffix == ".br":
            continue
        answer = client.get(f"/assets/{path.name}", headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200, path
        assert answer.content == path.read_bytes()
        types.add(answer.headers["content-type"])
        plain = client.head(f"/assets/{path.name}", headers={"Accept-Encoding": "identity"})
        assert (plain.content, plain.headers["content-length"]) == (b"", str(path.stat().st_size))
    assert {"text/javascript; charset=utf-8", "text/css; charset=utf-8", "font/ttf"} <= types


@built
def test_code_is_smallest_in_brotli(client: httpx2.Client) -> None:
    packed = max((pages.STATIC / "assets").glob("*.js.br"), key=lambda path: path.stat().st_size)
    address = f"/assets/{packed.stem}"
    answer = client.head(address, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert answer.headers["content-encoding"] == "br"
    assert int(answer.headers["content-length"]) == packed.stat().st_size
    in_gzip = client.head(address, headers={"Accept-Encoding": "gzip, br;q=0"})
    assert in_gzip.headers["content-encoding"] == "gzip"
    assert int(in_gzip.headers["content-length"]) > packed.stat().st_size
    assert client.get(f"{address}.br").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/nope",
        "/.env",
        "/assets/",
        "/assets/nope.js",
        "/assets/../app.py",
        "/assets/%2e%2e/app.py",
        "/assets/..%5capp.py",
        "/assets/x/licenses.md",
        "/assets//etc/passwd",
    ],
)
def test_what_is_not_there_is_404(client: httpx2.Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["status"] == 404


def test_a_person_who_is_lost_gets_a_page(client: httpx2.Client) -> None:
    answer = client.get("/inititief", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert 'href="./"' in answer.text


@pytest.mark.parametrize("path", ["/", "/assets/licenses.md", "/schema.graphql", "/health/live", "/metrics"])
def test_what_is_read_is_not_written(client: httpx2.Client, path: str) -> None:
    if path == "/" and not (pages.STATIC / "index.html").is_file():
        return
    answer = client.post(path)
    assert (answer.status_code, "GET" in answer.headers["allow"]) == (405, True)
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_schema_is_the_committed_one(client: httpx2.Client) -> None:
    assert client.get("/schema.graphql").text in (ROOT / "schema" / "schema.graphql").read_text()


@pytest.mark.parametrize("path", ["/", "/nope", "/health/live", "/graphql?query={__typename}", "/metrics"])
def test_every_answer_protects_its_reader(client: httpx2.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers
    assert re.fullmatch(r"[0-9a-f]{16}", headers["x-request-id"])


@pytest.mark.parametrize(
    ("given", "kept"), [("abc-DEF.1234", True), ("short", False), ("x" * 65, False), ("a b c d e f", False)]
)
def test_request_ids_are_taken_over_when_well_formed(client: httpx2.Client, given: str, kept: bool) -> None:
    found = client.get("/health/live", headers={"X-Request-ID": given}).headers["x-request-id"]
    assert (found == given) == kept


def test_without_pages_a_page_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pages, "STATIC", tmp_path)
    with inside() as client:
        for path in ("/", "/graphiql"):
            answer = client.get(path)
            assert (answer.status_code, "make build" in answer.text) == (503, True)
        assert client.post("/graphql", json={"query": "{__typename}"}).status_code == 200


def test_it_is_alive_and_ready(client: httpx2.Client) -> None:
    for path in ("/health/live", "/health/ready"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
        assert answer.headers["cache-control"] == "no-store"


def test_it_is_not_ready_without_a_store(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lost(_self: Model) -> None:
        raise ConnectionError("secret.example:7687 refused")

    with inside() as client:
        assert client.get("/health/ready").status_code == 200
        monkeypatch.setattr(Model, "ping", lost)
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert "secret" not in answer.text
        assert client.get("/health/live").status_code == 200


def test_metrics_tell_what_was_asked(server: Served, client: httpx2.Client) -> None:
    client.get("/health/ready")
    ask(server.url, '{initiative(id:"Initiative:30"){title related{score}}}')
    ask(server.url, "{nope}")
    ask(server.url, '{node(id:"x"){id}}')
    client.get("/nope/of-somebody")
    text = client.get("/metrics").text
    for expected in (
        'verbind_http_requests_total{method="POST",route="/graphql",status="200"}',
        'verbind_http_requests_total{method="GET",route="other",status="404"}',
        'verbind_http_request_seconds_bucket{le="0.005",route="/graphql"}',
        'verbind_operations_total{kind="query",outcome="ok"}',
        'verbind_operations_total{kind="query",outcome="errors"}',
        'verbind_operations_total{kind="unknown",outcome="refused"}',
        'verbind_operation_seconds_count{kind="query"}',
        "process_resident_memory_bytes",
    ):
        assert expected in text, expected
    assert "of-somebody" not in text


def test_how_much_is_hidden_only_staff_can_measure(client: httpx2.Client) -> None:
    client.get("/health/ready")
    assert not re.search(r"verbind_(store|snapshot)", client.get("/metrics").text)
    text = client.get("/metrics", headers=AS_STAFF).text
    assert re.search(r"^verbind_snapshot_revision [1-9]", text, re.MULTILINE)
    assert re.search(r'^verbind_store_seconds_count\{call="revision"\} [1-9]', text, re.MULTILINE)


def test_other_sites_may_ask_only_when_that_was_set() -> None:
    site = {"Origin": "https://kaart.example"}
    asked = site | {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    with inside() as client:
        assert "access-control-allow-origin" not in client.get("/graphql?query={__typename}", headers=site).headers
        assert client.options("/graphql", headers=asked).status_code == 405
    with inside(cors_origins="https://kaart.example, https://x.example") as client:
        answer = client.get("/graphql?query={__typename}", headers=site)
        assert answer.headers["access-control-allow-origin"] == site["Origin"]
        preflight = client.options("/graphql", headers=asked)
        assert (preflight.status_code, preflight.headers["access-control-allow-origin"]) == (200, site["Origin"])
        other = client.get("/graphql?query={__typename}", headers={"Origin": "https://elsewhere.example"})
        assert "access-control-allow-origin" not in other.headers


def test_gzip_is_readable_by_itself(client: httpx2.Client) -> None:
    with client.stream("GET", "/schema.graphql", headers={"Accept-Encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert gzip.decompress(packed) == client.get("/schema.graphql").content
