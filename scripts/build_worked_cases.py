"""Write the tables of the two worked cases into their pages: `python scripts/build_worked_cases.py`.

Each case is asked as of its day, in the mode `revised`, on the figures that ship, with the calendar in `examples/`.
Then it is scored: what came of the question, which branch the dated rule says was taken, and how the chance on that
branch did against the base rate and the quiet-age table, both counted on what was known by the fit. Half a minute.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from smoulder.assessment.scenario import Asked, make_scenario
from smoulder.brief.numbers import percent, points, spread
from smoulder.models.backtest.comebacks import HORIZONS, reference_chances
from smoulder.models.comeback.learn import groups_of, learning_sample, with_series
from smoulder.models.comeback.live import origin_now
from smoulder.models.comeback.origins import Origins, find_origins
from smoulder.models.comeback.stored import month_of_fit
from smoulder.reading.holdings import load_whole_years
from smoulder.reading.pressure_calendar import load_calendar
from smoulder.records.case import Question
from smoulder.records.month import last_full_month
from smoulder.records.scenario import Scenario
from smoulder.records.series import Series
from smoulder.records.settings import Settings
from smoulder.series.situation import Standing, stand
from smoulder.store.counts import Counts

ROOT = Path(__file__).parents[1]
GROUP, COUNTRY = 234, "Iraq"
BEGIN, END = "<!-- figures: scripts/build_worked_cases.py -->", "<!-- end of figures -->"


@dataclass(frozen=True, slots=True)
class Case:
    """A worked case: the name of its page and calendar, and its day."""

    name: str
    as_of: date


CASES = (Case("iraq-2011", date(2011, 12, 15)), Case("iraq-2020", date(2020, 1, 23)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the question at one horizon: None where it cannot be decided."""

    back: bool | None
    major: bool | None
    how: str


@dataclass(frozen=True, slots=True)
class Worked:
    """A case with everything its page shows.

    base, table: chances by horizon of the references, of a comeback.
    """

    scenario: Scenario
    outcomes: dict[int, Outcome]
    base: dict[int, float]
    table: dict[int, float]
    inflicted: dict[int, float]

    def taken(self, horizon: int) -> str:
        """The branch that was taken, '' where the calendar cannot tell."""
        found = [
            one.branch for one in self.scenario.verdicts if (one.horizon, one.answer) == (horizon, "taken")
        ]
        return found[0] if len(found) == 1 else ""

    def void(self) -> int:
        """How many questions on branches are void."""
        return sum(one.void for one in self.scenario.verdicts)


def work(case: Case) -> Worked:
    """Ask a case and score it."""
    counts, settings = Counts(), Settings()
    series, to = counts.series(GROUP, COUNTRY), last_full_month(case.as_of)
    years = tuple(load_whole_years(GROUP, COUNTRY))
    standing = stand(series, years, to, to, settings, np.random.default_rng(settings.seed))
    lull = standing.lulls[-1]
    line = settings.comeback_line(lull.lowest)
    question = Question(
        group_id=GROUP,
        group="Islamic State",
        country=COUNTRY,
        as_of=case.as_of,
        horizons=HORIZONS,
        peak=lull.peak,
        lowest=lull.lowest,
        line=line,
        major_line=max(line, lull.peak / 2),
    )
    calendar = load_calendar(ROOT / "examples" / f"pressure-{case.name}.toml")
    found = make_scenario(Asked(case.name, question, record=calendar, judge=True, settings=settings))
    groups = groups_of(counts, case.as_of)
    now = origin_now(with_series(groups, standing.carried), (GROUP, COUNTRY), settings, to).origins
    month = month_of_fit(to)
    known = learning_sample(groups, settings, month, borrow=False).seen_by(month).origins
    base, table = (
        dict(zip(HORIZONS, row[0, :, -1].tolist(), strict=True))
        for row in reference_chances(known, now, major=False)
    )
    return Worked(
        found,
        {one: outcome(series, standing, now, one, to) for one in HORIZONS},
        base,
        table,
        {one: told for one in HORIZONS if (told := inflicted(series, to, one)) is not None},
    )


def outcome(series: Series, standing: Standing, now: Origins, horizon: int, to: int) -> Outcome:
    """What came of the question, from months where they cover the horizon, else from yearly rows."""
    if series.last >= to + horizon:
        later = find_origins([series], Settings())
        at = later.take(later.month == to)
        back, major = int(at.back[0]), int(at.back_major[0])
        return Outcome(0 < back <= horizon, 0 < major <= horizon, "months")
    bridge = standing.bridge
    rows = [
        row
        for row in load_whole_years(GROUP, COUNTRY)
        if bridge is not None
        and (row.kind, row.where) == (bridge.kind, COUNTRY)
        and to < row.year * 12 + 11 <= to + horizon
    ]
    if bridge is None or not rows:
        return Outcome(None, None, "no month and no whole year covers it")
    most = max(row.deaths for row in rows)
    line, big = float(now.line[0]), float(now.major_line[0])
    words = (
        f"the worst year held {most:,.0f} {bridge.kind} deaths: {most * bridge.ratio:,.0f} by the ratio of "
        f"{bridge.ratio:.2f}, at most {most * bridge.high:,.0f}"
    )
    return Outcome(most * bridge.ratio >= line, most * bridge.ratio >= big, words)


def inflicted(series: Series, to: int, horizon: int) -> float | None:
    """Deaths that the group did inflict, where the months cover the horizon."""
    if series.last < to + horizon:
        return None
    return float(series.inflicted[to + 1 - series.first : to + 1 + horizon - series.first].sum())


def page_block(worked: Worked) -> str:
    """The tables of a page, as Markdown."""
    return "\n\n".join([_said(worked), _scored(worked), _deaths(worked), _summed(worked)])


def _said(worked: Worked) -> str:
    branches = worked.scenario.branches
    names = [one.id for one in branches.branches]
    lines = [
        "| within | " + " | ".join(names) + " | eases over stays, points | comes off over stays, points |",
        "|---" * (len(names) + 3) + "|",
    ]
    for horizon in HORIZONS:
        cells = []
        for one in branches.branches:
            chance, major = one.comeback[horizon], one.major[horizon]
            cells.append(
                f"{percent(chance.value)} ({spread(chance.low, chance.high)}), major {percent(major.value)}"
            )
        for name in names[1:]:
            gap = branches.differences[name][horizon]
            cells.append(f"{points(gap.value)} ({points(gap.low)} to {points(gap.high)})")
        lines.append(f"| {horizon} months | " + " | ".join(cells) + " |")
    return "\n".join(lines).replace("\xa0", " ")


def _scored(worked: Worked) -> str:
    lines = [
        "| within | came back? | branch taken | chance on it | base rate | quiet-age table | Brier: ours, base, table "
        "| log: ours, base, table |",
        "|---" * 8 + "|",
    ]
    for horizon in HORIZONS:
        told, taken = worked.outcomes[horizon], worked.taken(horizon)
        chances = _chances(worked, horizon)
        scores = "not scored | not scored"
        if told.back is not None and taken:
            squared = ", ".join(f"{brier(one, told.back):.3f}" for one in chances)
            logs = ", ".join(f"{log_score(one, told.back):.3f}" for one in chances)
            scores = f"{squared} | {logs}"
        back = "cannot be decided" if told.back is None else "yes" if told.back else "no"
        major = "" if told.major is None else f" (major: {'yes' if told.major else 'no'})"
        ours = percent(chances[0]) if taken else "–"
        lines.append(
            f"| {horizon} months | {back}{major} | {taken or 'not known'} | {ours} "
            f"| {percent(worked.base[horizon])} | {percent(worked.table[horizon])} | {scores} |"
        )
    return "\n".join(lines).replace("\xa0", " ")


def _chances(worked: Worked, horizon: int) -> tuple[float, float, float]:
    """On the branch taken, or where none is known on the first; base rate; quiet-age table."""
    taken = worked.taken(horizon)
    branch = next(
        (one for one in worked.scenario.branches.branches if one.id == taken),
        worked.scenario.branches.branches[0],
    )
    return branch.comeback[horizon].value, worked.base[horizon], worked.table[horizon]


def brier(chance: float, happened: bool) -> float:
    """Squared error of one chance; less is better.

    >>> brier(0.2, True)
    0.6400000000000001
    """
    return (chance - float(happened)) ** 2


def log_score(chance: float, happened: bool) -> float:
    """Minus the logarithm of the chance of what happened; less is better.

    >>> round(log_score(0.5, False), 3)
    0.693
    """
    return -math.log(chance if happened else 1 - chance)


def _deaths(worked: Worked) -> str:
    lines = [
        "| within | inflicted deaths, middle (90 % of futures), on each branch | happened |",
        "|---|---|---|",
    ]
    for horizon in HORIZONS:
        cells = []
        for one in worked.scenario.branches.branches:
            if one.deaths is not None:
                upto = one.deaths.upto[horizon]
                cells.append(f"{one.id} {upto.value:,.0f} ({upto.low:,.0f} to {upto.high:,.0f})")
        seen = worked.inflicted.get(horizon)
        happened = "not covered by months" if seen is None else f"{seen:,.0f}"
        lines.append(f"| {horizon} months | {'; '.join(cells)} | {happened} |")
    return "\n".join(lines)


def _summed(worked: Worked) -> str:
    """Means over the horizons that are scored, and what is void."""
    rows = [
        (_chances(worked, horizon), bool(worked.outcomes[horizon].back))
        for horizon in HORIZONS
        if worked.outcomes[horizon].back is not None and worked.taken(horizon)
    ]
    total = len(worked.scenario.verdicts)
    unknown = sum(one.answer == "not known" for one in worked.scenario.verdicts)
    void = f"Of {total} questions on branches {worked.void()} are void, because the branch was not taken"
    void += f", and of {unknown} it is not known." if unknown else "."
    if not rows:
        return void
    means = [
        [float(np.mean([score(chances[at], yes) for chances, yes in rows])) for at in range(3)]
        for score in (brier, log_score)
    ]
    return (
        f"{void} Over the {len(rows)} horizons that are scored the mean Brier score is {means[0][0]:.3f} "
        f"(base rate {means[0][1]:.3f}, quiet-age table {means[0][2]:.3f}) and the mean log score {means[1][0]:.3f} "
        f"(base rate {means[1][1]:.3f}, quiet-age table {means[1][2]:.3f}); less is better."
    )


def block_of(page: str) -> str:
    """What stands between the marks of a page."""
    return page[page.index(BEGIN) + len(BEGIN) : page.index(END)].strip()


def main() -> None:
    """Write both pages anew."""
    for case in CASES:
        path = ROOT / "docs" / "cases" / f"{case.name}.md"
        page = path.read_text(encoding="utf-8")
        head, tail = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
        path.write_text(f"{head}\n{page_block(work(case))}\n\n{tail}", encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
