"""Groups: found by any of their names, and everything that is known of one in a country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import Response

from smoulder.brief.charts.indicators import indicators_chart
from smoulder.brief.charts.map import map_chart
from smoulder.brief.charts.series import series_chart
from smoulder.brief.spreadsheet import csv_text
from smoulder.brief.tables.series import series_tables
from smoulder.desk.pressure import entry_of, withdrawal_of
from smoulder.reading.group_search import suggest
from smoulder.reading.groups import load_registry
from smoulder.reading.outlines import SOURCE
from smoulder.reading.own_groups import read_own_groups
from smoulder.reading.own_outlines import read_outlines
from smoulder.reading.pressure_check import check_calendar
from smoulder.records.errors import BadEntry, NoGroup, PersonGiven
from smoulder.records.pressure import KINDS
from smoulder.store.counts import Counts
from smoulder.store.events import open_events
from smoulder.web.chart_part import show_chart
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import NotHere
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, path_to, render
from smoulder.web.pages.watch import visible_cases
from smoulder.web.views.group import Beside, GroupAsk, beside_cases, group_views_of
from smoulder.web.views.group_rows import axis_of, name_rows, pressure_row, source_rows, year_ranges
from smoulder.web.views.watch_row import group_address, name_of

if TYPE_CHECKING:
    from smoulder.brief.charts.chart import Chart
    from smoulder.reading.groups import Registry
    from smoulder.reading.pressure_check import Finding
    from smoulder.records.pressure import PressureEntry
    from smoulder.store.case_rows import Case
    from smoulder.store.pressure import Added
    from smoulder.web.house import House
    from smoulder.web.views.group_rows import PressureRow

router = APIRouter(route_class=Audited)
Sees = Annotated[Visitor, Depends(may("see"))]
Works = Annotated[Visitor, Depends(may("work"))]
Asked = Annotated[GroupAsk, Query()]
LAST = 12
"""Months that are shown before the whole table is asked for."""
MANY_COUNTRIES = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A group that was found, with the countries in which it has months or is known to have been."""

    group_id: int
    name: str
    full_name: str
    aliases: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    more: tuple[tuple[str, str], ...]


@router.get("/groups")
def groups(request: Request, visitor: Sees, name: Annotated[str, Query(max_length=100)] = "") -> Response:
    """Find a group by any of its names."""
    house: House = request.app.state.house
    registry = _registry(house)
    found, told = [], ""
    if name.strip():
        own = read_own_groups(house.chosen.data)
        counts = Counts(open_events(house.chosen.events))
        found = [_found(registry, counts, one) for one in suggest(registry, own, name)]
        try:
            found = found or [_found(registry, counts, registry.find(name).group_id)]
        except (NoGroup, PersonGiven) as reason:
            told = str(reason)
    return render(request, "groups.html", name=name, found=found, told=told[:1].upper() + told[1:])


@router.get("/groups/{group_id}")
def one_group(request: Request, visitor: Sees, group_id: int) -> Response:
    """A group: its page where it was in one country alone, else the countries."""
    house: House = request.app.state.house
    found = _found(_registry(house), Counts(open_events(house.chosen.events)), group_id)
    if len(found.countries) == 1:
        return go_to(request, found.countries[0][1])
    return render(request, "groups.html", name="", found=[found], told="")


@router.get("/groups/{group_id}/{country}")
def group_page(request: Request, visitor: Sees, group_id: int, country: str, asked: Asked) -> Response:
    """Everything that is known of a group in a country on a day."""
    house: House = request.app.state.house
    registry = _registry(house)
    place = registry.country(country)
    if place != country:
        return go_to(request, asked.address(group_id, place))
    cases = _cases(house, visitor, group_id, country)
    entries, findings = _pressure(house, registry, group_id, country)
    beside = _look(request, visitor, group_id, country, asked, cases)
    picture, axis = beside.picture, axis_of(beside.picture)
    months = beside.found.months[::-1]
    unknown = next((at for at, one in enumerate(months) if one.basis != "unknown"), 0)
    called = name_of(group_id, picture.group.name, registry)
    return render(
        request,
        "group.html",
        asked=asked,
        picture=picture,
        found=beside.found,
        beside=beside,
        group=picture.group,
        country=country,
        here=lambda *parts, **changed: asked.address(group_id, country, *parts, **changed),
        axis=axis,
        names=name_rows(picture, axis),
        sources=source_rows(picture, axis),
        entries=entries,
        findings=findings,
        kinds=KINDS,
        months=months if asked.months == "all" else months[unknown:][:LAST],
        unknown=0 if asked.months == "all" else unknown,
        all_months=len(months),
        ranges=year_ranges(beside.found.months),
        outlines=SOURCE if house.chosen.borders is None else house.chosen.borders.name,
        cases=cases,
        opens=path_to("cases", "new", group=called, country=country, as_of=asked.as_of),
    )  # fmt: skip


@router.get("/groups/{group_id}/{country}/charts/{name}")
def group_chart(
    request: Request, visitor: Sees, group_id: int, country: str, name: str, asked: Asked
) -> Response:
    """One chart of the page, fetched once the page is there."""
    house: House = request.app.state.house
    beside = _look(request, visitor, group_id, country, asked, _cases(house, visitor, group_id, country))
    chart: Chart | None
    key: tuple[str, ...] = beside.key
    if name == "series":
        chart = series_chart(beside.found, bounds=True)
        nothing = "No month has a death, so that there is nothing to draw."
    elif name == "indicators":
        chart, nothing = indicators_chart(beside.found), "No indicator has a value here."
    elif name == "map":
        borders = house.chosen.borders
        key = (*key, "" if borders is None else f"{borders} {borders.stat().st_mtime_ns}")
        chart = map_chart(beside.found, None if borders is None else read_outlines(borders))
        nothing = "No positions of its events here are at hand by that day."
    else:
        raise NotHere("there is no such chart of a group; they are series, map and indicators")
    return show_chart(request, key, chart, nothing)


@router.get("/groups/{group_id}/{country}/tables/{name}.csv")
def group_table(
    request: Request, visitor: Sees, group_id: int, country: str, name: str, asked: Asked
) -> Response:
    """The data of the page as a file."""
    house: House = request.app.state.house
    beside = _look(request, visitor, group_id, country, asked, _cases(house, visitor, group_id, country))
    tables = {one.name: one for one in series_tables(beside.found)}
    if name not in tables:
        raise NotHere(f"there is no such table of a group; they are {', '.join(tables)}")
    file = f"group-{group_id}-{name}.csv"
    return Response(
        csv_text(tables[name]).encode("utf-8", "replace"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


@router.post("/groups/{group_id}/{country}/pressure")
async def add_pressure(request: Request, visitor: Works, group_id: int, country: str) -> Response:
    """Put what presses on the group into the calendar of the house."""
    from fastapi.concurrency import run_in_threadpool

    form = await request.form()
    fields = {
        name: str(value).strip() for name, value in form.items() if name in FIELDS and str(value).strip()
    }
    return await run_in_threadpool(_add, request, visitor, group_id, country, fields)


@router.post("/groups/{group_id}/{country}/pressure/withdraw")
def withdraw_pressure(
    request: Request,
    visitor: Works,
    group_id: int,
    country: str,
    entry: Annotated[str, Form(max_length=20)],
    note: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Take back an entry that was wrong as a whole; it stays in the calendar beside its withdrawal."""
    house: House = request.app.state.house
    if not note.strip() or not note.isprintable():
        raise BadEntry("no reason is given; say in a line why the entry is taken back")
    if not entry.isprintable():
        raise BadEntry("the entry has signs that no text has; open the page anew and take it back there")
    table = house.ledger.pressure
    _enter(house, visitor, withdrawal_of(entry, {"note": note.strip()}, table))
    return go_to(request, f"{group_address(group_id, country)}#pressure", "The entry is taken back.")


FIELDS = (
    "kind", "by", "place", "size", "unit", "demanded", "announced", "due", "began", "seen", "reduced", "handed_over",
    "departed", "known", "source", "note",
)  # fmt: skip
"""What the form of an entry takes."""
LONGEST = 500
"""Letters of one of them."""


def _add(request: Request, visitor: Visitor, group_id: int, country: str, fields: dict[str, str]) -> Response:
    house: House = request.app.state.house
    registry = _registry(house)
    place = registry.country(country)
    for name, text in fields.items():
        if len(text) > LONGEST or not text.isprintable():
            raise BadEntry(
                f"{name.replace('_', ' ')} has signs that are no text, or over {LONGEST}; write a line"
            )
    given = {**fields, "country": place, "group": str(registry.group(group_id).group_id)}
    if "source" not in given:
        raise BadEntry("no source is given; write the address, or the data set and its row")
    added = _enter(house, visitor, entry_of(given, registry, "the form"))
    said = "The entry is in the calendar." if added.new else "The calendar holds this very entry already."
    for _, by in added.undone:
        said = (
            f"This very entry was {'taken back' if by.withdrawn else f'corrected by {by.id}'} and stands no longer; "
            "to enter it again, say why in its note."
        )
    return go_to(request, f"{group_address(group_id, place)}#pressure", said)


def _enter(house: House, visitor: Visitor, entry: PressureEntry) -> Added:
    """Put one entry into the calendar; gives what became of it."""
    return house.ledger.pressure.add([entry], now=house.clock(), analyst=visitor.name)


def _look(
    request: Request, visitor: Visitor, group_id: int, country: str, asked: GroupAsk, cases: list[Case]
) -> Beside:
    house: House = request.app.state.house
    place = _registry(house).country(country)
    wanted = asked.wanted(group_id, place, house.clock().date())
    return beside_cases(house, group_views_of(request.app).find(request.app, wanted, visitor.name), cases)


def _pressure(
    house: House, registry: Registry, group_id: int, country: str
) -> tuple[list[PressureRow], list[Finding]]:
    """The standing entries on the group here, and what does not fit among them."""
    calendar = house.ledger.pressure.calendar().on(group_id, country)
    entries = calendar.standing().entries
    found = check_calendar(calendar, house.clock().date(), registry)
    return [pressure_row(one) for one in entries], found


def _cases(house: House, visitor: Visitor, group_id: int, country: str) -> list[Case]:
    """The cases of the group in the country that the visitor sees, the newest first."""
    mine = [
        one
        for one in visible_cases(house, visitor)
        if one.question.group_id == group_id and one.country == country
    ]
    return sorted(mine, key=lambda one: one.as_of, reverse=True)


def _found(registry: Registry, counts: Counts, group_id: int) -> Found:
    group = registry.group(group_id)
    counted = counts.countries(group_id)
    others = [one for one in group.countries if one not in counted]
    return Found(
        group.group_id,
        group.name,
        group.full_name,
        group.aliases,
        tuple((one, group_address(group_id, one)) for one in counted),
        tuple((one, group_address(group_id, one)) for one in others[:MANY_COUNTRIES]),
    )


def _registry(house: House) -> Registry:
    return load_registry(read_own_groups(house.chosen.data))
