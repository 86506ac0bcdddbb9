"""The watch list: which groups are in a lull, how deep, for how long, and what to be careful about.

docs/methods/watch.md
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from smoulder.records.errors import NoData
from smoulder.records.event import Coverage
from smoulder.records.group import Link
from smoulder.records.series import Floats, Series
from smoulder.records.settings import Chains, Settings
from smoulder.series.all_lulls import Histories, Key, walk_histories
from smoulder.series.chain import follow_chains
from smoulder.series.lull import ACTIVE, state_word
from smoulder.series.provisional import candidate_from, provisional_words
from smoulder.series.silence import Pool, compare, make_pool
from smoulder.series.spell import spell_before
from smoulder.series.traps import Known, Trap, first_day_after, name_traps, victory
from smoulder.series.watched import RECENT_MONTHS, TRAIL_MONTHS, About, Kind, Section, Watched, WatchList

_CANDIDATE = re.compile(r"candidate|\b\d\d\.0?\d?\.\d", re.IGNORECASE)
"""UCDP numbers its candidate releases in three or four parts (26.0.1), its yearly ones in two (25.1)."""


def watch(
    series: Sequence[Series], to: int, settings: Settings | None = None, about: About | None = None
) -> WatchList:
    """Groups in a lull as of the last known month of each series, none of them after `to`.

    series:  one per group and country, of one kind of count.
    to:      last month index to look at.
    returns: every lull that runs; traps are named in each row, and none takes a row away.
    """
    settings, about = settings or Settings(), about or About()
    day = first_day_after(to)
    joined, notes = _join(series, about.links, day, settings.chains)
    histories = walk_histories(joined, settings, to)
    pool = make_pool(histories)
    kinds = _by_key(about.by_kind)
    rows = [
        _row(histories, pool, int(unit), to, settings, about, kinds, notes) for unit in histories.in_lull()
    ]
    order = {"recent": 0, "older": 1, "won": 2}
    rows.sort(
        key=lambda row: (
            order[row.section],
            row.stale,
            -row.spell.ended if row.section == "older" else 0,
            -row.peak,
            row.group,
            row.country,
        )
    )
    return WatchList(
        to=to,
        rows=tuple(rows),
        active=_active(histories),
        names={(one.group_id, one.country): one.group for one in histories.series},
        looked_at=int((histories.last >= 0).sum()),
    )


def _row(
    histories: Histories,
    pool: Pool,
    unit: int,
    to: int,
    settings: Settings,
    about: About,
    kinds: Mapping[Key, list[Series]],
    notes: Mapping[Key, Sequence[str]],
) -> Watched:
    one, path, last = histories.series[unit], histories.path, int(histories.last[unit])
    key = (one.group_id, one.country)
    known = int(np.flatnonzero(path.known[unit, : last + 1])[-1])
    spell = spell_before(histories, unit, known, kinds.get(key, []))
    own = about.links.get(one.group_id, ())
    day = first_day_after(to)
    section: Section = "recent" if last - known < RECENT_MONTHS else "older"
    twelve = float(path.twelve[unit, last])
    return Watched(
        group_id=one.group_id,
        group=one.group,
        country=one.country,
        kind=_kind(one, about, kinds.get(key, [])),
        section="won" if victory(own, one.country, day) else section,
        state=state_word(int(path.state[unit, last]), twelve, settings),
        last=histories.first + last,
        behind=to - histories.first - last,
        known=histories.first + known,
        began=spell.ended,
        peak=float(path.peak[unit, last]),
        lowest=float(path.lowest[unit, last]),
        twelve=twelve,
        spell=spell,
        silence=compare(histories, pool, unit, known, spell.ended - histories.first),
        provisional=_provisional(one, histories.first + last, about.coverage),
        traps=(
            *name_traps(histories, unit, spell, Known(about.links, about.alliances, notes, day)),
            *_candidate_months(one.country, histories.first + last, about),
        ),
        trail=_trail(path.twelve[unit], last),
    )


def _trail(held: Floats, last: int) -> tuple[float | None, ...]:
    """The values of the months up to a column; None where one is not known.

    >>> _trail(np.array([np.nan, 2.0, 1.0]), 1)[-3:]
    (None, None, 2.0)
    """
    columns = range(last - TRAIL_MONTHS + 1, last + 1)
    return tuple(None if at < 0 or np.isnan(held[at]) else float(held[at]) for at in columns)


def _join(
    series: Sequence[Series], links: Mapping[int, Sequence[Link]], day: date, chains: Chains
) -> tuple[list[Series], dict[Key, Sequence[str]]]:
    """Months that are counted under another id, joined to the group they belong to or not, with the notes on them."""
    by_key = {(one.group_id, one.country): one for one in series}

    def load(group_id: int, country: str) -> Series:
        if (group_id, country) not in by_key:
            raise NoData(f"group {group_id} has no series for {country}; its months cannot be joined")
        return by_key[group_id, country]

    joined: list[Series] = []
    notes: dict[Key, Sequence[str]] = {}
    for key, one in by_key.items():
        whole, said = follow_chains(one, links.get(key[0], ()), load, day, chains)
        joined.append(whole)
        if said:
            notes[key] = said
    return joined, notes


def _kind(one: Series, about: About, kinds: Sequence[Series]) -> Kind:
    """Whether it is an organised armed group, a community, or several groups that fought side by side for a time."""
    if ", " in one.group:
        return "alliance"
    level = about.organised.get(one.group_id, "")
    if level:
        return "armed group" if level == "1" else "community"
    armed = [series for series in kinds if series.measure in ("state-based", "one-sided")]
    if armed and not any(np.nansum(series.deaths) > 0 for series in armed):
        return "community"
    return "armed group"


def _provisional(one: Series, last: int, coverage: Sequence[Coverage]) -> bool:
    """Whether A(t) at a month rests on candidate data in part."""
    if not coverage:
        return bool(_CANDIDATE.search(f"{one.source} {one.vintage}"))
    start = candidate_from(coverage, one.country)
    return start is not None and last >= start


def _candidate_months(country: str, last: int, about: About) -> tuple[Trap, ...]:
    """That months up to `last` rest on candidate releases, with the measured factor."""
    start = candidate_from(about.coverage, country)
    if start is None or start > last:
        return ()
    return (Trap("provisional", provisional_words(start, about.inflation.get(country))),)


def _by_key(series: Sequence[Series]) -> dict[Key, list[Series]]:
    found: dict[Key, list[Series]] = {}
    for one in series:
        found.setdefault((one.group_id, one.country), []).append(one)
    return found


def _active(histories: Histories) -> dict[Key, int | None]:
    found: dict[Key, int | None] = {}
    for unit, one in enumerate(histories.series):
        last = int(histories.last[unit])
        if last >= 0 and histories.path.state[unit, last] == ACTIVE:
            back = np.flatnonzero(histories.path.back[unit, : last + 1])
            found[one.group_id, one.country] = histories.first + int(back[-1]) if len(back) else None
    return found
