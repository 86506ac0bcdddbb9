"""Write what groups did around past departures of foreign troops: `python scripts/build_opportunity_departures.py`.

For each departure that the hand-kept cases or three data sets of personnel show, in countries whose months are
covered, and each group that fought a government in the two years before: six months up to the departure and six
after it, each forecast from the month before it. The table holds what was expected and seen, and how likely that is
at effects of an eighth to eight times. Needs the data folder beside the checkout; a few seconds.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from smoulder.models.opportunity.departures import COLUMNS, FILE, RATIOS
from smoulder.models.opportunity.effect import Behaviour
from smoulder.models.opportunity.kinds import choose_kind
from smoulder.models.opportunity.look import look
from smoulder.models.opportunity.matter import HISTORY, Matter, find_matter
from smoulder.models.opportunity.window import Window
from smoulder.reading.figures import load_all_series, load_pressure_cases
from smoulder.reading.pressure_data.kathman import load_kathman
from smoulder.reading.pressure_data.mullenbach import load_mullenbach
from smoulder.reading.pressure_data.troopdata import load_troopdata
from smoulder.records.month import month_of, month_text, parse_day
from smoulder.records.pressure import PressureRow
from smoulder.records.series import Series

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "src" / "smoulder" / "figures"
LOADERS = (
    (load_troopdata, "troopdata_us_troops_country_quarter_1950_2025.csv"),
    (load_kathman, "kathman_un_mission_month_1990_2019.csv"),
    (load_mullenbach, "mullenbach_third_party_pkm_v3.1_1946_2014.csv"),
)
LEAST = 1000
"""Personnel from which a force counts."""
LEFT = 0.1
"""A force has left where less than this share of its greatest strength is there."""
STAYS = 0.5
"""Another force of at least this share of it, the month after: it was handed over, or was not what held."""
MONTHS = 6
SEED, DRAWS = 1, 400

Force = dict[int, float]
"""Personnel by month."""


def main() -> None:
    """Find the departures, test every group's windows, and write the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--shared", type=Path, default=ROOT / ".." / "shared")
    folder = arguments.parse_args().shared / "data" / "pressure"
    if not folder.is_dir():
        sys.exit(f"{folder} is not there; pass --shared with the folder that holds data/pressure")
    series = load_all_series()
    against = {(one.group_id, one.country): one for one in load_all_series("state-based")}
    first = series[0]
    whole = find_matter(series, first.group_id, first.country, "inflicted", max(one.last for one in series))
    rows: list[tuple[str, ...]] = []
    for country, left in find_departures([load(folder / name) for load, name in LOADERS]):
        for place, one in enumerate(series):
            if one.country == country:
                fights = against.get((one.group_id, country))
                matter = replace(whole, place=place)
                rows += windows_of(matter, fights, one.group_id, one.group, country, left)
    text = "\n".join(",".join(row) for row in [COLUMNS, *sorted(rows)]) + "\n"
    (FIGURES / FILE).write_text(text, encoding="utf-8")
    print(f"{len(rows)} windows of {len({row[:2] for row in rows})} departures in {FIGURES / FILE}")


def find_departures(sources: list[list[PressureRow]]) -> list[tuple[str, int]]:
    """Country and last month of each force that left; of two sources within a year, the hand-kept or earlier one."""
    cases = [step for step in load_pressure_cases() if step.step == "departed"]
    found = [(step.country, month_of(parse_day(step.date))) for step in cases]
    forces = [forces_of(rows) for rows in sources]
    covered = {one.country for one in load_all_series()}
    for of_source in forces:
        for (country, by), force in of_source.items():
            most = max(force.values())
            left = max(month for month, size in force.items() if size >= LEFT * most)
            # a force that is there in the last month of its source is not known to have left
            end = max(month for each in of_source.values() for month in each)
            others = [
                other.get(left + 1, 0.0)
                for each in forces
                for (where, name), other in each.items()
                if where == country and name != by
            ]
            stays = max(others, default=0.0) >= STAYS * most
            near = any(where == country and abs(month - left) <= 12 for where, month in found)
            if country in covered and most >= LEAST and left < end and not stays and not near:
                found.append((country, left))
    return sorted(found)


def forces_of(rows: list[PressureRow]) -> dict[tuple[str, str], Force]:
    """Personnel by month of each force in each country; months between two known ones keep the earlier size."""
    found: dict[tuple[str, str], Force] = defaultdict(dict)
    for row in sorted(rows, key=lambda one: one.first):
        if row.size is None:
            continue
        force = found[row.country, row.by]
        if force:
            before = max(force)
            force.update(dict.fromkeys(range(before + 1, row.first), force[before]))
        force.update(dict.fromkeys(range(row.first, row.last + 1), row.size))
    return found


def fought(fights: Series | None, until: int) -> bool:
    """Whether a group has deaths in fights with a government in the two years up to a month."""
    if fights is None:
        return False
    recent = (fights.months > until - 24) & (fights.months <= until)
    return bool(np.nansum(fights.deaths[recent]) > 0)


def windows_of(
    matter: Matter, fights: Series | None, group_id: int, group: str, country: str, left: int
) -> list[tuple[str, ...]]:
    """Rows for the months before and after one departure, where the group's months are covered."""
    spans = {"before": (left - MONTHS + 1, left), "after": (left + 1, left + MONTHS)}
    rows = []
    for phase, (first, last) in spans.items():
        window = Window(day_of(first), day_of(last, end=True))
        if matter.history(window) < HISTORY or not matter.covers(window) or not fought(fights, window.cut):
            continue
        # one phase each, so that the forecast of the second has seen the first
        outlook, seen, _ = look(matter, window, choose_kind("protests"), SEED, DRAWS)
        case = seen[np.newaxis]
        chances = outlook.chance_by_node(case, Behaviour(RATIOS[:, np.newaxis]))[:, 0]
        logs = np.log(chances) - np.log(outlook.chance(case, Behaviour(np.ones((1, 1))))[0])
        expected = f"{outlook.totals.mean():.1f}"
        about = (country, month_text(left), str(group_id), f'"{group}"', phase, month_text(last))
        rows.append((*about, f"{seen[0]:.0f}", expected, *(f"{one:.3f}" for one in logs)))
    return rows


def day_of(month: int, *, end: bool = False) -> date:
    """The first day of a month, or its last."""
    if end:
        return date.fromordinal(day_of(month + 1).toordinal() - 1)
    return date(month // 12, month % 12 + 1, 1)


if __name__ == "__main__":
    main()
