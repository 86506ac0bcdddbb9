"""Places marked in re3d (Syria and Iraq) and named in our own reports, against a key of where they lie.

re3d marks the places and does not say where they are. `places_re3d.csv` says so: name, country (as UCDP names it) and
coordinates to a tenth of a degree, written by hand before the reader was run on the set, for every marked name that has
a place on the map or plainly has none ('the city': no country). Marks that are no place (adjectives, numbers, parts of
a dam) are not in the key and not counted. `places_reports.csv` is the same for the places of the reports of our own in
`examples` and `tests/reading/texts`, countries left out, for they are never in doubt.

Every mention of re3d is given to the reader with its document as context: the countries the document names. Our own
reports are read as a whole; a name of the key counts where the reader lists it.
country right: of the mentions that are located, those in the country of the key; a mention without a place that is
               located all the same is wrong.
within 50 km:  of the mentions that get coordinates, those within 50 km of the key's, which for a region is its middle.
               A mention whose key is a country alone is wrong here.
located:       of all mentions of the key that have a country, those that the reader located: the rest it left open.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from reading_sets.row import Row
from smoulder.reading.countries import Countries
from smoulder.reading.groups import Registry
from smoulder.reading.located import Located, distance_km, locate, weigh_countries
from smoulder.reading.page import open_report
from smoulder.reading.read import read
from smoulder.records.statement import PlaceMention

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NEAR_KM = 50.0
Pair = tuple[dict[str, str], Located | None]
"""A row of the key, and where the reader puts the place it names."""


def measure(gold: Path) -> list[Row]:
    return [*_rows("re3d", list(_in_re3d(gold / "re3d"))), *_rows("our reports", list(_in_reports()))]


def _rows(where: str, documents: list[list[Pair]]) -> list[Row]:
    country: list[tuple[float, float, float]] = []
    near: list[tuple[float, float, float]] = []
    located: list[tuple[float, float, float]] = []
    for pairs in documents:
        known = [(row, found) for row, found in pairs if row["country"]]
        right = sum(found is not None and found.country == row["country"] for row, found in pairs)
        country.append((right, sum(found is not None for _, found in pairs), len(known)))
        placed = [(row, found) for row, found in pairs if found is not None and found.latitude is not None]
        marked = sum(bool(row["lat"]) for row, _ in pairs)
        near.append((sum(_near(row, found) for row, found in placed), len(placed), marked))
        located.append((sum(found is not None for _, found in known), len(known), len(known)))
    return [
        Row("places", f"{where}: country, of located", country, "precision", 0.95),
        Row("places", f"{where}: within 50 km", near, "precision", 0.85),
        Row("places", f"{where}: located, of all", located, "recall"),
    ]


def _in_re3d(folder: Path) -> Iterator[list[Pair]]:
    key = {row["name"]: row for row in _key("places_re3d.csv")}
    countries = Countries()
    for text, mentions in _documents(folder):
        weights = weigh_countries(name for _, _, name in countries.find_in_text(text))
        pairs = [
            (
                key[text[start:end]],
                locate(text[start:end], weights, left=text[:start][-60:], right=text[end:][:40]),
            )
            for start, end in mentions
            if text[start:end] in key
        ]
        if pairs:
            yield pairs


def _in_reports() -> Iterator[list[Pair]]:
    paths = {
        path.stem: path
        for folder in ("examples", "tests/reading/texts")
        for path in (ROOT / folder).iterdir()
    }
    by_report: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in _key("places_reports.csv"):
        by_report[row["report"]][row["name"]] = row
    registry = Registry()
    for report, key in by_report.items():
        places = {place.text: place for place in read(open_report(paths[report]), registry).places}
        yield [(key[name], _located(place)) for name, place in places.items() if name in key]


def _located(place: PlaceMention) -> Located | None:
    if place.country is None or place.precision is None:
        return None
    return Located(place.country, place.precision, place.latitude, place.longitude, place.geonames_id)


def _key(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _documents(folder: Path) -> list[tuple[str, list[tuple[int, int]]]]:
    found: list[tuple[str, list[tuple[int, int]]]] = []
    for source in sorted(path for path in folder.iterdir() if path.is_dir()):
        mentions: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for entity in _lines(source / "entities.json"):
            if entity["type"] == "Location":
                mentions[entity["documentId"]].append((entity["begin"], entity["end"]))
        found += [
            (document["text"], mentions[document["_id"]]) for document in _lines(source / "documents.json")
        ]
    return found


def _lines(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _near(row: dict[str, str], found: Located) -> bool:
    if not row["lat"] or found.latitude is None or found.longitude is None:
        return False
    return distance_km(found.latitude, found.longitude, float(row["lat"]), float(row["lon"])) <= NEAR_KM
