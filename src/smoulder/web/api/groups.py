"""Armed groups: found by name, and whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import Field

from smoulder.records.group import DatedName, Group, Link
from smoulder.web.api.form import Out
from smoulder.web.api.paging import Page, Paged, page_of
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.reading.groups import Registry
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["groups"])
Json = dict[str, Any]  # Any: JSON


class GroupLine(Out):
    """A group in a list."""

    group_id: int
    name: str
    full_name: str
    countries: list[str]


class Merge(Link):
    """What is one with a group. direction: 'to' the other or 'from' it; name: the other's."""

    name: str
    direction: str


class Held(Out):
    """What of a group is in the data: months, years by kind, and loaded events (docs/data/groups.md)."""

    months: list[Json]
    years: list[Json]
    events: list[Json]


class YearsOfDeaths(Out):
    """Deaths of a group by year, of one kind of violence."""

    kind: str
    covered_to: int
    rows: list[Json]


class GroupWhole(Group):
    """A group as `smoulder group --json` gives it."""

    dated_names: list[DatedName]
    merges: list[Merge]
    data: Held
    active: list[Json]
    deaths_by_year: list[YearsOfDeaths]
    tables: list[Json] = Field(description="What loaded tables say beside deaths.")


def registry_of(house: House) -> Registry:
    """The register of groups, with the user's own."""
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups

    return load_registry(read_own_groups(house.chosen.data))


@router.get("/groups", response_model=Page[GroupLine], summary="Groups of a name")
def groups(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    paging: Paged,
    name: Annotated[
        str, Query(description="A name, an alias or an id.", min_length=1, max_length=200, examples=["ELN"])
    ],
    country: Annotated[str, Query(description="Only groups that were active there.", max_length=100)] = "",
) -> dict[str, Any]:  # Any: JSON
    """The groups that a name stands for; where it stands for none the answer is 404, with names that are close."""
    registry = registry_of(request.app.state.house)
    place = registry.country(country) if country else ""
    ids = registry.ids(name) or (registry.find(name).group_id,)
    found = [registry.group(one) for one in ids]
    return page_of(request, paging, [one for one in found if not place or place in one.countries], _line)


def _line(group: Group) -> Json:
    return {
        "group_id": group.group_id,
        "name": group.name,
        "full_name": group.full_name,
        "countries": list(group.countries),
    }


@router.get("/groups/{group_id}", response_model=GroupWhole, summary="A group")
def group(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    group_id: Annotated[int, Path(description="UCDP's id.", ge=-(10**9), le=10**9, examples=[234])],
) -> Json:
    """Who a group is: its names over time, the data it is in, when it was active, what it became."""
    from smoulder.desk.group_json import group_json
    from smoulder.store.events import open_events
    from smoulder.store.group_facts import told_of

    house: House = request.app.state.house
    registry = registry_of(house)
    found = registry.group(group_id)
    told = told_of(house.chosen.data, found, registry)
    return group_json(found, registry, open_events(house.chosen.events), told, house.chosen.settings)
