"""The lulls that can be drawn (docs/cases/thirty/protocol.md): nothing here tells how one of them went on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from smoulder.assessment.running_lull import find_running
from smoulder.assessment.subject import Request
from smoulder.models.comeback.learn import groups_of
from smoulder.models.comeback.origins import Origins, find_origins
from smoulder.models.comeback.sample import Groups
from smoulder.reading.groups import load_registry
from smoulder.records.errors import SmoulderError
from smoulder.records.group import Group
from smoulder.records.month import month_index, month_text
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts

AGE = 12
"""Months from `known` to the month that is asked from."""
LEAST_PEAK = 50.0
FIRST = month_index("1994-01")
HORIZONS = (12, 24)
DATA_TO = date(2026, 3, 1)
"""The day by which victories are looked up: the figures that ship end the month before."""


@dataclass(frozen=True, slots=True)
class PastLull:
    """One lull with the month it is asked from.

    known, twelfth: month indices.
    """

    group_id: int
    group: str
    country: str
    known: int
    twelfth: int

    @property
    def as_of(self) -> date:
        """The first day after the twelfth month.

        >>> PastLull(1, "G", "C", month_index("2009-03"), month_index("2010-12")).as_of
        datetime.date(2011, 1, 1)
        """
        year, month = divmod(self.twelfth + 1, 12)
        return date(year, month + 1, 1)

    @property
    def decade(self) -> int:
        """The first year of the decade of the twelfth month."""
        return self.twelfth // 12 // 10 * 10


def all_groups(counts: Counts) -> Groups:
    """All series, with the victories that are known today."""
    return groups_of(counts, DATA_TO)


def origins_at_twelve(groups: Groups, settings: Settings) -> Origins:
    """Twelfth months of lulls that have a peak and a follow-up such as the frame asks for."""
    origins = find_origins(groups.series, settings, groups.won)
    inside = (origins.age == AGE) & (origins.peak >= LEAST_PEAK) & (origins.month >= FIRST)
    return origins.take(inside & origins.decided(max(HORIZONS)))


def find_frame(counts: Counts, settings: Settings) -> list[PastLull]:
    """The frame, by group, country and month."""
    groups, names = all_groups(counts), load_registry()
    origins = origins_at_twelve(groups, settings)
    found = []
    for at in range(len(origins)):
        lull = PastLull(
            group_id=int(origins.group[at]),
            group=_name(names.group(int(origins.group[at]))),
            country=origins.countries[int(origins.country[at])],
            known=int(origins.lull[at]),
            twelfth=int(origins.month[at]),
        )
        if is_found(lull, float(origins.line[at]), counts, settings):
            found.append(lull)
    return sorted(found, key=lambda one: (one.group_id, one.country, one.twelfth))


def request_of(lull: PastLull, counts: Counts, settings: Settings) -> Request:
    """The question as Smoulder is asked it, without reports."""
    return Request(
        reports=(),
        group=str(lull.group_id),
        country=lull.country,
        as_of=lull.as_of,
        today=lull.as_of,
        mode="revised",
        settings=settings,
        counts=counts,
    )


def is_found(lull: PastLull, line: float, counts: Counts, settings: Settings) -> bool:
    """Whether Smoulder, asked on the day, finds the very same lull and freezes the same line."""
    try:
        ground, moment = find_running(request_of(lull, counts, settings))
    except SmoulderError:
        return False
    own = settings.comeback_line(ground.standing.lulls[-1].lowest)
    return (moment.known, moment.month) == (lull.known, lull.twelfth) and bool(np.isclose(own, line))


def in_words(lull: PastLull) -> str:
    """The lull in a line, without what came of it."""
    return f"{lull.group}, {lull.country}: known {month_text(lull.known)}, asked {lull.as_of}"


def _name(group: Group) -> str:
    return group.full_name or group.name
