"""The months of a group in a country, and its lulls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request

from smoulder.desk.series_counts import Kind
from smoulder.web.api.form import CountryAsked, Day, GroupAsked, Out
from smoulder.web.api.groups import registry_of
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["series"])
Count = float | None


class MonthOut(Out):
    """One month; null where it is not known."""

    month: str
    events: Count
    deaths: Count
    low: Count
    high: Count
    inflicted: Count
    suffered: Count
    unknown: Count


class LullOut(Out):
    """One lull. known: the month since which it could be known; end: how it ended, or that it is open."""

    known: str
    began: str
    peak: Count
    lowest: Count
    ended: str | None
    end: str | None


class SeriesOut(Out):
    """A series as `smoulder series --json` gives it. notes: what is to be known of its counts."""

    group: str
    country: str
    measure: str
    rule: Literal["days", "end"]
    source: str
    vintage: str
    months: list[MonthOut]
    lulls: list[LullOut]
    notes: list[str]


@router.get("/series", response_model=SeriesOut, summary="Months and lulls of a group in a country")
def series(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    group: GroupAsked,
    country: CountryAsked,
    as_of: Annotated[Day | None, Query(description="Nothing later is seen.")] = None,
    kind: Annotated[Kind, Query(description="The kind of violence that is counted.")] = "all",
    mode: Annotated[
        Literal["revised", "known-then"],
        Query(description="Today's figures up to the day, or what was known on it."),
    ] = "revised",
    rule: Annotated[
        Literal["days", "end"],
        Query(description="Events that span months: a share for each day, or all in the last month."),
    ] = "days",
) -> dict[str, Any]:  # Any: JSON
    """Events and deaths by month, and the lulls that are found in them."""
    from smoulder.desk.one_series import Wish, look_at

    house: House = request.app.state.house
    wish = Wish(group, country, as_of, kind, rule, mode)
    return look_at(house.chosen, registry_of(house), wish).as_json()
