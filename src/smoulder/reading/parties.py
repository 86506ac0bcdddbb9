"""Who a noun phrase stands for in an event: a country's code and a sector, as PLOVER has its actors."""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from smoulder.reading.capitals import CAPITALS
from smoulder.reading.countries import Countries
from smoulder.reading.lexicon import base_forms
from smoulder.reading.names import NameFinder
from smoulder.reading.parse import Parse, Word
from smoulder.reading.tables import read_rows
from smoulder.records.errors import NoCountry

_ASIDE = frozenset(("acl", "advcl", "parataxis", "ccomp", "csubj"))
_WEAK = frozenset(("GOV", "CVL", "MIL", "EDU", "BUS"))
"""Sectors of head nouns that a word before them makes narrower: 'rebel leaders', 'opposition officials'."""
PRONOUNS = frozenset(
    ("it", "he", "she", "they", "them", "him", "her", "who", "which", "that", "we", "i", "this")
)


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event.

    start, end: its words, characters of the text. countries: ISO 3166 alpha-3 codes (or IGO, NGO, IMG for bodies of
                several countries), of all whom the phrase joins. sector: 'GOV', 'MIL', 'REB', … or ''.
    """

    start: int
    end: int
    countries: tuple[str, ...] = ()
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A country or body named in a text."""

    start: int
    end: int
    code: str
    sector: str


class Places:
    """The countries and bodies named in a text, found once."""

    def __init__(self, text: str) -> None:
        self.all = tuple(
            Place(found.start, found.end, *found.keys[0].split("/"))
            for found in _finder().find(text)
            if found.keys[0]
        )
        self._starts = [place.start for place in self.all]

    def within(self, start: int, end: int) -> tuple[Place, ...]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.all[first:last]


def party_at(parse: Parse, head: Word, places: Places) -> Party:
    """The party that a noun and the words on it stand for; clauses on it are left out.

    >>> from smoulder.reading.parse import Word
    >>> words = (Word(0, "Kenyan", 0, 6, "Kenyan", "ADJ", "JJ", "", 1, "amod"),
    ...          Word(1, "rebels", 7, 13, "rebel", "NOUN", "NNS", "", 1, "root"))
    >>> party_at(Parse(words), words[1], Places("Kenyan rebels"))
    Party(start=0, end=13, countries=('KEN',), sector='REB')
    """
    words = sorted(_phrase(parse, head), key=lambda word: word.index)
    while len(words) > 1 and words[-1].upos in ("PUNCT", "CCONJ"):
        words.pop()
    while len(words) > 1 and words[0].upos in ("PUNCT", "CCONJ", "ADP"):
        words.pop(0)
    inside = [
        place
        for place in places.within(words[0].start, words[-1].end)
        if any(word.start < place.end and word.end > place.start for word in words)
    ]
    joined = inside[:1]
    for last, place in pairwise(inside):
        between = [word for word in words if last.end <= word.start < place.start]
        if any(word.text.lower() in ("and", ",", "&") for word in between) and len(between) < 6:
            joined.append(place)
        else:
            break
    codes = [place.code for place in joined]
    sector = next((place.sector for place in inside if place.sector), "")
    return Party(words[0].start, words[-1].end, tuple(dict.fromkeys(codes)), _sector(words, head) or sector)


def _phrase(parse: Parse, head: Word) -> Iterator[Word]:
    """The head and what hangs on it, each word once even where a tree bites its own tail."""
    seen, waiting = {head.index}, [head]
    while waiting:
        above = waiting.pop()
        yield above
        for word in parse.children(above.index):
            if word.index in seen or word.relation in _ASIDE or word.relation in ("cop", "nsubj", "mark"):
                continue
            if word.upos in ("VERB", "AUX") and word.relation not in ("amod", "compound"):
                continue
            seen.add(word.index)
            waiting.append(word)


def _sector(words: list[Word], head: Word) -> str:
    named = [(word, sector) for word in words if (sector := sector_of(word))]
    own = next((sector for word, sector in named if word.index == head.index), "")
    if own and own not in _WEAK:
        return own
    narrower = (sector for word, sector in named if word.index < head.index and sector not in _WEAK)
    return next(narrower, "") or own or next((sector for _, sector in named), "")


def sector_of(word: Word) -> str:
    """The sector a noun names, or ''."""
    if word.upos not in ("NOUN", "PROPN", "ADJ"):
        return ""
    return next((_sectors()[form] for form in base_forms(word) if form in _sectors()), "")


@cache
def _sectors() -> dict[str, str]:
    return {noun: row["sector"] for row in _table("sectors.csv") for noun in row["nouns"].split()}


@cache
def _finder() -> NameFinder:
    """Names and adjectives of countries, capitals, and bodies; a name of `parties.csv` goes before the others."""
    codes = {row["country"]: row["iso3"] for row in read_rows("countries.csv")}
    countries = Countries()
    found = {name: f"{codes[country]}/" for name, country in countries.names.items() if codes.get(country)}
    for capital, usual in CAPITALS.items():
        try:
            found[capital] = f"{codes[countries.country(usual)]}/GOV"
        except NoCountry:
            continue
    for row in _table("parties.csv"):
        for name in row["names"].split("|"):
            found[name] = f"{row['code']}/{row['sector']}"
    return NameFinder(found.items())


def _table(name: str) -> Iterator[dict[str, str]]:
    text = (files("smoulder.reading") / name).read_text(encoding="utf-8")
    return csv.DictReader(io.StringIO(text))
