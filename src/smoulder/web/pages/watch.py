"""The watch list: which groups are in a lull, and what is new."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import Response

from smoulder.brief.numbers import month_words
from smoulder.desk.watch_choice import watched_month
from smoulder.desk.watch_news import SeenJson, left_out, news_of, read_seen, seen_json
from smoulder.reading.groups import load_registry
from smoulder.reading.own_groups import read_own_groups
from smoulder.records.errors import BadDate
from smoulder.records.month import month_text
from smoulder.series.watched import STALE_MONTHS
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.case_access import sees
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import Clash
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, render
from smoulder.web.views.watch_filter import ROWS, SORTS, WatchFilter
from smoulder.web.views.watch_row import cases_by_group, group_address, watch_row
from smoulder.web.watch_lists import warmed, watch_lists_of

if TYPE_CHECKING:
    from smoulder.series.changes import Change
    from smoulder.series.watched import WatchList
    from smoulder.store.case_rows import Case
    from smoulder.web.house import House

router = APIRouter(route_class=Audited, lifespan=warmed)
PATIENCE = 0.8
"""Seconds that a page waits for a list before it says that it is being made."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new for a visitor.

    since: when what they have seen was shown; None where nothing compares, because thresholds changed.
    rows:  each change with the address of its group, '' where it has no page.
    mark:  stands for what is shown, for the form that lets it count as seen.
    """

    since: datetime | None
    rows: tuple[tuple[Change, str, str], ...]
    mark: str


@router.get("/watch")
def watch(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    wanted: Annotated[WatchFilter, Query()],
) -> Response:
    """The list, as far as it is made, with what is new first."""
    house: House = request.app.state.house
    tidy = wanted.address(page=wanted.page)
    if len(parse_qsl(str(request.url.query), keep_blank_values=True)) > len(parse_qsl(urlsplit(tidy).query)):
        return go_to(request, tidy)  # what says nothing is left out of an address that is passed on
    to = watched_month(wanted.at or None, house.clock().date())
    if to > _this_month(house):
        raise BadDate(
            f"{month_text(to)} is not over yet; the last full month is {month_text(_this_month(house))}"
        )
    found = watch_lists_of(request.app).find(to, wanted.country, wait=PATIENCE)
    if found is None:
        return render(
            request, "watch.html", wanted=wanted, found=None, tidy=tidy, to=month_words(month_text(to))
        )
    registry = load_registry(read_own_groups(house.chosen.data))
    chosen = wanted.chosen(found.rows, registry.ids(wanted.text) if wanted.text else ())
    cases = cases_by_group(visible_cases(house, visitor))
    shown = wanted.page_of(chosen)
    return render(
        request,
        "watch.html",
        wanted=wanted,
        found=found,
        tidy=tidy,
        to=month_words(month_text(to)),
        rows=[watch_row(row, to, cases.get(row.key, ()), registry) for row in shown],
        count=len(chosen),
        pages=max(1, -(-len(chosen) // ROWS)),
        stale=sum(row.stale for row in chosen),
        stale_months=STALE_MONTHS,
        left_out=left_out(wanted.here(found.rows), chosen),
        countries=sorted({row.country for row in found.rows} | {"Mexico"}),
        sorts=SORTS,
        news=_news(house, visitor, found) if not wanted.at else None,
    )


@router.post("/watch/seen")
def seen(
    request: Request, visitor: Annotated[Visitor, Depends(may("see"))], mark: Annotated[str, Form()] = ""
) -> Response:
    """Let what is new count as seen, if it is still what was shown."""
    house: House = request.app.state.house
    found = watch_lists_of(request.app).find(_this_month(house), wait=60)
    if found is None:
        raise Clash("the list is still being made; look at it again in a minute, then mark it as seen")
    shows = seen_json(found, house.chosen.settings)
    if mark_of(shows) != mark:
        raise Clash(
            "the list has changed since this page was made; look at what is new, then mark it as seen"
        )
    house.store.visits.mark(_name(visitor), "watch", shows, house.clock())
    return go_to(request, "/watch", "Marked as seen; what is new from here on is told first.")


def visible_cases(house: House, visitor: Visitor) -> list[Case]:
    """The cases of the house that a visitor sees."""
    cases = house.ledger.cases()
    there = sees(house, visitor, [one.id for one in cases])
    return [one for one in cases if one.id in there]


def mark_of(shows: SeenJson) -> str:
    """What stands for a list that was shown."""
    return sha256(json.dumps(shows, sort_keys=True).encode()).hexdigest()[:16]


def _news(house: House, visitor: Visitor, found: WatchList) -> News:
    settings = house.chosen.settings
    shows = seen_json(found, settings)
    visit = house.store.visits.look(_name(visitor), "watch", shows, house.clock())
    before = read_seen(visit.seen, settings)
    if before is None:
        return News(None, (), mark_of(shows))
    rows = tuple(
        (one, month_words(month_text(one.month)), group_address(one.group_id, one.country) if one.group_id > 0 else "")
        for one in news_of(before, found)
    )  # fmt: skip
    return News(visit.since, rows, mark_of(shows))


def _this_month(house: House) -> int:
    return watched_month(None, house.clock().date())


def _name(visitor: Visitor) -> str:
    """Under which name visits are kept: the account, or the name of one who works alone."""
    return visitor.account or visitor.name
