"""Assess every drawn lull as of its twelfth month, set the references beside it, and resolve it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

import numpy as np

from smoulder.assessment.assess import assess
from smoulder.assessment.record.deciding import Decider
from smoulder.assessment.record.resolve import resolve
from smoulder.models.backtest.comebacks import HORIZONS as TABLE_HORIZONS
from smoulder.models.backtest.comebacks import PEAKS, reference_chances
from smoulder.models.comeback.learn import groups_of, learning_sample
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.stored import month_of_fit
from smoulder.reading.groups import load_registry
from smoulder.reading.own_groups import OwnGroups
from smoulder.reading.page import open_report
from smoulder.records.calendar import Calendar
from smoulder.records.case import Assessment
from smoulder.records.question_of import questions_of
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts
from thirty.answer import BASE, DIGITS, JUDGEMENT, MODEL, TABLE, WITHOUT, Answer, Moved
from thirty.draw import Drawn
from thirty.frame import DATA_TO, HORIZONS, LEAST_PEAK, all_groups, origins_at_twelve, request_of

REPORTS = Path(__file__).parents[2] / "docs" / "cases" / "thirty" / "reports"
NOW = datetime.combine(DATA_TO, time(), tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bench:
    """What all lulls are assessed with.

    folder: where fits are kept; origins: the frame's, with what followed.
    """

    counts: Counts
    settings: Settings
    folder: Path | None
    origins: Origins
    decider: Decider


def set_up(folder: Path | None) -> Bench:
    """The figures that ship and the default settings."""
    counts, settings = Counts(), Settings()
    origins = origins_at_twelve(all_groups(counts), settings)
    return Bench(counts, settings, folder, origins, Decider(counts, load_registry(), OwnGroups(), DATA_TO))


def answer_all(drawn: Sequence[Drawn], bench: Bench) -> Iterator[Answer]:
    """One answer after the other, in the order of the list."""
    for one in drawn:
        yield answer_one(one, bench)


def answer_one(drawn: Drawn, bench: Bench) -> Answer:
    """Assess, compare and resolve one lull.

    raises: ValueError where the question is not the one that the frame asked, or its report was not read.
    """
    report = report_of(drawn.number)
    bare = replace(request_of(drawn.lull, bench.counts, bench.settings), folder=bench.folder)
    without = assess(bare)
    found = without if report is None else assess(replace(bare, reports=(open_report(report),)))
    if len(found.readings) != (report is not None):
        raise ValueError(f"number {drawn.number}: {len(found.readings)} reports were read")
    origin = _origin(drawn, bench.origins)
    if found.question.line is None or not np.isclose(found.question.line, float(origin.line[0])):
        raise ValueError(f"number {drawn.number}: line {found.question.line}, not {float(origin.line[0])}")
    chances = {
        JUDGEMENT: _values(found, "answer"),
        MODEL: _values(found, "stack"),
        **_references(drawn, bench, origin),
    }
    if report is not None:
        chances[WITHOUT] = _values(without, "answer")
    return Answer(
        number=drawn.number,
        chances=chances,
        back={one: bool(origin.came_back(one)[0]) for one in HORIZONS},
        resolved=_resolved(found, bench),
        line=round(float(origin.line[0]), 3),
        fitted_to=found.learnt.fitted_to if found.learnt else "",
        items=tuple(
            Moved(one.kind, one.source.kind, round(one.moves_answer, DIGITS)) for one in found.evidence
        ),
    )


def report_of(number: int) -> Path | None:
    """The report of a lull; None where it has none."""
    return next(iter(sorted(REPORTS.glob(f"{number:02d}-*.txt"))), None)


def _origin(drawn: Drawn, origins: Origins) -> Origins:
    lull = drawn.lull
    country = origins.countries.index(lull.country)
    here = (origins.group == lull.group_id) & (origins.country == country) & (origins.month == lull.twelfth)
    return origins.take(here)


def _values(found: Assessment, name: str) -> dict[int, float]:
    held = found.answer if name == "answer" else found.stack
    return {one: round(held[one].value, DIGITS) for one in HORIZONS}


def _references(drawn: Drawn, bench: Bench, origin: Origins) -> dict[str, dict[int, float]]:
    """The quiet-age table and the base rate, on outcomes that were known by the turn of the year."""
    lull, settings = drawn.lull, bench.settings
    month = month_of_fit(lull.twelfth)
    groups = groups_of(bench.counts, lull.as_of)
    past = learning_sample(groups, settings, month, borrow=False).seen_by(month).origins
    base, table = reference_chances(past, origin, major=False)
    side = PEAKS.index(LEAST_PEAK)
    places = [(one, TABLE_HORIZONS.index(one)) for one in HORIZONS]
    return {
        name: {one: round(float(held[0, at, side]), DIGITS) for one, at in places}
        for name, held in ((TABLE, table), (BASE, base))
    }


def _resolved(found: Assessment, bench: Bench) -> dict[int, str]:
    """What the ledger would say of the same questions, by its own rule."""
    asked, _ = questions_of("thirty", found, NOW)
    plain = [one for one in asked if one.topic == "comeback" and not one.branch and one.horizon in HORIZONS]
    closed = resolve(plain, {}, bench.decider, Calendar(), NOW)
    return {
        one.asked.horizon: one.resolution.status if one.resolution else "open"
        for one in sorted(closed, key=lambda one: one.asked.horizon)
    }
