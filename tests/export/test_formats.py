# SPDX-License-Identifier: EUPL-1.2
"""Each export, read back by what it is for, is what is in the store: all of it, and no more than the viewer sees."""

import csv
import json
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strawberry.utils.str_converters import to_camel_case

from graph_api.analysis.service import AnalysisService
from graph_api.export.content import selection
from graph_api.export.formats import FORMATS
from graph_api.export.records import attributes_of, title
from graph_api.store.port import Store
from schema.base import Node, Relation
from schema.change import ChangeSet
from schema.declare import Kind, columns
from schema.geometry import Geometry, Point
from schema.initiative import Initiative
from schema.organisation import LegalForm, Organisation
from schema.privacy import PUBLIC, STAFF, Viewer
from schema.query import Filter
from schema.registry import NODE_TYPES, RELATION_TYPES, label
from schema.resident import Backs, Initiates, Resident
from tests.export.conftest import FORMULA
from tests.export.conftest import everything as graph_of_all
from tests.export.reading import exported, seen, workbook
from tests.store import records
from tests.store.model import Model
from tests.store.village import BUURT, CAFE, CHOIR, GARDEN, GREEN, area

pytestmark = pytest.mark.anyio

VIEWERS = pytest.mark.parametrize("viewer", [PUBLIC, STAFF], ids=["public", "staff"])


def as_json(value: Any) -> Any:
    """A value of a column as JSON has it, said another way than the exports do."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Point):
        return {"lon": value.lon, "lat": value.lat}
    if isinstance(value, Geometry):
        return dict(value)
    return getattr(value, "value", value)


def row_of(record: Node | Relation, viewer: Viewer) -> dict[str, Any]:
    shown = [c for c in columns(type(record)) if c.rules.privacy <= viewer.privacy]
    return {"revision": record.revision} | {to_camel_case(c.name): as_json(getattr(record, c.name)) for c in shown}


def plain_of(record: Node | Relation, viewer: Viewer) -> dict[str, Any]:
    """The attributes of a record that a network has: no outlines, points in two, no empty ones."""
    found: dict[str, Any] = {"revision": record.revision}
    for column in columns(type(record)):
        value, name = getattr(record, column.name), to_camel_case(column.name)
        if column.rules.privacy > viewer.privacy or value is None or column.kind is Kind.GEOMETRY:
            continue
        if isinstance(value, Point):
            found |= {f"{name}Lon": value.lon, f"{name}Lat": value.lat}
        else:
            found[name] = float(value) if isinstance(value, Decimal) else as_json(value)
    return found


@VIEWERS
async def test_json_lines_hold_everything(store: Store, viewer: Viewer) -> None:
    nodes, links = await seen(store, viewer)
    lines = [json.loads(line) for line in (await exported(store, "jsonl", viewer)).splitlines()]
    found_nodes = {line["id"]: line for line in lines if "id" in line}
    found_links = {(line["type"], line["source"], line["target"]): line for line in lines if "source" in line}
    assert len(lines) == len(nodes) + len(links)
    assert found_nodes == {
        id: {"type": type(node).__name__, "id": id, **row_of(node, viewer)} for id, node in nodes.items()
    }
    assert found_links == {
        name: {**dict(zip(("type", "source", "target"), name, strict=True)), **row_of(link, viewer)}
        for name, link in links.items()
    }
    assert {line["type"] for line in lines} == {
        *(cls.__name__ for cls in NODE_TYPES if viewer is STAFF or cls.__privacy__ == 0),
        *(label(cls) for cls in RELATION_TYPES if viewer is STAFF or cls.__ends__.privacy == 0),
    }


@VIEWERS
@pytest.mark.parametrize("suffix", ["graphml", "gexf", "cyjs"])
async def test_networks_are_read_by_networkx(store: Store, viewer: Viewer, suffix: str) -> None:
    nodes, links = await seen(store, viewer)
    data = await exported(store, suffix, viewer)
    readers = {
        "graphml": nx.read_graphml,
        "gexf": nx.read_gexf,
        "cyjs": lambda file: nx.cytoscape_graph(json.load(file)),
    }
    G: Any = readers[suffix](BytesIO(data))
    assert G.is_directed()
    assert G.is_multigraph()
    assert set(G.nodes) == set(nodes)
    own = {"label", "type", "id", "value", "name"} if suffix == "cyjs" else {"label", "type"}
    for id, node in nodes.items():
        data = dict(G.nodes[id])
        assert data["type"] == type(node).__name__
        assert data["name" if suffix == "cyjs" else "label"] == title(node)
        wanted = plain_of(node, viewer)
        assert {k: v for k, v in data.items() if k not in own - {"name"} or k in wanted} == {
            **wanted,
            **({"name": title(node)} if suffix == "cyjs" else {}),
        }
    edges = {(data["type"], source, target): data for source, target, data in G.edges(data=True)}
    assert set(edges) == set(links)
    for name, link in links.items():
        wanted = plain_of(link, viewer)
        own = {"type", "id", "source", "target", "interaction", "key"}
        found = {k: v for k, v in edges[name].items() if k not in own}
        assert found == wanted, name


@VIEWERS
async def test_csv_is_two_tables(store: Store, viewer: Viewer) -> None:
    nodes, links = await seen(store, viewer)
    with zipfile.ZipFile(BytesIO(await exported(store, "zip", viewer))) as archive:
        assert archive.testzip() is None
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert list(texts) == ["nodes.csv", "edges.csv"]
    rows = {name: list(csv.DictReader(StringIO(text, newline=""))) for name, text in texts.items()}

    def cells(record: Node | Relation) -> dict[str, str]:
        def cell(value: Any) -> str:
            if isinstance(value, bool):
                return str(value).lower()
            return f"'{value}" if str(value).startswith(("=", "@", "+", "-")) and isinstance(value, str) else str(value)

        return {name: cell(value) for name, value in plain_of(record, viewer).items()}

    by_id = {row["id"]: {k: v for k, v in row.items() if v} for row in rows["nodes.csv"]}
    assert len(rows["nodes.csv"]) == len(nodes)
    for id, node in nodes.items():
        row = by_id[id]
        assert (row.pop("id"), row.pop("type")) == (id, type(node).__name__)
        assert row.pop("label").removeprefix("'") == title(node)
        assert row == {k: v for k, v in cells(node).items() if v}
    by_ends = {(row["type"], row["source"], row["target"]): row for row in rows["edges.csv"]}
    assert len(rows["edges.csv"]) == len(links)
    for name, link in links.items():
        row = {k: v for k, v in by_ends[name].items() if v and k not in ("type", "source", "target")}
        assert row == cells(link)


async def test_no_cell_is_a_formula(store: Store) -> None:
    with zipfile.ZipFile(BytesIO(await exported(store, "zip", STAFF))) as archive:
        for name in archive.namelist():
            for row in csv.reader(StringIO(archive.read(name).decode("utf-8-sig"), newline="")):
                assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    elements = workbook(await exported(store, "xlsx", STAFF))["Elements"]
    assert FORMULA in [row[1] for row in elements], "in a workbook it is text as it was"


@VIEWERS
async def test_a_map_has_initiatives_and_areas(store: Store, viewer: Viewer) -> None:
    nodes, _ = await seen(store, viewer)
    found = json.loads(await exported(store, "geojson", viewer))
    assert found["type"] == "FeatureCollection"
    features = {each["id"]: each for each in found["features"]}
    assert set(features) == {id for id in nodes if id.startswith(("Initiative:", "Area:"))}
    for id, feature in features.items():
        node: Any = nodes[id]
        place = node.place if isinstance(node, Initiative) else node.centre
        point = None if place is None else {"type": "Point", "coordinates": [place.lon, place.lat]}
        outline = None if isinstance(node, Initiative) else node.geometry
        assert feature["geometry"] == (outline or point)
        wanted = plain_of(node, viewer)
        assert {k: v for k, v in feature["properties"].items() if k in wanted} == wanted
    garden = features[f"Initiative:{GARDEN}"]["properties"]
    assert (garden["themes"], garden["areas"]) == (["Groen"], [f"Gebied {BUURT}"])
    assert ("contact" in garden) is (viewer is STAFF)


@VIEWERS
async def test_kumu_finds_its_columns(store: Store, viewer: Viewer) -> None:
    nodes, links = await seen(store, viewer)
    book = workbook(await exported(store, "xlsx", viewer))
    assert list(book) == ["Elements", "Connections"]
    heading, *elements = book["Elements"]
    assert heading[:5] == ["ID", "Label", "Type", "Description", "Tags"]
    assert len(set(heading)) == len(heading)
    by_id = {row[0]: row for row in elements}
    assert len(elements) == len(nodes) == len(by_id)
    for id, node in nodes.items():
        assert by_id[id][1:3] == [title(node), type(node).__name__]
        for name, value in plain_of(node, viewer).items():
            row = by_id[id]
            at = heading.index(name)
            assert (row[at] if at < len(row) else "") == value
    garden, choir = by_id[f"Initiative:{GARDEN}"], by_id[f"Initiative:{CHOIR}"]
    assert (garden[3], garden[4]) == ("Samen tuinieren achter het dorpshuis.", "Groen")
    assert choir[4] == "Groen|Jeugd"
    heading, *connections = book["Connections"]
    assert heading[:5] == ["ID", "From", "To", "Type", "Direction"]
    assert {(row[3], row[1], row[2]) for row in connections} == set(links)
    assert len({row[0] for row in connections}) == len(connections) == len(links)
    directions = {row[3]: row[4] for row in connections}
    assert (directions["CONNECTED_TO"], directions["LOCATED_IN"]) == ("undirected", "directed")


@pytest.mark.parametrize("turned", [1, -1])
async def test_outlines_are_wound_as_the_standard_asks(turned: int) -> None:
    outer = [[6.0, 53.0], [7.0, 53.0], [7.0, 54.0], [6.0, 54.0], [6.0, 53.0]]
    hole = [[6.2, 53.2], [6.2, 53.4], [6.4, 53.4], [6.2, 53.2]]
    rings = [ring[::turned] for ring in (outer, hole)]
    model: Any = Model()
    outlines = [Geometry(type="Polygon", coordinates=rings), Geometry(type="MultiPolygon", coordinates=[rings, rings])]
    nodes = [area(BUURT + at, geometry=each) for at, each in enumerate(outlines)]
    await model.write(ChangeSet(nodes, []), STAFF)
    one, two = json.loads(await exported(model, "geojson", PUBLIC))["features"]
    assert one["geometry"] == {"type": "Polygon", "coordinates": [outer, hole]}
    assert two["geometry"] == {"type": "MultiPolygon", "coordinates": [[outer, hole]] * 2}


async def test_a_selection_is_what_is_joined_to_it(store: Store) -> None:
    analysis = AnalysisService(store)

    async def ids(where: Filter, viewer: Viewer) -> tuple[set[str], set[str]]:
        chosen = await selection(store, await analysis.snapshot(viewer), where, viewer)
        lines = [json.loads(line) for line in (await exported(store, "jsonl", viewer, chosen)).splitlines()]
        nodes = {line["id"] for line in lines if "id" in line}
        assert all({line["source"], line["target"]} <= nodes for line in lines if "source" in line)
        return nodes, {line["type"] for line in lines if "source" in line}

    nodes, relations = await ids(Filter(themes=(GREEN,)), PUBLIC)
    assert nodes == {
        f"Initiative:{GARDEN}", f"Initiative:{CHOIR}", f"Initiative:{CAFE}", "Area:13", "Area:14", "Organisation:40",
        "Theme:20", "Theme:21",
    }  # fmt: skip
    assert relations == {"LOCATED_IN", "ABOUT", "CONNECTED_TO", "RUNS"}
    staff, more = await ids(Filter(themes=(GREEN,)), STAFF)
    assert staff - nodes == {"Resident:50", "Resident:51"}
    assert "INITIATES" in more
    assert await ids(Filter(text="bestaat niet"), PUBLIC) == (set(), set())
    ended, _ = await ids(Filter(areas=(BUURT,), text="hyperlink"), PUBLIC)
    assert ended == set(), "what is no longer located there"


async def test_hidden_changes_change_no_byte() -> None:
    model = Model()
    await model.write(graph_of_all(), STAFF)
    graph: Any = model

    async def files() -> dict[str, bytes]:
        # The moment at which a workbook was made is in it, so its cells are compared.
        return {
            each.suffix: await exported(graph, each.suffix, PUBLIC)
            if each.suffix != "xlsx"
            else json.dumps(workbook(await exported(graph, "xlsx", PUBLIC))).encode()
            for each in FORMATS
        }

    before = await files()
    hidden = [
        Resident(key=88, pseudonym="nieuw"),
        Organisation(key=89, name="Eenmanszaak", legal_form=LegalForm.EENMANSZAAK),
    ]
    links = [Initiates(source=88, target=GARDEN), Backs(source=88, target=CAFE)]
    await model.write(ChangeSet(hidden, links), STAFF)
    assert await files() == before
    for data in before.values():
        assert b"Resident" not in data
        assert b"zilvermeeuw" not in data


async def test_a_relation_never_comes_without_its_ends(store: Store) -> None:
    some = {cls: (await store.keys(cls, Filter(), STAFF))[::2] for cls in NODE_TYPES}
    lines = [json.loads(line) for line in (await exported(store, "jsonl", STAFF, some)).splitlines()]
    nodes = {line["id"] for line in lines if "id" in line}
    assert nodes == {f"{cls.__name__}:{key}" for cls, keys in some.items() for key in keys.tolist()}
    links = {(line["type"], line["source"], line["target"]) for line in lines if "source" in line}
    _, all_links = await seen(store, STAFF)
    assert links == {link for link in all_links if {link[1], link[2]} <= nodes}
    assert links


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=15)
@given(st.one_of(*(records.nodes(cls, st.just(7)) for cls in (Initiative, Resident, Organisation))))
async def test_any_text_survives(node: Node) -> None:
    cls = type(node)
    model: Any = Model()
    await model.write(ChangeSet([node], []), STAFF)
    [line] = (await exported(model, "jsonl", STAFF)).splitlines()
    [kept] = await model.get(cls, [7], STAFF)
    assert json.loads(line) == {"type": cls.__name__, "id": f"{cls.__name__}:7", **row_of(kept, STAFF)}
    G: Any = nx.read_graphml(BytesIO(await exported(model, "graphml", STAFF)))
    assert len(nx.read_gexf(BytesIO(await exported(model, "gexf", STAFF)))) == 1
    found = dict(G.nodes[f"{cls.__name__}:7"])
    wanted = {k: _xml(v) for k, v in plain_of(kept, STAFF).items()}
    assert {k: _xml(v) for k, v in found.items() if k in wanted} == wanted
    workbook(await exported(model, "xlsx", STAFF))


def _xml(value: Any) -> Any:
    """Text as XML can hold it."""
    if isinstance(value, str):
        return "".join(c for c in value if c not in "\ufffe\uffff").replace("\r\n", "\n").replace("\r", "\n")
    return value


def test_equal_names_are_of_one_kind() -> None:
    for types in (NODE_TYPES, RELATION_TYPES):
        kinds: dict[str, set[Kind]] = {}
        for cls in types:
            for attribute in attributes_of(cls, STAFF.privacy):
                kinds.setdefault(attribute.name, set()).add(attribute.kind)
        assert {name: found for name, found in kinds.items() if len(found) > 1} == {}
        assert not {"id", "type", "label", "source", "target", "value", "key"} & kinds.keys()
