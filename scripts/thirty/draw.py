"""The draw: thirty lulls of the frame, and which of them get a report, by seed (docs/cases/thirty/protocol.md)."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from smoulder.records.month import month_index, month_text
from thirty.frame import PastLull

SEED = 20261123
PLACES = {1990: 7, 2000: 8, 2010: 8, 2020: 7}
"""Lulls by decade of the twelfth month."""
TOTAL = sum(PLACES.values())
MOST = 6
"""Lulls from one country."""
HERE = Path(__file__).parents[2] / "docs" / "cases" / "thirty"
LIST, FRAME = HERE / "list.csv", HERE / "frame.csv"
LULL = ("group_id", "group", "country", "known", "twelfth", "as_of")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A lull that was drawn.

    number: 1 to 30, by as-of day; rank: 1 to 30, in which order they get a report.
    """

    number: int
    lull: PastLull
    rank: int


def draw(frame: Sequence[PastLull], seed: int = SEED) -> list[Drawn]:
    """Draw thirty under the limits on countries, groups and decades; see the protocol.

    raises: ValueError where the frame cannot give thirty.
    """
    rng = np.random.default_rng(seed)
    shuffled = [frame[at] for at in rng.permutation(len(frame))]
    taken: list[PastLull] = []
    # first with places by decade, then without, then with several lulls of one group in a country
    for decades, once in ((True, True), (False, True), (False, False)):
        for lull in shuffled:
            if len(taken) < TOTAL and lull not in taken and _may(lull, taken, decades=decades, once=once):
                taken.append(lull)
    if len(taken) < TOTAL:
        raise ValueError(f"the frame of {len(frame)} gives {len(taken)} lulls, not {TOTAL}; widen it")
    taken.sort(key=lambda one: (one.twelfth, one.group_id, one.country))
    ranks = rng.permutation(TOTAL)
    return [Drawn(at + 1, lull, int(ranks[at]) + 1) for at, lull in enumerate(taken)]


def _may(lull: PastLull, taken: Sequence[PastLull], *, decades: bool, once: bool) -> bool:
    country = sum(one.country == lull.country for one in taken)
    own = sum((one.group_id, one.country) == (lull.group_id, lull.country) for one in taken)
    decade = Counter(one.decade for one in taken)[lull.decade]
    full = decades and decade >= PLACES.get(lull.decade, 0)
    return country < MOST and not full and not (once and own)


def write_list(drawn: Sequence[Drawn], path: Path = LIST) -> None:
    """Keep the list, without outcomes."""
    rows = [(one.number, *_cells(one.lull), one.rank) for one in drawn]
    _write(path, ("number", *LULL, "report_rank"), rows)


def read_list(path: Path = LIST) -> list[Drawn]:
    """The list as it was kept."""
    return [Drawn(int(row["number"]), _lull(row), int(row["report_rank"])) for row in _read(path)]


def write_frame(frame: Sequence[PastLull], path: Path = FRAME) -> None:
    """Keep the frame that was drawn from, without outcomes."""
    _write(path, LULL, [_cells(one) for one in frame])


def read_frame(path: Path = FRAME) -> list[PastLull]:
    """The frame as it was kept."""
    return [_lull(row) for row in _read(path)]


def _cells(lull: PastLull) -> tuple[object, ...]:
    months = month_text(lull.known), month_text(lull.twelfth), lull.as_of.isoformat()
    return lull.group_id, lull.group, lull.country, *months


def _lull(row: dict[str, str]) -> PastLull:
    months = month_index(row["known"]), month_index(row["twelfth"])
    return PastLull(int(row["group_id"]), row["group"], row["country"], *months)


def _write(path: Path, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
