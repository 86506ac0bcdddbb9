"""Why a number moved: the steps lead from one answer to the next without a gap, and name their causes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.comeback import ask_comeback
from smoulder.assessment.likelihood import KINDS
from smoulder.assessment.moved import LEAST, TOLD, what_moved
from smoulder.models.comeback.learn import groups_of
from smoulder.models.comeback.stored import fit_for
from smoulder.reading.own_groups import OwnGroups
from smoulder.records.case import Assessment, HypothesisView
from smoulder.records.evidence import Item, Likelihood, Source
from smoulder.records.forecast import Chance
from smoulder.records.moved import Moved, MovedStep
from smoulder.records.situation import MonthPoint, YearPoint
from smoulder.store.counts import Counts
from smoulder.store.events import Asked, open_events
from tests.assessment.at_work import Answered
from tests.conftest import build_assessment
from tests.reading.ged_samples import event
from tests.store.event_files import put

Make = Callable[..., Assessment]
NAMES = ("e1", "e2", "e3", "e4", "e5")


def piece(name: str, worth: float = 0.5, **more: Any) -> Item:
    """One item as it was kept, with its worth as its likelihood."""
    plain: dict[str, Any] = {
        "id": name,
        "kind": "traders' talk",
        "text": f"Said of {name}.",
        "source": Source(kind="data", name="x", reliability="B", credibility="2"),
        "cluster": "",
        "weight": 1.0,
        "likelihoods": {"patience": Likelihood(low=worth, mid=worth, high=worth)},
        "why": "-",
        "change": {},
        "flips": False,
    }
    return Item(**(plain | more))


def chance(value: float) -> Chance:
    return Chance(value=value, low=0.0, high=1.0)


def ask(items: Sequence[Item], horizon: int) -> float:
    """A stand-in in which each item's part hangs on the others, as it does in an update."""
    odds = 0.4 + 0.01 * horizon
    for one in items:
        if not one.left_out:
            odds *= 0.5 + one.likelihoods["patience"].mid + len(one.cluster) / 7
    return odds / (1 + odds)


def between(last: Assessment, found: Assessment) -> Moved:
    moved = what_moved(last, found, ask)
    assert moved is not None
    return moved


def answer(items: Sequence[Item], value: float | None = None, **parts: Any) -> Assessment:
    """An answer on the stand-in's ground, or another where its value is given."""
    value = ask(items, 12) if value is None else value
    return build_assessment(evidence=tuple(items), answer={12: chance(value), 24: chance(0.9)}, **parts)


pieces = st.dictionaries(
    st.sampled_from(NAMES),
    st.builds(
        lambda worth, cluster, out: {"worth": worth, "cluster": cluster, "left_out": out},
        st.sampled_from((0.1, 0.5, 0.9)),
        st.sampled_from(("", "one")),
        st.sampled_from(("", "", "rejected by desk two")),
    ),
).map(lambda drawn: [piece(name, **more) for name, more in sorted(drawn.items())])


@settings(max_examples=150, deadline=None)
@given(pieces, pieces, st.one_of(st.none(), st.floats(0.01, 0.99)))
def test_the_steps_lead_from_the_last_answer_to_this_one_without_a_gap(
    old: list[Item], new: list[Item], other_ground: float | None
) -> None:
    settings_ = {"seed": 7} if other_ground is None else {"seed": 8}
    last, found = answer(old, other_ground), answer(new, settings=settings_)
    last = last.model_copy(update={"settings": {"seed": 7}})
    moved = between(last, found)
    way = [moved.before, *(one.after for one in moved.steps)]
    assert (moved.before, moved.after) == (last.answer[12].value, found.answer[12].value)
    assert [one.before for one in moved.steps] == way[:-1]
    assert way[-1] == pytest.approx(moved.after, abs=LEAST * 10)
    named = [one.item for one in moved.steps if one.kind == "evidence"]
    assert len(named) == len(set(named))
    changed = {one.id for one in (*old, *new)} - {one.id for one in old if one in new}
    assert set(named) <= changed
    assert all(abs(one.after - one.before) > LEAST for one in moved.steps)


@settings(max_examples=50, deadline=None)
@given(pieces)
def test_nothing_changed_gives_no_step(items: list[Item]) -> None:
    assert between(answer(items), answer(items)).steps == ()


def test_a_hand_made_way() -> None:
    strong, weak = piece("e1", 0.9), piece("e2", 0.1)
    found = answer([piece("e2", 0.5), piece("e3", 0.9, kind="unused opportunity")])
    moved = between(answer([strong, weak]), found)
    # odds .52 × 1.4 × .6, then × .6, then × 1.0, then × 1.4
    after = [0.52 * 0.6, 0.52, 0.52 * 1.4]
    assert [one.after for one in moved.steps] == pytest.approx([odds / (1 + odds) for odds in after])
    assert [one.words for one in moved.steps] == [
        "no longer counted: traders' talk: Said of e1.",
        "weighed anew: traders' talk: Said of e2.",
        "the group did not use an opportunity",
    ]
    assert [one.item for one in moved.steps] == ["e1", "e2", "e3"]


def test_a_long_text_is_cut_and_every_kind_has_words() -> None:
    moved = between(answer([]), answer([piece("e1", 0.9, text="word " * 60)]))
    assert moved.steps[0].words == "traders' talk: " + ("word " * 18).rstrip() + "…"
    assert set(KINDS) <= set(TOLD)


def test_answers_without_a_common_horizon_tell_nothing() -> None:
    assert what_moved(answer([]), build_assessment(answer={}), ask) is None
    only_24 = build_assessment(answer={24: chance(0.3)})
    moved = what_moved(answer([]), only_24, ask)
    assert moved is not None
    assert (moved.horizon, moved.before, moved.after) == (24, 0.9, 0.3)


def month(name: str, deaths: float | None, basis: str = "monthly") -> MonthPoint:
    return MonthPoint(month=name, deaths=deaths, basis=basis)  # type: ignore[arg-type]


def year(number: int, deaths: float, kind: str = "battle-related by dyad") -> YearPoint:
    return YearPoint(year=number, kind=kind, where="Norland", deaths=deaths, source="s", used=True)


def cause(before: dict[str, Any], after: dict[str, Any]) -> str:
    """The words of the one step between two answers without items."""
    moved = between(answer([], 0.41, **before), answer([], 0.33, **after))
    (step,) = moved.steps
    assert (step.kind, step.before, step.after) == ("data", 0.41, 0.33)
    return step.words


def test_a_revised_year_is_told_with_both_totals() -> None:
    rows = {"years": (year(2018, 900), year(2019, 498))}
    assert cause(rows, {"years": (year(2018, 900), year(2019, 520))}) == (
        "2019 was revised from 498 to 520 deaths"
    )
    months = {"months": (month("2019-01", 1200), month("2019-02", 9))}
    assert cause(months, {"months": (month("2019-01", 1300), month("2019-02", 9))}) == (
        "2019 was revised from 1,209 to 1,309 deaths"
    )
    assert cause(months, {"months": (month("2019-01", 1190), month("2019-02", 19))}) == (
        "2019 was revised within the year"
    )


def test_one_revision_that_both_tell_is_told_once() -> None:
    both = {"months": (month("2019-01", 498),), "years": (year(2019, 498),)}
    after = {"months": (month("2019-01", 520),), "years": (year(2019, 520),)}
    assert cause(both, after) == "2019 was revised from 498 to 520 deaths"


def test_a_month_that_a_yearly_row_stands_in_for_is_not_said_to_be_revised() -> None:
    carried = {"months": (month("2018-12", 30), month("2019-01", 40, "bridged from a year"))}
    moved = {"months": (month("2018-12", 20), month("2019-01", 44, "bridged from a year"))}
    assert cause(carried, moved) == "2018 was revised from 30 to 20 deaths"
    known = {"months": (month("2018-12", 30), month("2019-01", 44))}
    assert cause(carried, known) == "the months of 2019 are known, which a yearly row stood in for"


def test_day_version_settings_and_other_data_are_named() -> None:
    question = build_assessment().question
    later = question.model_copy(update={"as_of": date(2020, 3, 1)})
    assert cause({}, {"question": later}) == "the day moved from 2020-01-23 to 2020-03-01"
    assert cause({}, {"smoulder_version": "0.2.0"}) == "Smoulder 0.2.0 instead of 0.1.0"
    of = {"settings": {"active_line": 25.0, "seed": 7, "chains": "joined"}}
    to = {"settings": {"active_line": 50.0, "seed": 7, "chains": "joined", "own_groups": "abc"}}
    assert cause(of, to) == "active line 50.0 instead of 25.0; the user's own groups changed"
    (use,) = build_assessment().data
    assert cause({}, {"data": (use.model_copy(update={"vintage": "27.1"}),)}) == "other data were loaded"
    both = {"question": later, "smoulder_version": "0.2.0"}
    assert cause({}, both) == ("the day moved from 2020-01-23 to 2020-03-01; Smoulder 0.2.0 instead of 0.1.0")


def test_a_ground_that_moved_for_no_named_cause_is_told_as_such() -> None:
    moved = between(answer([], 0.41, stack={12: chance(0.4)}), answer([], 0.33, stack={12: chance(0.3)}))
    assert moved.steps == (
        MovedStep(
            kind="data",
            words="the comeback model was asked on other figures",
            before=0.41,
            after=0.33,
        ),
    )


def view(name: str, parent: str = "") -> HypothesisView:
    return HypothesisView(
        id=name, words=name, prior=chance(0.5), posterior=chance(0.5), comeback={}, parent=parent
    )


WHOLE = (view("patience"), view("spent"))
SPLIT = (view("abroad", "patience"), view("home", "patience"), view("spent"))
ANEW = (view("abroad", "patience"), view("prison", "patience"), view("spent"))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (WHOLE, SPLIT, "the tree was split: abroad, home"),
        (SPLIT, ANEW, "'patience' was split anew: abroad, prison"),
        (SPLIT, WHOLE, "the split of 'patience' was taken back"),
    ],
)
def test_what_became_of_the_tree_is_told_as_it_was(
    before: tuple[HypothesisView, ...], after: tuple[HypothesisView, ...], words: str
) -> None:
    moved = between(answer([], 0.41, hypotheses=before), answer([], 0.33, hypotheses=after))
    (step,) = moved.steps
    assert (step.kind, step.words) == ("hypotheses", words)


@pytest.mark.parametrize(("before", "after"), [(WHOLE, SPLIT), (SPLIT, ANEW), (SPLIT, WHOLE)])
def test_an_item_that_nobody_touched_counts_on_the_new_tree_as_on_the_old(
    before: tuple[HypothesisView, ...], after: tuple[HypothesisView, ...]
) -> None:
    alike = Likelihood(low=0.9, mid=0.9, high=0.9)
    other = Likelihood(low=0.2, mid=0.2, high=0.2)
    old, new = (
        piece("e1", likelihoods={one.id: other if one.id == "spent" else alike for one in tree})
        for tree in (before, after)
    )
    asked: list[Sequence[Item]] = []

    def heard(items: Sequence[Item], horizon: int) -> float:
        asked.append(items)
        return 0.4

    last, found = (
        build_assessment(evidence=(one, *more), hypotheses=tree, answer={12: chance(0.4)})
        for one, tree, more in ((old, before, ()), (new, after, (piece("e2"),)))
    )
    moved = what_moved(last, found, heard)
    assert moved is not None
    assert moved.steps == ()
    assert [dict(items[0].likelihoods) for items in asked] == [new.likelihoods]


def test_loaded_figures_that_revise_a_year_are_the_cause(
    answered: Answered, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The fit is that of the figures that ship: what is asked of it is what moved."""
    shipped = groups_of(Counts(), date(2020, 1, 24), OwnGroups())
    monkeypatch.setattr("smoulder.assessment.basis.ask_comeback", ask_comeback)
    monkeypatch.setattr(
        "smoulder.assessment.comeback.fit_for", lambda _, chosen, end, __: fit_for(shipped, chosen, end)
    )
    series = Counts().series(234, "Iraq")
    of_2018 = [float(one) for one in series.deaths[-12:]]
    rows = [
        event(
            number,
            year=2018,
            country="Iraq",
            side_b_new_id=234,
            side_b="IS",
            date_start=f"2018-{number:02d}-10",
            date_end=f"2018-{number:02d}-10",
            deaths_a=round(deaths) + 20,
            deaths_b=0,
            deaths_unknown=0,
        )
        for number, deaths in enumerate(of_2018, start=1)
    ]
    spans = tmp_path / "spans.csv"
    spans.write_text("vintage,country,from,to\n19.1,Iraq,2018-01,2018-12\n")
    store = open_events(tmp_path / "events")
    put(store, rows, "19.1", countries=None, coverage=spans)
    found = answered.later(counts=Counts(store, Asked(mode="revised"))).assessment
    assert found.moved is not None
    told = found.moved.steps[0]
    was, new = sum(of_2018), sum(round(one) + 20 for one in of_2018)
    assert told.kind == "data"
    assert told.words == f"2018 was revised from {was:,.0f} to {new:,.0f} deaths"
    assert (told.before, found.moved.steps[-1].after) == (
        answered.first.answer[12].value,
        found.answer[12].value,
    )
    for one, two in pairwise(found.moved.steps):
        assert one.after == two.before
