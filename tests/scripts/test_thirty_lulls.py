"""The thirty past lulls: how they were drawn, how they are scored, and that the page says what is kept."""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]


@cache
def part(name: str) -> Any:  # Any: a module of the script
    folder = str(ROOT / "scripts")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module(f"thirty.{name}")
    finally:
        sys.path.remove(folder)


def lull(group: int = 1, country: str = "A", year: int = 2001) -> Any:  # Any: a class of the script
    return part("frame").PastLull(group, f"group {group}", country, year * 12, year * 12 + 12)


def answer(
    number: int, model: float, judged: float, back: bool, *items: tuple[str, float]
) -> Any:  # Any: as above
    module = part("answer")
    chances = {who: {12: model, 24: model} for who in module.WHO}
    chances[module.JUDGEMENT] = {12: judged, 24: judged}
    moved = tuple(module.Moved("a kind", source, moves) for source, moves in items)
    status = "yes" if back else "no"
    return module.Answer(
        number, chances, {12: back, 24: back}, {12: status, 24: status}, 25.0, "2000-12", moved
    )


def scored(*answers: Any) -> Any:  # Any: as above
    drawn = [
        part("draw").Drawn(one.number, lull(group=at, country=f"C{at}"), at + 1)
        for at, one in enumerate(answers)
    ]
    return part("scores").Scored(drawn, answers)


def test_the_seed_gives_the_list_that_is_kept() -> None:
    draw = part("draw")
    assert draw.draw(draw.read_frame()) == draw.read_list()


def test_the_thirty_keep_to_the_limits_on_countries_groups_and_decades() -> None:
    draw = part("draw")
    drawn = draw.read_list()
    lulls = [one.lull for one in drawn]
    assert len(drawn) == 30
    assert [one.number for one in drawn] == list(range(1, 31))
    assert max(Counter(one.country for one in lulls).values()) <= 6
    assert Counter(one.decade for one in lulls) == draw.PLACES
    assert len({(one.group_id, one.country) for one in lulls}) == 30
    assert sorted(one.rank for one in drawn) == list(range(1, 31))
    assert all(one.twelfth == one.known + 12 for one in lulls)


def test_the_list_and_the_frame_hold_no_outcome() -> None:
    draw = part("draw")
    told = {"number", "group_id", "group", "country", "known", "twelfth", "as_of", "report_rank"}
    for path in (draw.LIST, draw.FRAME):
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        assert set(header) <= told, path.name


@given(
    st.lists(
        st.tuples(st.integers(1, 60), st.sampled_from("ABCDEFGH"), st.integers(1994, 2023)),
        min_size=1,
        max_size=120,
        unique=True,
    ),
    st.integers(0, 2**32 - 1),
)
def test_whatever_the_frame_a_draw_keeps_to_six_a_country_or_says_that_it_cannot(
    rows: list[tuple[int, str, int]], seed: int
) -> None:
    draw, frame = part("draw"), [lull(*row) for row in rows]
    # a country gives six at most
    if sum(min(6, count) for count in Counter(one.country for one in frame).values()) < 30:
        with pytest.raises(ValueError, match="widen it"):
            draw.draw(frame, seed)
        return
    drawn = draw.draw(frame, seed)
    lulls = [one.lull for one in drawn]
    assert len(set(lulls)) == 30
    assert max(Counter(one.country for one in lulls).values()) <= 6
    assert draw.draw(frame, seed) == drawn


def test_each_of_the_first_ten_has_a_report_and_no_other_lull_has_one() -> None:
    with_report = {one.number for one in part("draw").read_list() if one.rank <= 10}
    names = sorted(path.name for path in part("run").REPORTS.iterdir())
    assert {int(name[:2]) for name in names} == with_report
    assert len(names) == 10


def test_no_report_is_later_than_its_day_or_names_a_later_year() -> None:
    from smoulder.reading.page import open_report

    for one in part("draw").read_list():
        path = part("run").report_of(one.number)
        if path is None:
            continue
        report = open_report(path)
        assert report.published is not None, path.name
        assert report.published <= one.lull.as_of, path.name
        assert 150 <= len(report.raw.split()) <= 300, path.name
        years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", report.raw)]
        assert max(years) <= one.lull.as_of.year, path.name


def test_the_page_says_what_is_kept() -> None:
    made = part("page").page_of(part("draw").read_list(), part("answer").read_answers())
    kept = part("page").PAGE.read_text(encoding="utf-8")
    assert made == kept, "python scripts/thirty_lulls.py --page"


def test_what_is_kept_was_learnt_before_the_day_and_resolves_as_the_ledger_does() -> None:
    answers, drawn = part("answer").read_answers(), part("draw").read_list()
    assert [one.number for one in answers] == [one.number for one in drawn]
    for one, kept in zip(drawn, answers, strict=True):
        assert kept.fitted_to < one.lull.as_of.strftime("%Y-%m")
        assert kept.resolved == {h: "yes" if back else "no" for h, back in kept.back.items()}
        assert kept.has_report == (part("run").report_of(one.number) is not None)
        assert kept.back[24] or not kept.back[12]


def test_answers_are_read_back_as_they_were_kept(tmp_path: Path) -> None:
    module, one = part("answer"), answer(1, 0.25, 0.5, True, ("report", 0.01))
    module.store_answers([one], tmp_path / "kept.json")
    assert module.read_answers(tmp_path / "kept.json") == [one]


def test_a_paired_difference_is_the_mean_of_the_lulls_own() -> None:
    scores = part("scores")
    both = scored(answer(1, 0.2, 0.4, True), answer(2, 0.2, 0.1, False))
    found = scores.difference(both, scores.PAIRS[0], "Brier", scores.BOTH, "countries").difference
    # (.6² − .8²) and (.1² − .2²), in the mean
    assert found.value == pytest.approx((-0.28 - 0.03) / 2)
    assert found.low <= found.value <= found.high
    assert scores.verdict(found) == "adds"


def test_an_interval_that_holds_nought_cannot_tell() -> None:
    scores = part("scores")
    both = scored(*(answer(at, 0.2, 0.4, at == 0) for at in range(2)))
    found = scores.difference(both, scores.PAIRS[0], "Brier", 12, "countries").difference
    assert scores.verdict(found) == "cannot tell"
    worse = scored(*(answer(at, 0.2, 0.4, False) for at in range(3)))
    found = scores.difference(worse, scores.PAIRS[0], "log", 24, "groups").difference
    assert scores.verdict(found) == "takes away"


def test_the_least_difference_is_two_and_a_half_standard_errors() -> None:
    from smoulder.models.scores.resample import Estimate

    found = part("scores").least_difference(Estimate(0.3, -1.6449, 1.6449))
    assert found == pytest.approx(1.6449 + 0.8416)


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.booleans()), min_size=1, max_size=8))
def test_moving_odds_in_the_right_direction_always_helps_and_more_helps_more(
    rows: list[tuple[float, bool]],
) -> None:
    scores, some = part("scores"), scored(*(answer(at, p, p, back) for at, (p, back) in enumerate(rows)))
    for score in scores.SCORES:
        gains = [scores.if_moved_right(some, odds, score) for odds in (1.0, *scores.ODDS)]
        assert gains[0] == pytest.approx(0, abs=1e-12)
        assert gains == sorted(gains, reverse=True)


def test_an_item_is_right_if_it_moved_the_answer_to_what_happened() -> None:
    answers = [
        answer(1, 0.2, 0.2, True, ("report", 0.02), ("data", -0.01), ("data", 0.004)),
        answer(2, 0.2, 0.2, False, ("report", -0.03)),
    ]
    both = part("scores").directions(answers, 12)
    assert (both.items, both.right, both.always) == (3, 2, 1)
    assert (both.size, both.right_size) == (pytest.approx(0.06), pytest.approx(0.05))
    data = part("scores").directions(answers, 12, "data")
    assert (data.items, data.right, data.always) == (1, 0, 0)


def test_reports_are_scored_apart_and_against_the_same_lull_without_them() -> None:
    module, bare = part("answer"), answer(1, 0.2, 0.1, True)
    told = replace(bare, chances=bare.chances | {module.WITHOUT: {12: 0.2, 24: 0.2}})
    both = scored(told, answer(2, 0.2, 0.9, False))
    assert [one.number for one in both.only(report=True).answers] == [1]
    assert [one.lull.group_id for one in both.only(report=False).drawn] == [1]
    found = part("scores").report_difference(both, "Brier", 12).difference
    assert found.value == pytest.approx(0.9**2 - 0.8**2)


def test_what_differs_names_the_lull_and_both_values() -> None:
    what_differs = part("differs").what_differs
    kept = answer(7, 0.2, 0.3, False, ("data", 0.01))
    assert what_differs([kept], [kept]) == []
    near = replace(kept, chances=kept.chances | {"judgement": {12: 0.304, 24: 0.3}})
    assert what_differs([near], [kept]) == []
    far = replace(kept, chances=kept.chances | {"judgement": {12: 0.35, 24: 0.3}}, back={12: False, 24: True})
    lines = what_differs([far], [kept])
    assert len(lines) == 2
    assert lines[1] == "number 7: judgement within 12 months 0.300 is now 0.350"
    assert what_differs([], [kept]) == ["0 lulls where 1 are kept"]


@pytest.mark.slow
def test_the_frame_is_the_one_that_was_drawn_from() -> None:
    from smoulder.records.settings import Settings
    from smoulder.store.counts import Counts

    frame = part("frame").find_frame(Counts(), Settings())
    assert frame == part("draw").read_frame(), "a lull entered or left the frame"


@pytest.mark.slow
def test_another_run_says_what_is_kept() -> None:
    drawn = part("draw").read_list()
    answers = list(part("run").answer_all(drawn, part("run").set_up(None)))
    found = part("differs").what_differs(answers, part("answer").read_answers())
    assert not found, "\n".join(found)


def test_numbers_of_the_page_have_their_signs() -> None:
    signed = part("words").signed
    assert [signed(value) for value in (-0.00004, 0.00006, -0.5)] == ["0.0000", "+0.0001", "−0.5000"]
    assert np.isclose(float(signed(0.25, 2)), 0.25)
