"""The pages of groups: what their addresses choose, and the pictures behind them, kept while nothing changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from smoulder.desk.group_picture import GroupPicture, Wanted, picture_group
from smoulder.reading.groups import load_registry
from smoulder.reading.own_groups import read_own_groups
from smoulder.records.errors import BadDate
from smoulder.records.month import last_full_month, parse_day
from smoulder.web.shown import shown_case
from smoulder.web.views.watch_row import group_address
from smoulder.web.watch_lists import watch_lists_of

if TYPE_CHECKING:
    from fastapi import FastAPI

    from smoulder.records.case import Assessment
    from smoulder.records.timeline import TimelineMark
    from smoulder.store.case_rows import Case
    from smoulder.web.house import House

MOST = 24
"""Pictures that are kept, about half a megabyte each."""
ASKED_CASES = 3
"""Cases whose last answers are asked for opportunities, the newest first."""
_MAKING = Lock()


class GroupAsk(BaseModel):
    """What a reader chose to see of a group; every field stands in the address.

    as_of: the day, '' for today. months: whether the whole table of months is shown.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    as_of: str = Field("", max_length=10)
    mode: Literal["revised", "known-then"] = "revised"
    kind: Literal["all", "state-based", "non-state", "one-sided"] = "all"
    months: Literal["last", "all"] = "last"

    def wanted(self, group_id: int, country: str, today: date) -> Wanted:
        """The picture that is asked for.

        raises: BadDate where the day is none, or lies after today.
        """
        day = parse_day(self.as_of.strip()) if self.as_of.strip() else today
        if day > today:
            raise BadDate(f"the day {day} lies after today, {today}; nothing is known of it yet")
        return Wanted(group_id, country, day, self.mode, self.kind)

    def address(self, group_id: int, country: str, *parts: str, **changed: str) -> str:
        """The address of the page, or of a part of it, with some choices changed."""
        given = {**self.model_dump(), **changed}
        usual = {name: field.default for name, field in type(self).model_fields.items()}
        told = {name: value for name, value in given.items() if value != usual[name]}
        tail = f"?{urlencode(told)}" if told else ""
        return "/".join([group_address(group_id, country), *parts]) + tail


@dataclass(frozen=True, slots=True)
class Beside:
    """A picture with what cases tell beside it.

    told: ids of the cases that tell of opportunities; pressing: the case whose reports tell of the pressure, '' where
    the calendar does, or nothing is told.
    """

    picture: GroupPicture
    told: tuple[str, ...]
    pressing: str

    @property
    def found(self) -> Assessment:
        """The picture's months, lulls and what stands beside them."""
        return self.picture.found

    @property
    def key(self) -> tuple[str, str]:
        """Stands for everything that a chart of it shows."""
        parts = {"question", "situation", "months", "lulls", "timeline", "indicators", "places", "bridge"}
        text = self.found.model_dump_json(include=parts)
        return "group", sha256(text.encode()).hexdigest()


class GroupViews:
    """The pictures of groups that were looked at last; several threads may ask."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Hashable, ...], GroupPicture] = OrderedDict()
        self._lock = Lock()

    def find(self, app: FastAPI, wanted: Wanted, who: str) -> GroupPicture:
        """A picture, as the data and the calendar stand now.

        raises: what `picture_group` raises.
        """
        house: House = app.state.house
        data = watch_lists_of(app).key(last_full_month(wanted.day), None)
        key = (
            wanted,
            data,
            house.chosen.settings.model_dump_json(),
            house.ledger.pressure.calendar().digest(),
        )
        with self._lock:
            if found := self._kept.get(key):
                self._kept.move_to_end(key)
                return found
        made = picture_group(house.desk(who), load_registry(read_own_groups(house.chosen.data)), wanted)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return made


def group_views_of(app: FastAPI) -> GroupViews:
    """The pictures of an application, kept in one place."""
    with _MAKING:
        if not hasattr(app.state, "group_views"):
            app.state.group_views = GroupViews()
        found: GroupViews = app.state.group_views
    return found


def beside_cases(house: House, picture: GroupPicture, cases: Sequence[Case]) -> Beside:
    """A picture with the opportunities that cases tell, and with the pressure they tell where none is on record.

    cases: of the group in the country that the reader sees; none that is later than the day is asked.
    """
    day, marks = picture.found.question.as_of, list(picture.found.timeline)
    told, pressing = [], ""
    recorded = any(one.lane == "pressure" for one in marks)
    earlier = sorted((one for one in cases if one.as_of <= day), key=lambda one: one.as_of, reverse=True)
    for case in earlier[:ASKED_CASES]:
        answer = shown_case(house, case.id).answer
        if answer is None or answer.question.as_of > day:
            continue
        new = [one for one in answer.timeline if one.lane == "opportunity" and not _there(one, marks)]
        marks += new
        told += [case.id] if new else []
        pressed = [one for one in answer.timeline if one.lane == "pressure"]
        if pressed and not recorded and not pressing:
            marks, pressing = [*pressed, *marks], case.id
    found = picture.found.model_copy(update={"timeline": tuple(marks)})
    return Beside(replace(picture, found=found), tuple(told), pressing)


def _there(mark: TimelineMark, marks: Sequence[TimelineMark]) -> bool:
    return any((one.kind, one.first, one.last) == (mark.kind, mark.first, mark.last) for one in marks)
