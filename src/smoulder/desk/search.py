"""A search through reports, statements and evidence: what was asked, what was found, and why nothing was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from smoulder.desk.search_shown import Card, card_of
from smoulder.records.errors import BadEntry, NoCountry

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.reading.groups import Registry
    from smoulder.store.passages import Found, Kind, Wanted

PAGE = 20
"""Passages on one page."""
LAST_PAGE = 500
"""The last page that is given: who wants to see further narrows the search."""
NO_PERSONS = "Names of persons are not searched, only groups, places, organisations and common words"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; '' asks for none of these.

    words:   words, "phrases", -without and beginnings*. group: by any name or its id.
    country: a country, or a place that passages name. since, until: days or months. source: as it stands.
    kind:    'report', 'statement', 'evidence'. case: the id of one. newest: latest first, else what fits best.
    """

    words: str = ""
    group: str = ""
    country: str = ""
    source: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""
    case: str = ""
    newest: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Searched:
    """What came of a search.

    total:  of the kind that was asked for. counts: of each kind. page, pages: counted from 1, 0 pages where nothing.
    told:   one line where nothing is found, or where some of the search was not read; else ''.
    """

    cards: tuple[Card, ...]
    total: int
    counts: dict[Kind, int]
    page: int
    pages: int
    told: str


def search(desk: Desk, asked: Asked, seen: Collection[str] | None = None, most: int = PAGE) -> Searched:
    """Passages that have all that is asked.

    seen:   ids of the cases that count, None for all. most: passages on one page.
    raises: NoGroup, PersonGiven, BadDate, BadEntry; CannotWrite, BadLedger.
    """
    wanted = _wanted(desk, asked, seen)
    page = min(max(asked.page, 1), LAST_PAGE)
    found = desk.ledger.passages.find(wanted, start=(page - 1) * most, most=most)
    total = found.counts[wanted.kind] if wanted.kind else sum(found.counts.values())
    cards = tuple(card_of(one, wanted.query.wanted) for one in found.passages)
    pages = min(-(-total // most), LAST_PAGE)
    return Searched(cards, total, found.counts, page, pages, _told(desk, wanted, found, total, page, pages))


def _wanted(desk: Desk, asked: Asked, seen: Collection[str] | None) -> Wanted:
    from smoulder.store.passage_query import parse_query
    from smoulder.store.passage_rows import fold_names
    from smoulder.store.passages import KINDS, Wanted

    kind = clean(asked.kind)
    if kind and kind not in KINDS:
        raise BadEntry(f"--kind {kind[:40]!r} is none; choose one of {', '.join(KINDS)}")
    country, place = clean(asked.country), ""
    if country:
        try:
            country = place = _registry(desk).country(country)
        except NoCountry:
            country, place = "", country
    (folded,) = fold_names([place])
    if place and not folded:
        raise BadEntry(f"--country {place[:40]!r} holds no word; write a country or a place")
    return Wanted(
        query=parse_query(clean(asked.words)),
        kind=kind if kind else None,
        case_id=clean(asked.case),
        group_id=_group(desk, clean(asked.group)),
        country=country,
        place=folded,
        source=clean(asked.source),
        since=_day(clean(asked.since), "since", last=False),
        until=_day(clean(asked.until), "until", last=True),
        seen=seen,
        newest=asked.newest,
    )


def clean(text: str) -> str:
    """A text without what no database takes and nobody types: lone halves of characters, controls.

    >>> clean(" a\\x00b\\ud800 ")
    'a b'
    """
    return "".join(one if one.isprintable() else " " for one in text).strip()


def _registry(desk: Desk) -> Registry:
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups

    return load_registry(read_own_groups(desk.chosen.data))


def _group(desk: Desk, name: str) -> int | None:
    """The id of a group; one that the ledger has a case of is known by its id, wherever it comes from."""
    if not name:
        return None
    if name.removeprefix("-").isdecimal() and len(name) < 10:
        return int(name)
    return _registry(desk).find(name).group_id


def _day(text: str, name: str, *, last: bool) -> date | None:
    """A day, or the first or the last one of a month."""
    from smoulder.records.errors import BadDate
    from smoulder.records.month import parse_day

    if not text:
        return None
    try:
        day = parse_day(text)
        if len(text) > 7:
            return day
        return day - timedelta(days=1) if last else parse_day(f"{text}-01")
    except (BadDate, OverflowError) as reason:
        raise BadDate(f"--{name} {text[:40]!r} is no day; write YYYY-MM-DD, or a month YYYY-MM") from reason


def _told(desk: Desk, wanted: Wanted, found: Found, total: int, page: int, pages: int) -> str:
    """One line that helps, where one is needed."""
    if found.strange:
        words = ", ".join(f"“{one}”" for one in found.strange)
        return f"No passage has {words}. {NO_PERSONS}."
    if total and page > pages:
        return f"There are {pages} pages; go back to the first."
    if total:
        return "The search was long; only its first words were looked for." if wanted.query.cut else ""
    if sum(found.counts.values()):
        return "None of this kind; look at all kinds."
    if wanted.query.wanted:
        return "No passage has all of this together; take out a word or a choice."
    if wanted.query.unwanted:
        return "Add a word that is to be there, or make fewer choices."
    return "There is nothing like this to search; what a case reads or enters is found from then on."


def search_json(asked: Asked, found: Searched) -> dict[str, Any]:  # Any: values of JSON
    """A search and what came of it, for other programs."""
    return {
        "words": clean(asked.words),
        "total": found.total,
        "counts": dict(found.counts),
        "page": found.page,
        "pages": found.pages,
        "told": found.told,
        "passages": [card.as_json() for card in found.cards],
    }
