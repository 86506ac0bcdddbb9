"""Questions are closed by the data, by the label that trains the comeback model."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from smoulder.assessment.record.deciding import Decider
from smoulder.assessment.record.resolve import Found, new_resolutions, resolve
from smoulder.models.comeback.origins import find_origins
from smoulder.reading.figures import load_all_series
from smoulder.reading.groups import load_registry
from smoulder.reading.own_groups import OwnGroups
from smoulder.records.asked import Asked, Resolution
from smoulder.records.calendar import Calendar
from smoulder.records.month import month_text, parse_day
from smoulder.records.pressure import PressureEntry
from smoulder.records.series import Series
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts
from tests.assessment.record.world import NOW, asked, decider, release, series

QUIET = [2.0] * 12
"""A year of two deaths a month, before the as-of day."""


def found(one: Series, question: Asked, last: Resolution | None = None, covers=()) -> Found:  # type: ignore[no-untyped-def]
    known = {} if last is None else {question.id: last}
    return resolve([question], known, decider(one, covers), Calendar(), NOW)[0]


def stands(one: Found) -> tuple[str, bool, bool]:
    assert one.resolution is not None
    return one.resolution.status, one.resolution.final, one.resolution.early


def test_a_month_at_the_line_is_a_yes_as_soon_as_it_is_seen() -> None:
    # 24 a year before; 2020-03 brings 40, so that A is 22 + 40 = 62 and the line of 60 is reached
    seen = found(series("2019-01", [*QUIET, 2, 2, 40]), asked())
    assert stands(seen) == ("yes", True, True)
    assert seen.resolution is not None
    assert seen.resolution.rows == ("UCDP GED 25.1, Iraq, 2020-03: 62 deaths in 12 months, line 60",)


def test_a_yes_is_early_no_more_once_its_horizon_is_covered() -> None:
    before = found(series("2019-01", [*QUIET, 2, 2, 40]), asked()).resolution
    later = found(series("2019-01", [*QUIET, 2, 2, 40, *[0.0] * 9]), asked(), before)
    assert stands(later) == ("yes", True, False)
    assert later.new


@pytest.mark.parametrize(("months", "status"), [(11, "undecidable"), (12, "no"), (30, "no")])
def test_a_no_needs_every_month_of_the_horizon(months: int, status: str) -> None:
    seen = found(series("2019-01", [*QUIET, *[2.0] * months]), asked())
    assert stands(seen)[0] == status


def test_a_month_after_the_horizon_decides_nothing() -> None:
    assert stands(found(series("2019-01", [*QUIET, *[2.0] * 12, 500.0]), asked()))[0] == "no"


def test_the_last_month_before_the_as_of_day_decides_nothing() -> None:
    months = series("2019-01", [400.0, *[0.0] * 10, 102.0, *[0.0] * 12])  # A is 502 in 2019-12, then 102
    assert stands(found(months, asked(line=501.0)))[0] == "no"


def test_a_question_whose_months_are_to_come_stays_open() -> None:
    question = asked(as_of=date(2023, 6, 1), horizon=12)
    seen = found(series("2019-01", [2.0] * 60), question)
    assert seen.resolution is None
    assert "2024-05" in seen.why


def test_months_that_are_not_covered_are_named_with_the_yearly_rows_that_follow() -> None:
    seen = found(series("2019-01", [*QUIET, 2.0, 2.0]), asked())
    assert stands(seen) == ("undecidable", False, False)
    assert "10 months from 2020-03 to 2020-12" in seen.why
    assert "only yearly rows follow" in seen.why


def test_a_question_counted_by_years_alone_has_no_months() -> None:
    seen = found(series("2019-01", [2.0] * 30), asked(measure="battle-related by dyad"))
    assert stands(seen)[0] == "undecidable"
    assert "only yearly rows" in seen.why


def test_candidate_months_decide_until_the_yearly_release_and_then_it_does() -> None:
    months = [*QUIET, 2, 2, 40, *[0.0] * 9]
    fast = [release("24.0.3", "2020-01", "2020-12", final=False)]
    before = found(series("2019-01", months), asked(), covers=fast)
    assert stands(before) == ("yes", False, False)
    assert before.resolution is not None
    assert before.resolution.rows[0].startswith("UCDP Candidate 24.0.3")
    assert before.resolution.rows[0].endswith("(candidate)")
    both = [*fast, release("21.1", "2019-01", "2020-12")]
    revised = series("2019-01", [*QUIET, 2, 2, 20, *[0.0] * 9])
    after = found(revised, asked(), before.resolution, covers=both)
    assert stands(after) == ("no", True, False)
    assert new_resolutions([after]) == [after.resolution]


def test_a_yes_on_final_months_is_final_though_candidate_months_follow() -> None:
    covers = [
        release("21.1", "2019-01", "2020-04"),
        release("21.0.5", "2020-05", "2020-12", final=False),
    ]
    assert stands(found(series("2019-01", [*QUIET, 2, 2, 40, *[0.0] * 9]), asked(), covers=covers)) == (
        "yes",
        True,
        False,
    )


def test_what_is_final_is_not_looked_at_again() -> None:
    first = found(series("2019-01", [*QUIET, *[2.0] * 12]), asked()).resolution
    again = found(series("2019-01", [*QUIET, *[200.0] * 12]), asked(), first)
    assert again.resolution is first
    assert not again.new


def test_the_same_answer_is_not_kept_twice() -> None:
    months = series("2019-01", [*QUIET, 2.0])
    first = found(months, asked()).resolution
    assert not found(months, asked(), first).new


def test_a_yes_that_candidate_rows_no_longer_bear_is_taken_back() -> None:
    question = asked(as_of=date(2023, 6, 1))
    covers = [release("23.0.9", "2023-01", "2023-12", final=False)]
    before = found(series("2022-01", [2.0] * 20 + [90.0]), question, covers=covers)
    assert stands(before) == ("yes", False, True)
    after = found(series("2022-01", [2.0] * 24), question, before.resolution, covers=covers)
    assert stands(after)[0] == "undecidable"
    assert "taken back" in after.why


def test_an_answer_on_a_branch_is_taken_back_where_the_calendar_tells_it_no_more() -> None:
    question = asked(branch="stays", rule="stays", kind="foreign troops")
    plain = {"kind": "foreign troops", "by": "Sudland", "country": "Iraq", "size": 5000, "unit": "troops"}
    counts = [PressureEntry.model_validate(plain | {"seen": day}) for day in ("2019-12-20", "2021-02-01")]
    months = decider(
        series("2019-01", [*QUIET, *[2.0] * 12]),
        [release("21.0.1", "2020-01", "2020-12", final=False)],
    )
    (before,) = resolve([question], {}, months, Calendar(entries=tuple(counts)), NOW)
    assert stands(before) == ("no", False, False)
    assert before.resolution is not None
    known = {question.id: before.resolution}
    (after,) = resolve([question], known, months, Calendar(entries=tuple(counts[1:])), NOW)
    assert (stands(after)[0], after.new) == ("undecidable", True)
    assert after.why.startswith(
        "taken back: the calendar by which it was 'no' has changed; whether the branch was taken is not known: "
    )
    assert new_resolutions([after]) == [after.resolution]
    assert after.resolution is not None
    (again,) = resolve([question], {question.id: after.resolution}, months, Calendar(), NOW)
    assert not again.new, "what was taken back is taken back once"


def test_a_scaled_month_is_shown_as_scaled() -> None:
    # of the twelve months to 2020-03 one is not known: 30 + 10 · 2 = 50 in eleven, 54.5 scaled to twelve
    months = [2.0] * 11 + [float("nan"), 2.0, 2.0, 30.0]
    seen = found(series("2019-01", months), asked(line=50.0))
    assert seen.resolution is not None
    assert seen.resolution.rows[0].endswith(
        "55 deaths in 12 months, line 50 (scaled up: 1 of the 12 months not known)"
    )


def test_a_month_at_the_line_behind_a_hole_is_a_yes() -> None:
    # three unknown months make A unknown for a year; the year after it is known again
    months = [*QUIET, *[float("nan")] * 3, *[2.0] * 9, *[2.0] * 8, 70.0]
    assert stands(found(series("2019-01", months), asked(horizon=24)))[0] == "yes"


def test_a_group_that_won_within_the_horizon_did_not_come_back() -> None:
    # known as the government of Ethiopia since 1991-05, as the register has it
    one = series("1990-01", [2.0] * 16, group_id=410, country="Ethiopia")
    question = asked(group_id=410, country="Ethiopia", as_of=date(1991, 1, 1), lull="1990-06")
    seen = found(one, question)
    assert stands(seen) == ("no", True, False)
    assert "won" in seen.why


def test_the_data_decide_as_the_label_that_trains_the_model() -> None:
    """Every decided origin of forty shipped series is asked as a question, and comes out alike."""
    shipped = [one for one in load_all_series() if np.nansum(one.deaths) > 500][:40]
    settings, own = Settings(), OwnGroups()
    origins = find_origins(shipped, settings)
    looked = Decider(Counts(), load_registry(own), own, date(1980, 1, 1))  # no victory is known by then
    rng, horizon = np.random.default_rng(1), 12
    rows = np.flatnonzero(origins.decided(horizon))
    rows = rng.choice(rows, 300, replace=False)
    back = origins.came_back(horizon)
    major = origins.came_back(horizon, major=True)
    questions, truth = [], []
    for row in rows.tolist():
        for topic, line, yes in (
            ("comeback", origins.line, back),
            ("major", origins.major_line, major),
        ):
            questions.append(
                asked(
                    id=f"{len(questions):012x}",
                    group_id=int(origins.group[row]),
                    country=origins.countries[origins.country[row]],
                    as_of=parse_day(month_text(int(origins.month[row]))),
                    topic=topic,
                    line=float(line[row]),
                    chains="apart",
                )
            )
            truth.append("yes" if yes[row] else "no")
    found_ = resolve(questions, {}, looked, Calendar(), datetime(2026, 1, 1, tzinfo=UTC))
    assert [one.resolution.status for one in found_ if one.resolution] == truth
    assert {"yes", "no"} == set(truth)
