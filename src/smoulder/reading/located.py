"""Where a place of a report lies: its country, coordinates and how exactly they are meant; or nothing, where unsure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, log10, radians, sin, sqrt

from smoulder.reading.actors import Named
from smoulder.reading.capitals import CAPITALS
from smoulder.reading.countries import Countries
from smoulder.reading.gazetteer import Place, large_places, place_key, places_in
from smoulder.reading.names import fold_name

_REGION = r"provinces?|states?|governorates?|regions?|departments?|oblast|prefecture|division"
_COUNTY = r"districts?|county|area|municipality|suburbs?|valley"
_TOWN = r"city|town|village|port|capital"
_BEFORE = re.compile(
    rf"(?i)(?:(?P<near>north|south|east|west|outside|outskirts|near|around|suburbs|kilomet\w+|km|miles)(?:\s+of|\s+from)?"
    rf"|(?P<region>{_REGION})\s+of|(?P<county>{_COUNTY})\s+of|(?P<town>{_TOWN})\s+of)\s+(?:the\s+)?$"
)
_AFTER = re.compile(rf"(?i)\s+(?:(?P<region>{_REGION})|(?P<county>{_COUNTY})|(?P<town>{_TOWN}))\b")
_SIDE = (
    r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern(?:most)?)?"
    r"|central|upper|lower|downtown|greater"
)
_HEAD = re.compile(
    rf"(?i)^(?:the\s+|an?\s+|(?:{_SIDE}|outskirts|suburbs|edge|cent(?:re|er))\s+(?:of\s+)?|ancient\s+|(?:other\s+)?parts\s+of\s+|(?:{_REGION}|{_COUNTY}|{_TOWN})(?:\s+city)?\s+of\s+"
    rf"|(?:\w+\s+)?(?:{_TOWN})\s+of\s+)+"
)
_TAIL = re.compile(rf"(?i)\s+(?:{_REGION}|{_COUNTY}|{_TOWN})$")
_LANDMARK = re.compile(
    r"^(?:Mount|Mt\.?|Lake|Camp|Fort|River|Wadi|Jebel|Jabal)\s+(?=[A-ZÀ-Þ])|\s+(?:[Dd]am|[Ff]orest|[Mm]ountains?|[Bb]arrage|[Aa]irport|[Cc]amp|[Pp]rison)$"
)
NEEDED = 1.3
"""The least that a place must score to be taken."""
NEEDED_ELSEWHERE = 1.15
"""The same for a place in a country the report does not speak of: a capital, or a town of most of a million people."""
MARGIN = 0.2
"""How far it must lead the next one that lies elsewhere."""
NEAR_KM = 50.0


@dataclass(frozen=True, slots=True)
class Located:
    """Where a name lies.

    precision: as UCDP's where_prec: 1 the very place, 2 near it, 3 the district around it, 4 the region, 6 the country.
    latitude, longitude: degrees; None for a country.
    """

    country: str
    precision: int
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


def weigh_countries(
    named: Iterable[str], chosen: str | None = None, home: Iterable[str] = ()
) -> dict[str, float]:
    """How likely a report speaks of places in each country, 0 to 1.

    named:  the countries it names, one entry for each mention. chosen: the one it is set in. home: the group's.
    """
    counts = Counter(named)
    most = max(counts.values(), default=1)
    weights = {name: 0.4 + 0.4 * count / most for name, count in counts.most_common(5)}
    for name in home:
        weights[name] = max(weights.get(name, 0.0), 0.5) + 0.1
    if chosen:
        weights[chosen] = 1.0
    return weights


def locate(name: str, weights: Mapping[str, float], *, left: str = "", right: str = "") -> Located | None:
    """Where a name lies, or None where it is none of a place, not known, or could be several.

    name: as written, with or without its article and kind. left, right: the text around it.
    weights: how likely the report speaks of places in each country, as `weigh_countries` gives them.

    >>> found = locate("Tikrit", {"Iraq": 1.0})
    >>> found.country, found.precision, round(found.latitude), round(found.longitude)
    ('Iraq', 1, 35, 44)
    >>> locate("the city", {"Iraq": 1.0}) is None
    True
    """
    core, _, outer = name.partition(", ")
    weights = dict(weights)
    country = _country(outer) if outer else None
    if country:
        weights[country] = 1.5
    whole = _HEAD.sub("", core).strip()
    in_country = _country(whole)
    if in_country:
        return Located(in_country, 6)
    before, after = (
        _BEFORE.search(left[-40:] + core[: len(core) - len(whole)]),
        _AFTER.match(core[len(core) :] + right),
    )
    kinds = {kind for found in (before, after) if found for kind, word in found.groupdict().items() if word}
    bare = _TAIL.sub("", whole)
    tail = _AFTER.match(whole[len(bare) :])
    kinds |= {kind for kind, word in (tail.groupdict().items() if tail else ()) if word}
    kinds |= {"near"} if re.match(r"(?i)(?:the\s+)?(?:outskirts|suburbs)\b", core) else set()
    found = _best(bare, weights, kinds)
    if found is None and _LANDMARK.search(bare):
        found, kinds = _best(_LANDMARK.sub("", bare), weights, kinds), kinds | {"near"}
    return _as_located(found, kinds) if found else None


@cache
def _countries() -> dict[str, str]:
    return {fold_name(name): country for name, country in Countries().names.items()}


def _country(name: str) -> str | None:
    return _countries().get(fold_name(name)) if name[:1].isupper() else None


def _best(name: str, weights: Mapping[str, float], kinds: set[str]) -> Place | None:
    if not re.match(r"(?:al-|el-|ad-|as-|ar-)?[A-ZÀ-ÞḀ-ỿ]", name) or len(place_key(name)) < 3:
        return None
    found = [place for country in weights for place in places_in(country, name)]
    found += [place for place in large_places(name) if place not in found]
    key = place_key(name)
    scored = sorted(
        ((_score(place, key, weights, kinds), place) for place in found), key=lambda pair: -pair[0]
    )
    if not scored:
        return None
    top, best = scored[0]
    if top < (NEEDED if best.country in weights else NEEDED_ELSEWHERE):
        return None
    rivals = [place for score, place in scored[1:] if score > top - MARGIN]
    return None if any(_far(best, rival) for rival in rivals) else best


def _score(place: Place, key: str, weights: Mapping[str, float], kinds: set[str]) -> float:
    score = 2.5 * weights.get(place.country, 0.0) + 0.35 * log10(place.population / 1000 + 1)
    score += 0.2 if place_key(place.name) == key else 0.0
    if place.level == "region":
        return score + (1.2 if "region" in kinds else -0.6 if kinds & {"town", "county"} else 0.4)
    capital = CAPITALS.get(place.name) if place.country not in weights else None
    return score + (0.6 if capital is not None and _country(capital) == place.country else 0.0)


def _far(one: Place, other: Place) -> bool:
    return (
        one.country != other.country
        or distance_km(one.latitude, one.longitude, other.latitude, other.longitude) > NEAR_KM
    )


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres between two places on a sphere of the Earth's mean radius.

    >>> round(distance_km(33.3, 44.4, 36.3, 43.1))
    354
    """
    first, second = radians(latitude), radians(other_latitude)
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * (
        sin(radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def _as_located(place: Place, kinds: set[str]) -> Located:
    precision = 1
    if place.level == "region" or "region" in kinds:
        precision = 4
    elif "county" in kinds:
        precision = 3
    elif "near" in kinds:
        precision = 2
    return Located(place.country, precision, place.latitude, place.longitude, place.geonames_id)


def locate_places(
    text: str, places: Iterable[Named], weights: Mapping[str, float]
) -> list[tuple[Named, Located | None]]:
    """Each place and country of a text with where it lies.

    places: mentions of kind 'place' or 'country'; a country is already named as UCDP names it.
    """
    return [
        (
            item,
            Located(item.name, 6)
            if item.kind == "country"
            else locate(
                text[item.start : item.end],
                weights,
                left=text[max(0, item.start - 60) : item.start],
                right=text[item.end : item.end + 40],
            ),
        )
        for item in places
    ]
