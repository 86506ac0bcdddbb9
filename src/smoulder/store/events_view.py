"""Questions to the store: one state of it, one choice of releases, the named queries over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from smoulder.reading.sources import find_source, sources_of
from smoulder.records.errors import NoData
from smoulder.records.event import EVENT_COLUMNS, CountryMonths
from smoulder.records.month import days_of, last_full_month
from smoulder.records.series import Measure, Series
from smoulder.store.engine import Engine
from smoulder.store.events_arrays import (
    Months,
    country_without_deaths,
    fill_country,
    fill_series,
    without_deaths,
)
from smoulder.store.events_folder import EventFolder
from smoulder.store.events_manifest import Segment, read_manifest
from smoulder.store.events_spans import BEGAN
from smoulder.store.sql import query, sql_text

if TYPE_CHECKING:
    import pandas as pd

Mode = Literal["revised", "known-then"]
Rule = Literal["end", "days"]
Part = Literal["rows", "sides"]
FAR = date(9999, 12, 1)
EARLY = 1989 * 12
"""Month index with which an empty store begins."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How the store is asked.

    mode:   'revised': today's best figures; 'known-then': only releases known by `as_of`.
    as_of:  no later month is seen; None: no bound (and `known-then` is then the same as `revised`).
    rule:   'end': an event counts in the month of its last day, as VIEWS counts; 'days': each month takes the
            share of its days.
    family: sources whose rows stand for one another: 'ucdp', 'acled', 'gdelt', 'table'.
    """

    mode: Mode = "revised"
    as_of: date | None = None
    rule: Rule = "end"
    family: str = "ucdp"


class View:
    """One state of the store with its releases chosen; use as a context.

    engine:  answers the questions; the view closes it.
    country: sees this country only, which is quicker; None: all.
    """

    def __init__(self, folder: EventFolder, engine: Engine, asked: Asked, country: str | None = None) -> None:
        self.folder, self.engine, self.asked, self.country = folder, engine, asked, country

    def __enter__(self) -> Self:
        try:
            self.manifest = read_manifest(self.folder)
            self._choose()
        except BaseException:
            self.engine.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.engine.close()

    def series(self, measure: Measure, group_id: int | None = None, governments: bool = True) -> list[Series]:
        """Series by group id and country."""
        rules = [_kind(measure), *self._country()]
        rules += [f"group_id = {int(group_id)}"] if group_id is not None else []
        rules += [] if governments else ["group_name not like 'Government of %'"]
        self._see("sides", self._used())
        names = dict(self.engine.ask(query("names", rules)).rows())
        found = fill_series(self._counts("sides", rules), self._months(), names, measure)
        return found if self._knows_deaths() else [without_deaths(one) for one in found]

    def country_months(self, country: str, kind: Measure) -> CountryMonths:
        """Counts of one country.

        raises: NoData where no release covers it.
        """
        months = self._months()
        if country not in months.countries:
            raise NoData(f"no release in the store covers {country}; load one with smoulder load")
        self._see("rows", self._used())
        counts = self._counts("rows", [_kind(kind), *self._country()])
        found = fill_country(counts, months, country, kind)
        return found if self._knows_deaths() else country_without_deaths(found)

    def all_country_months(self, kind: Measure) -> list[CountryMonths]:
        """Counts of each country that a release covers."""
        months = self._months()
        self._see("rows", self._used())
        counts = self._counts("rows", [_kind(kind)])
        found = []
        for code in np.unique(months.code):
            start, stop = np.searchsorted(counts["code"], (code, code + 1))
            own = {name: column[start:stop] for name, column in counts.items()}
            found.append(fill_country(own, months, months.countries[code], kind))
        return found if self._knows_deaths() else [country_without_deaths(one) for one in found]

    def events(self, group_id: int, first: int | None, last: int | None) -> pd.DataFrame:
        """The rows of a group that count."""
        self._see("rows", self._used())
        span = {
            "group_id": group_id,
            "first_month": first if first is not None else 0,
            "last_month": last if last is not None else FAR.year * 12,
        }
        return self.engine.ask(query("of_group", self._country()), span).frame()

    def places(self, group_id: int) -> list[tuple[Any, ...]]:  # Any: columns of the query
        """Month, cell, class, events and deaths of a group's events that count, in the country of the view."""
        self._see("rows", self._used())
        return self.engine.ask(query("placed", self._country()), {"group_id": group_id}).rows()

    def countries_of(self, group_id: int) -> tuple[str, ...]:
        """Countries in which a group has rows, whether they count or not."""
        self._see("sides", self._segments())
        rows = self.engine.ask(query("countries_of"), {"group_id": group_id}).rows()
        return tuple(str(one[0]) for one in rows)

    def overlaps(self, kind: Measure) -> list[tuple[Any, ...]]:  # Any: columns of the query
        """Country-months that candidate and final releases both cover."""
        self._see("rows", self._segments())
        self.engine.make("picked", query("picked_rows", [_kind(kind)]))
        return self.engine.ask(query("overlaps"), {"as_of": self.asked.as_of or FAR}).rows()

    def _counts(
        self, part: Part, rules: Sequence[str]
    ) -> dict[str, NDArray[Any]]:  # Any: columns of several types
        """Counts by group, country and month of the rows that the rules leave."""
        self.engine.make("picked", query(f"picked_{part}", rules))
        self.engine.make("counts", query(f"by_{self.asked.rule}"))
        return self.engine.ask(query("months")).columns()

    def _knows_deaths(self) -> bool:
        return all(find_source(name).deaths for name in sources_of(self.asked.family))

    def _segments(self) -> list[Segment]:
        family = sources_of(self.asked.family)
        return [one for one in self.manifest.segments if one.source in family]

    def _choose(self) -> None:
        """Make `countries`, `months`, `coverage` and `chosen`."""
        segments = self._segments()
        family = sources_of(self.asked.family)
        coverage = [one for one in self.manifest.coverage if one.source in family]
        names = {name for one in segments for name in one.countries}
        names |= {name for one in coverage for name in one.countries}
        self.countries = tuple(sorted(names if self.country is None else names & {self.country}))
        spans = [(one.first, one.last) for one in coverage] + [(one.first, one.last) for one in segments]
        first = min((start for start, _ in spans), default=EARLY)
        last = max((end for _, end in spans), default=EARLY)
        began = [BEGAN.get(name, first) for name in self.countries]
        own = zip(self.countries, range(len(self.countries)), began, strict=True)
        self.engine.fill("countries", _COUNTRIES, own)
        self.engine.fill(
            "months", _MONTHS, ((one, one - first, *days_of(one)) for one in range(first, last + 1))
        )
        self.engine.fill(
            "coverage",
            _COVERAGE,
            (
                (one.source, one.vintage, one.final, one.released, country, one.first, one.last)
                for one in coverage
                for country in one.countries or (None,)
            ),
        )
        asked = self.asked
        known = asked.as_of if asked.mode == "known-then" and asked.as_of else FAR
        seen = last_full_month(asked.as_of) if asked.as_of else last
        self.engine.make("chosen", query("chosen"), {"as_of": known, "last_month": seen})

    def _used(self) -> list[Segment]:
        """Segments of releases that count somewhere."""
        used = {(source, vintage) for _, source, vintage, _ in self.engine.ask(query("releases")).rows()}
        return [one for one in self._segments() if (one.source, one.vintage) in used]

    def _country(self) -> list[str]:
        return [] if self.country is None else [f"country = {sql_text(self.country)}"]

    def _see(self, part: Part, segments: Sequence[Segment]) -> None:
        """Make the view `rows` or `sides` of the files of some segments."""
        columns = SIDE_COLUMNS if part == "sides" else EVENT_COLUMNS
        self.engine.see(part, [f"{self.folder.place}/{part}/{one.name}.parquet" for one in segments], columns)

    def _months(self) -> Months:
        """Covered months by country."""
        found = self.engine.ask(query("covered")).columns()
        told: dict[int, list[tuple[str, str]]] = {}
        for code, source, vintage, _ in self.engine.ask(query("releases")).rows():
            told.setdefault(int(code), []).append((find_source(source).short, vintage))
        return Months(self.countries, found["code"], found["month"], told)


_COUNTRIES = {"country": "VARCHAR", "code": "INTEGER", "began": "INTEGER"}
_MONTHS = {"month": "INTEGER", "step": "INTEGER", "first_day": "DATE", "last_day": "DATE"}
_COVERAGE = {
    "source": "VARCHAR", "vintage": "VARCHAR", "final": "BOOLEAN", "released": "DATE", "country": "VARCHAR",
    "first_month": "INTEGER", "last_month": "INTEGER",
}  # fmt: skip
"""Small tables beside the events: the countries in question with the month they began to be; each month there is,
with how many steps it lies from the first; the releases, country by country."""
SIDE_COLUMNS = {
    "group_id": "INTEGER",
    "group_name": "VARCHAR",
    "country": "VARCHAR",
    "kind": "VARCHAR",
    "source": "VARCHAR",
    "vintage": "VARCHAR",
    "date_start": "DATE",
    "date_end": "DATE",
    "month": "INTEGER",
    **dict.fromkeys(("best", "low", "high", "inflicted", "suffered", "unknown"), "INTEGER"),
}


def _kind(measure: Measure) -> str:
    """The condition of a measure.

    raises: NoData for a measure that events do not have.
    """
    if measure == "all kinds":
        return ""
    if measure == "battle-related by dyad":
        raise NoData("events have no yearly battle-related deaths; ask for state-based ones")
    return f"kind = {sql_text(measure)}"
