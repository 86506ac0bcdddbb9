"""Outlines of countries as TopoJSON, each with the country under which UCDP counts what happens in it."""

from __future__ import annotations

import gzip
import json
import shutil
from itertools import accumulate
from pathlib import Path
from typing import Any

from figures.neighbours import COUNTED_WITH, OUTLINES, flat_arcs, outline_owners
from figures.output import read_csv

FOLDER = "outlines"
Topology = dict[str, Any]  # Any: TopoJSON


def build_outlines(data: Path, out: Path) -> dict[str, int]:
    """Write `outlines/countries-50m.json.gz` and its licence.

    Only the countries are kept. A shape gets the property `country`, the name by which UCDP counts what happens in
    it, '' where that is none; `main` says whether the shape is that country itself; and its bounding box.
    returns: nothing by file name, because outlines are no table.
    """
    topology: Topology = json.loads((data / OUTLINES).read_text(encoding="utf-8"))
    owners = outline_owners(read_csv(out / "countries.csv"))
    boxes = [_box(topology, arc) for arc in topology["arcs"]]
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        country = owners.get(name) or owners.get(shape.pop("id", ""), "")
        main = name not in COUNTED_WITH or name == country
        shape["properties"] = {"name": name, "country": country, "main": main}
        shape["bbox"] = _joined([boxes[arc if arc >= 0 else ~arc] for arc in flat_arcs(shape["arcs"])])
    del topology["objects"]["land"], topology["bbox"]
    folder = out / FOLDER
    folder.mkdir(exist_ok=True)
    packed = json.dumps(topology, ensure_ascii=False, separators=(",", ":")).encode()
    (folder / "countries-50m.json.gz").write_bytes(gzip.compress(packed, 9, mtime=0))
    shutil.copyfile((data / OUTLINES).with_name("LICENSE"), folder / "LICENSE")
    return {}


def _box(topology: Topology, arc: list[list[int]]) -> list[float]:
    """West, south, east and north of an arc, degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    xs = [x * kx + dx for x in accumulate(point[0] for point in arc)]
    ys = [y * ky + dy for y in accumulate(point[1] for point in arc)]
    return [min(xs), min(ys), max(xs), max(ys)]


def _joined(boxes: list[list[float]]) -> list[float]:
    west, south, east, north = zip(*boxes, strict=True)
    return [round(value, 3) for value in (min(west), min(south), max(east), max(north))]
