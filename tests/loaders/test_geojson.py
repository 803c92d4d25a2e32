# SPDX-License-Identifier: EUPL-1.2
"""Areas from GeoJSON: the real files, CBS's own property names, RD New, and what is wrong said with its place."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyproj
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import Point as Dot
from shapely.geometry import shape as as_shape
from shapely.geometry.base import BaseGeometry

from loaders.loaded import LoadError, Options
from loaders.registry import load, read
from schema.area import Area, AreaLevel, BelongsTo, PartOf
from schema.change import ChangeSet
from schema.initiative import Initiative, LocatedIn
from schema.municipality import Municipality
from schema.privacy import PUBLIC, STAFF
from schema.query import Direction, Filter, Order, Page
from schema.services import Graph
from schema.validation import validate

pytestmark = pytest.mark.anyio
AMSTERDAM = Options(level=AreaLevel.DISTRICT, municipality="Amsterdam")
SQUARE = [[[6.0, 53.0], [6.1, 53.0], [6.1, 53.1], [6.0, 53.1], [6.0, 53.0]]]
BUURT = {
    "buurtcode": "BU00010203",
    "buurtnaam": "Het Noorden",
    "wijkcode": "WK000102",
    "gemeentecode": "GM0001",
    "gemeentenaam": "Ergens",
    "water": "NEE",
    "aantal_inwoners": 120,
}


def shape(geometry: dict[str, Any] | None) -> BaseGeometry:
    assert geometry
    return as_shape(geometry)


def polygon(coordinates: Any = SQUARE) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": coordinates}


def feature(properties: dict[str, Any], geometry: Any = None) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry or polygon()}


def written(folder: Path, *features: Any, **members: Any) -> Path:
    path = folder / "made.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **members}))
    return path


def areas(path: Path, options: Options | None = None) -> list[Area]:
    return [node for node in read(path, options or Options()).nodes if isinstance(node, Area)]


@pytest.mark.parametrize(
    ("name", "options", "total"),
    [
        ("groningen_prov_buurten_2024_approx", Options(), 635),
        ("groningen_prov_wijken_2024_approx", Options(), 123),
        ("amsterdam_stadsdelen", AMSTERDAM, 11),
        ("amsterdam_wijken", Options(level=AreaLevel.WIJK, municipality="Amsterdam"), 117),
    ],
)
def test_real_files(shared_data: Path, name: str, options: Options, total: int) -> None:
    path = shared_data / "geo" / f"{name}.geojson"
    found = areas(path, options)
    assert len(found) == total
    for area in found:
        assert not validate(area)
        assert area.geometry
        assert area.centre
        outline = shape(area.geometry)
        assert outline.is_valid
        assert outline.contains(Dot(area.centre.lon, area.centre.lat))
    plain = json.loads(path.read_bytes())["features"]
    given = {row["properties"].get("code"): row for row in plain}
    for area in found:
        if area.code in given:
            row = given[area.code]
            assert (area.name, area.population) == (row["properties"]["naam"], row["properties"]["inwoners"])
            assert not shape(row["geometry"]).is_valid or shape(area.geometry).equals(shape(row["geometry"]))
    assert sum(shape(area.geometry).area for area in found) == pytest.approx(
        sum(shape(row["geometry"]).buffer(0).area for row in plain), rel=1e-3
    )


@pytest.mark.parametrize("order", [("wijken", "buurten"), ("buurten", "wijken")])
async def test_buurten_lie_in_wijken_in_either_order(shared_data: Path, store: Graph, order: tuple[str, str]) -> None:
    paths = [shared_data / "geo" / f"groningen_prov_{part}_2024_approx.geojson" for part in order]
    for path in paths:
        await load(path, store)
    assert (await store.find(Municipality, Filter(), Order.KEY, Page(0), PUBLIC)).total == 10
    wijken = Filter(equals=(("level", (AreaLevel.WIJK,)),))
    found = (await store.find(Area, wijken, Order.KEY, Page(500), PUBLIC)).nodes
    parts = await store.neighbours(PartOf, Direction.IN, [wijk.key for wijk in found], Page(500), PUBLIC)
    inside = {
        wijk.code: {n.code for n in part.nodes if isinstance(n, Area)} for wijk, part in zip(found, parts, strict=True)
    }
    plain = json.loads(paths[order.index("buurten")].read_bytes())["features"]
    expected: dict[str, set[str]] = {code: set() for code in inside}
    for row in plain:
        expected.setdefault(row["properties"]["wijk"], set()).add(row["properties"]["code"])
    assert inside == expected
    before = await store.revision()
    for path in paths:
        report = await load(path, store)
        assert (report.created, report.changed) == (0, 0)
    assert await store.revision() == before


async def test_names_of_cbs(tmp_path: Path, store: Graph) -> None:
    wijk = {"wijkcode": "WK000102", "wijknaam": "Wijk 02", "gemeentecode": "GM0001", "gemeentenaam": "Ergens"}
    whole = {"gemeentecode": "GM0001", "gemeentenaam": "Ergens", "aantal_inwoners": 900}
    path = written(
        tmp_path,
        feature(BUURT),
        feature(BUURT | {"buurtcode": "BU00010204", "buurtnaam": "Zuid", "aantal_inwoners": -99997}),
        feature(wijk),
        feature(whole),
        feature(BUURT | {"buurtcode": "BU00019997", "water": "JA"}),
        feature(BUURT | {"buurtcode": "BU99999999", "water": "B"}),
    )
    await load(path, store)
    found = (await store.find(Area, Filter(), Order.KEY, Page(), PUBLIC)).nodes
    assert {(area.level, area.code, area.name, area.population) for area in found} == {
        (AreaLevel.BUURT, "BU00010203", "Het Noorden", 120),
        (AreaLevel.BUURT, "BU00010204", "Zuid", None),
        (AreaLevel.WIJK, "WK000102", "Wijk 02", None),
        (AreaLevel.MUNICIPALITY, "ergens", "Ergens", 900),
    }
    (ergens,) = (await store.find(Municipality, Filter(), Order.KEY, Page(), PUBLIC)).nodes
    assert (ergens.name, ergens.code, ergens.population) == ("Ergens", "GM0001", 900)
    wijk_key = next(area.key for area in found if area.level is AreaLevel.WIJK)
    (parts,) = await store.neighbours(PartOf, Direction.IN, [wijk_key], Page(), PUBLIC)
    assert parts.total == 2


@pytest.mark.parametrize(
    ("properties", "options", "expected"),
    [
        ({"statcode": "WK000102", "statnaam": "Oost"}, Options(municipality="Ergens"), ("WK000102", "Oost")),
        ({"BU_CODE": "BU00010203", "BU_NAAM": "Oost", "GM_NAAM": "Ergens"}, Options(), ("BU00010203", "Oost")),
        ({"code": "0123", "name": "Dorp"}, Options(AMSTERDAM.ballots, AreaLevel.DORP, "Ergens"), ("0123", "Dorp")),
        ({"name": "Dorp"}, Options(level=AreaLevel.DORP, municipality="Érgens"), ("ergens/dorp", "Dorp")),
    ],
)
def test_other_names(tmp_path: Path, properties: dict[str, Any], options: Options, expected: tuple[str, str]) -> None:
    (area,) = areas(written(tmp_path, feature(properties)), options)
    assert (area.code, area.name) == expected


async def test_a_municipality_that_is_there_is_found_by_code(tmp_path: Path, store: Graph) -> None:
    there = [
        Municipality(key=5, name="Gemeente Ergens", code="GM0001", population=1),
        Area(key=6, name="Heel Ergens", level=AreaLevel.MUNICIPALITY, code="x"),
    ]
    await store.write(ChangeSet(there, [BelongsTo(source=6, target=5)]), STAFF)
    await load(written(tmp_path, feature(BUURT)), store)
    await load(written(tmp_path, feature({"statcode": "GM0001", "statnaam": "Ergens", "inwoners": 7})), store)
    (ergens,) = (await store.find(Municipality, Filter(), Order.KEY, Page(), PUBLIC)).nodes
    assert (ergens.key, ergens.name, ergens.population) == (5, "Ergens", 7)
    (parts,) = await store.neighbours(PartOf, Direction.IN, [6], Page(), PUBLIC)
    assert [part.name for part in parts.nodes if isinstance(part, Area)] == ["Het Noorden"]


async def test_a_code_finds_the_municipality_that_is_there(tmp_path: Path, store: Graph) -> None:
    """A file with no more than CBS codes, or an option that is one."""
    bare = {"statcode": "BU00010203", "statnaam": "Noord"}
    with pytest.raises(LoadError, match="property gemeentenaam: is missing"):
        await load(written(tmp_path, feature(bare)), store)
    options = Options(level=AreaLevel.DORP, municipality="GM0001")
    with pytest.raises(LoadError, match="no municipality with code GM0001 is here yet; give its name"):
        await load(written(tmp_path, feature({"name": "Dorp"})), store, options)
    whole = {"statcode": "GM0001", "statnaam": "Ergens"}
    await load(written(tmp_path, feature(whole)), store)
    await load(written(tmp_path, feature(bare)), store)
    await load(written(tmp_path, feature({"name": "Dorp"})), store, options)
    (ergens,) = (await store.find(Municipality, Filter(), Order.KEY, Page(), PUBLIC)).nodes
    (areas,) = await store.neighbours(BelongsTo, Direction.IN, [ergens.key], Page(), PUBLIC)
    codes = {area.code for area in areas.nodes if isinstance(area, Area)}
    assert codes == {"ergens", "BU00010203", "ergens/dorp"}


async def test_an_area_gives_its_initiatives_a_place(shared_data: Path, store: Graph) -> None:
    await load(shared_data / "geo" / "amsterdam_stadsdelen.geojson", store, AMSTERDAM)
    await load(shared_data / "pabulib" / "Netherlands_Amsterdam_166.pb", store)
    noord = next(
        area for area in (await store.find(Area, Filter(), Order.KEY, Page(), PUBLIC)).nodes if area.name == "Noord"
    )
    (located,) = await store.neighbours(LocatedIn, Direction.IN, [noord.key], Page(100), PUBLIC)
    assert located.total == 52
    assert noord.centre
    assert all(isinstance(node, Initiative) and node.place == noord.centre for node in located.nodes)


def in_rd(coordinates: Any) -> Any:
    to_rd = pyproj.Transformer.from_crs(4326, 28992, always_xy=True)
    return [[list(to_rd.transform(*point)) for point in ring] for ring in coordinates]


CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}


@pytest.mark.parametrize("members", [{}, {"crs": CRS}])
def test_rd_new_becomes_degrees(tmp_path: Path, members: dict[str, Any]) -> None:
    (area,) = areas(written(tmp_path, feature(BUURT, polygon(in_rd(SQUARE))), **members))
    assert shape(area.geometry).hausdorff_distance(shape(polygon())) < 2e-7
    assert area.centre
    assert (area.centre.lon, area.centre.lat) == pytest.approx((6.05, 53.05), abs=0.01)


def test_a_fixed_point_of_rd_new(tmp_path: Path) -> None:
    """The Onze Lieve Vrouwetoren in Amersfoort, origin of the grid: RDNAPTRANS gives 5.38720621, 52.15517440."""
    ring = [[155000, 463000], [156000, 463000], [156000, 464000], [155000, 463000]]
    (area,) = areas(written(tmp_path, feature(BUURT, polygon([ring])), crs=CRS))
    lon, lat, _, _ = shape(area.geometry).bounds
    assert (lon, lat) == pytest.approx((5.38720621, 52.15517440), abs=1e-5)


def test_degrees_by_their_names(tmp_path: Path) -> None:
    for name in ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4258"):
        (area,) = areas(written(tmp_path, feature(BUURT), crs={"properties": {"name": name}}))
        assert area.geometry == polygon()


def test_an_outline_that_crosses_itself_is_repaired(tmp_path: Path) -> None:
    bow = [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]
    (area,) = areas(written(tmp_path, feature(BUURT, polygon(bow))))
    assert area.geometry
    assert area.geometry["type"] == "MultiPolygon"
    assert shape(area.geometry).is_valid
    assert shape(area.geometry).area == pytest.approx(0.5)


def test_an_area_may_lack_an_outline(tmp_path: Path) -> None:
    path = written(tmp_path, {"type": "Feature", "properties": BUURT, "geometry": None})
    (area,) = areas(path)
    assert (area.geometry, area.centre) == (None, None)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x", "features[1]: is not a GeoJSON feature"),
        ({"type": "Point"}, "features[1]: is not a GeoJSON feature"),
        (feature(BUURT, "x"), "features[1], geometry: is not a GeoJSON geometry"),
        (feature(BUURT, {"type": "Point", "coordinates": [1, 2]}), "features[1], geometry: is a Point, not a Polygon"),
        (feature(BUURT, polygon("x")), "features[1], geometry: its coordinates are not those of a polygon"),
        (feature(BUURT, polygon([[[1, 1], [2, 2]]])), "features[1], geometry: its coordinates are not those"),
        (feature(BUURT, polygon([[[1, 1], [1, 1], [1, 1], [1, 1]]])), "features[1], geometry: is not valid and cannot"),
        (feature(BUURT, polygon([[[9e9, 1], [9e9, 2], [8e9, 3], [9e9, 1]]])), "neither degrees nor those of"),
        (feature(BUURT, polygon([])), "features[1], geometry: has no coordinates"),
        (feature(BUURT | {"buurtcode": 123}), "features[1], property buurtcode: 123 is not text"),
        (feature(BUURT | {"buurtcode": "X1"}), "features[1], property buurtcode: 'X1' is not a CBS code"),
        (feature({"naam": "Oost"}), "features[1], property code: is missing, so the level"),
        (feature(BUURT | {"buurtnaam": ""}), "features[1], property buurtnaam or bu_naam or statnaam or naam or name"),
        (feature(BUURT | {"buurtnaam": 5}), "features[1], property buurtnaam: 5 is not text"),
        (feature(BUURT | {"aantal_inwoners": "veel"}), "features[1], property aantal_inwoners: 'veel' is not a whole"),
        (feature(BUURT | {"aantal_inwoners": 1.5}), "features[1], property aantal_inwoners: 1.5 is not a whole"),
        (feature({"code": "BU00090000", "naam": "Oost"}), "features[1], property gemeentenaam: is missing, so the mun"),
        (feature(BUURT), "features[1]: BU00010203 is also made.geojson, features[0]"),
        (
            feature(BUURT | {"buurtcode": "BU00090000"}),
            "features[1]: Ergens has code GM0001 elsewhere in the file, not",
        ),
        (feature(BUURT | {"buurtcode": "BU00010209", "buurtnaam": "x" * 201}), "features[1]: name is 201 characters"),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_loaded(tmp_path: Path, store: Graph, row: Any, message: str) -> None:
    with pytest.raises(LoadError) as caught:
        await load(written(tmp_path, feature(BUURT), row), store)
    assert str(caught.value).startswith("made.geojson, features[1]")
    assert message in str(caught.value)
    assert await store.revision() == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "made.geojson: is not JSON: "),
        ("[]", "made.geojson: is not a GeoJSON FeatureCollection"),
        ('{"type": "Feature"}', "made.geojson: is not a GeoJSON FeatureCollection"),
        ('{"features": [], "crs": 1}', "made.geojson, crs: names no reference system"),
        ('{"features": [], "crs": {"properties": {"name": "Mars"}}}', "crs: the reference system 'Mars' is not known"),
        ('{"features": [], "crs": {"properties": {"name": "EPSG:1"}}}', "crs: the reference system EPSG:1 is not"),
    ],
)
def test_a_file_that_is_no_collection(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "made.geojson"
    path.write_text(text)
    with pytest.raises(LoadError) as caught:
        read(path, Options())
    assert message in str(caught.value)


point = st.tuples(st.floats(5, 7), st.floats(51, 54))


@given(st.lists(point, min_size=3, max_size=12), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_ring_is_made_valid_or_named(tmp_path: Path, ring: list[tuple[float, float]], rd: bool) -> None:
    coordinates = [[list(p) for p in (*ring, ring[0])]]
    path = written(tmp_path, feature(BUURT, polygon(in_rd(coordinates) if rd else coordinates)))
    try:
        (area,) = areas(path)
    except LoadError as error:
        said = str(error)
    else:
        assert area.centre
        assert shape(area.geometry).is_valid
        assert shape(area.geometry).intersects(Dot(area.centre.lon, area.centre.lat).buffer(1e-9))
        said = "made.geojson, features[0], geometry"
    assert said.startswith("made.geojson, features[0], geometry")


def test_parts_that_are_numbered_are_one_area(tmp_path: Path) -> None:
    def moved(by: float) -> dict[str, Any]:
        return polygon([[[x + by, y] for x, y in SQUARE[0]]])

    names = ("Noord (1)", "Noord (2)", "Oost (1)", "Zuid (2)", "Zuid (3)")
    path = written(tmp_path, *(feature({"name": name}, moved(i)) for i, name in enumerate(names)))
    found = areas(path, AMSTERDAM)
    assert Counter(area.name for area in found) == Counter(["Noord", "Oost (1)", "Zuid (2)", "Zuid (3)"])
    assert {area.name: (area.geometry or {})["type"] for area in found}["Noord"] == "MultiPolygon"
