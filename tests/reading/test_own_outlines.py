"""GeoJSON outlines of the user's own: sound ones are read, others refused in one line that says what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smoulder.reading import own_outlines
from smoulder.reading.own_outlines import LIMIT_NAME, read_outlines
from smoulder.records.errors import BadData

SQUARE = [[40.0, 30.0], [44.0, 30.0], [44.0, 34.0], [40.0, 34.0], [40.0, 30.0]]
HOLE = [[41.0, 31.0], [42.0, 31.0], [42.0, 32.0], [41.0, 31.0]]


def feature(geometry: Any, **told: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": told, "geometry": geometry}


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def written(folder: Path, content: Any) -> Path:
    path = folder / "own.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_collection_gives_a_shape_for_each_feature_with_its_name(tmp_path: Path) -> None:
    several = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [HOLE]]}
    found = read_outlines(
        written(tmp_path, collection(feature(polygon(SQUARE), NAME="North  land"), feature(several)))
    )
    assert [one.name for one in found.shapes] == ["North land", ""]
    assert found.source == "own.geojson"
    assert found.shapes[0].polygons == ((tuple(map(tuple, SQUARE)),),)
    assert [len(rings) for rings in found.shapes[1].polygons] == [2, 1]


@pytest.mark.parametrize(
    "content", [polygon(SQUARE), feature(polygon(SQUARE)), collection(feature(polygon(SQUARE)))]
)
def test_a_shape_may_stand_alone(tmp_path: Path, content: Any) -> None:
    assert len(read_outlines(written(tmp_path, content)).shapes) == 1


def test_an_open_ring_is_closed_and_heights_are_let_go(tmp_path: Path) -> None:
    ring = [[*point, 250.5] for point in SQUARE[:-1]]
    (shape,) = read_outlines(written(tmp_path, polygon(ring))).shapes
    assert shape.polygons[0][0] == tuple(map(tuple, SQUARE))


def test_a_long_name_is_cut(tmp_path: Path) -> None:
    found = read_outlines(written(tmp_path, feature(polygon(SQUARE), name="N" * 10_000)))
    assert len(found.shapes[0].name) == LIMIT_NAME


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[1, 2]", "no GeoJSON object"),
        ("[" * 100_000, "nested too deep"),
        (collection(), "hold no feature"),
        ({"type": "FeatureCollection", "features": 3}, "features are no list"),
        (collection(7), "feature 1 is no object"),
        (collection(feature(polygon(SQUARE)), feature(None)), "feature 2 is without a shape"),
        (collection(feature({"type": "Point", "coordinates": [1, 2]})), "feature 1 is a Point"),
        ({"type": "Topology"}, "is a Topology"),
        (feature({"type": "Polygon", "coordinates": None}), "polygon without a ring"),
        (feature({"type": "MultiPolygon", "coordinates": {}}), "no coordinates"),
        (polygon(7), "no list of points"),
        (polygon([[1, 2], [3, 4]]), "under three corners"),
        (polygon([["1", 2], *SQUARE]), "not [longitude, latitude]"),
        (polygon([[True, 2], *SQUARE]), "not [longitude, latitude]"),
        (polygon([[1], *SQUARE]), "not [longitude, latitude]"),
        (polygon([[[1, 2]], *SQUARE]), "not [longitude, latitude]"),
        (polygon([[500_000, 4_000_000], *SQUARE]), "coordinates are degrees"),
        ('{"type": "Polygon", "coordinates": [[[NaN, 1], [2, 2], [3, 3]]]}', "coordinates are degrees"),
        ('{"type": "Polygon", "coordinates": [[[1e999, 1], [2, 2], [3, 3]]]}', "coordinates are degrees"),
        ('{"type": "Polygon", "coordinates": [[[1' + "0" * 400 + ", 1], [2, 2], [3, 3]]]}", "coordinates are degrees"),
        ('{"type": "Polygon", "coordinates": [[[' + "9" * 9000 + ", 1], [2, 2], [3, 3]]]}", "no JSON"),
    ],
)  # fmt: skip
def test_what_is_not_sound_is_refused_with_file_place_and_cure(
    tmp_path: Path, content: Any, told: str
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(BadData) as refused:
        read_outlines(path)
    words = str(refused.value)
    assert told in words
    assert str(path) in words
    assert "\n" not in words
    assert ";" in words or ":" in words


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.geojson", tmp_path):
        with pytest.raises(BadData, match="cannot be read"):
            read_outlines(path)
    (tmp_path / "b").write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(BadData, match="no JSON"):
        read_outlines(tmp_path / "b")


def test_too_large_a_file_and_too_many_points_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, collection(*[feature(polygon(SQUARE))] * 3))
    monkeypatch.setattr(own_outlines, "LIMIT_POINTS", 12)
    with pytest.raises(BadData, match=r"feature 3: over 12 points so far; simplify"):
        read_outlines(path)
    monkeypatch.setattr(own_outlines, "LIMIT_BYTES", 100)
    with pytest.raises(BadData, match="simplify them"):
        read_outlines(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5) | st.just(SQUARE),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "features", "geometry", "coordinates", "properties", "name"]),
            inner | st.sampled_from(["Feature", "FeatureCollection", "Polygon", "MultiPolygon"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_is_read_or_refused_in_one_line(tmp_path: Path, content: Any) -> None:
    told = ""
    try:
        found = read_outlines(written(tmp_path, content))
    except BadData as refused:
        told = str(refused)
    if told:
        assert "\n" not in told
    else:
        assert all(ring[0] == ring[-1] for one in found.shapes for rings in one.polygons for ring in rings)
