"""Groups in a lull."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field

from smoulder.web.api.form import FlagAsked, Month, Out
from smoulder.web.api.groups import registry_of
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import Clash
from smoulder.web.guard.visitor import Visitor
from smoulder.web.watch_lists import watch_lists_of

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["watch"])
Json = dict[str, Any]  # Any: JSON
WAIT = 60.0
"""Seconds that a program waits for a list that is being made; a page asks again instead."""


class Silence(Out):
    """How a silence stands against the group's own usual ones, or those of others where it has too few."""

    word: str
    months_without_death: int | None
    longest_before: int | None
    basis: str
    alike: int
    of: int


class Trap(Out):
    """Why a lull may be none."""

    kind: str
    words: str


class WatchRow(Out):
    """One group in a country. age: months since the lull was known; behind: months without data since."""

    group_id: int
    group: str
    country: str
    kind: str
    section: str
    state: str
    last_month: str
    behind: int
    stale: bool
    provisional: bool
    known: str
    began: str
    age: int
    deaths_12: float
    lowest: float
    peak: float
    peak_month: str
    kinds: dict[str, float]
    silence: Silence
    traps: list[Trap]
    assess: str | None


class WatchChange(Out):
    """What is new against an earlier month."""

    kind: str
    group_id: int
    group: str
    country: str
    month: str
    words: str
    assess: str | None


class WatchOut(Out):
    """A watch list as `smoulder watch --json` gives it; `changes` only where `since` is given."""

    schema_: int = Field(alias="schema")
    to: str
    choice: Json
    series: int
    rows: list[WatchRow]
    left_out: dict[str, int]
    changes: list[WatchChange] | None = None


@router.get("/watch", response_model=WatchOut, response_model_exclude_unset=True, summary="Groups in a lull")
def watch(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    month: Annotated[
        Month | None, Query(description="The last month to look at; else the last full one.")
    ] = None,
    since: Annotated[Month | None, Query(description="Tell what changed after this month.")] = None,
    country: Annotated[str, Query(description="One country, its older lulls included.", max_length=100)] = "",
    all: Annotated[
        FlagAsked, Query(description="Older lulls, communities, alliances and groups that won as well.")
    ] = False,
) -> Json:
    """The groups that are in a lull as of a month, largest peak first, and what changed since an earlier one."""
    from smoulder.desk.watch_choice import Choice, watched_month
    from smoulder.desk.watch_json import watch_json
    from smoulder.series.changes import changes, seen_of

    house: House = request.app.state.house
    place = registry_of(house).country(country) if country else None
    choice = Choice(place, all, house.chosen.settings)
    lists = watch_lists_of(request.app)

    def look(to: int) -> Any:  # Any: a WatchList
        found = lists.find(to, place, wait=WAIT)
        if found is None:
            raise Clash("the list is still being made; ask again in a minute")
        return found

    found = look(watched_month(month, house.clock().date()))
    rows = choice.rows(found)
    if since is None:
        return watch_json(found, rows, choice)
    before = seen_of(choice.rows(look(watched_month(since))))
    return watch_json(found, rows, choice, changes(before, found, rows))
