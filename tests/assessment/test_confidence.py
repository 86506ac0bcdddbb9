"""Confidence by counting: the rule, its thresholds, and that a doubt never makes anyone surer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.assessment.confidence import RANK, judge_confidence, level_of
from smoulder.records.case import Confidence, Ground
from smoulder.records.evidence import Item, Source
from smoulder.records.learnt import AbleView, LearntFrom
from smoulder.records.rates import RateClass
from smoulder.records.situation import Situation

LEVELS = ("low", "moderate", "high")
NAMES = ("past lulls", "sources", "models", "coverage", "conflict")


def situation(unseen: int = 0, bridged: int = 0, still: float | None = 1.0) -> Situation:
    return Situation(
        state="quiet",
        last_month="2019-12",
        seen_to="2019-12",
        stale=unseen + bridged,
        unseen=unseen,
        still=still,
    )


def rates(n: int = 40, most: int = 10) -> RateClass:
    rest = max(0, n - most)
    mix = {"A": most, "B": rest // 2, "C": rest - rest // 2}
    return RateClass(words="", n=n, groups=n, mix=mix, rates=(), cases=())


def learnt(spread: float = 0.05, cannot_tell: bool = False) -> LearntFrom:
    able = AbleView(models=(), low=0.4, high=0.5, cannot_tell=cannot_tell, words="")
    members = {"one": {12: 0.2}, "other": {12: 0.2 + spread}}
    return LearntFrom(lulls=700, comebacks=200, fitted_to="2019-12", weights={}, members=members, able=able)


def item(cluster: str = "a", **more: Any) -> Item:
    source = Source(
        kind="report",
        name="note.txt",
        reliability=more.pop("reliability", "B"),
        credibility=more.pop("credibility", "2"),
    )
    given: dict[str, Any] = {
        "id": f"e{cluster}",
        "kind": "a kind",
        "text": "",
        "cluster": cluster,
        "weight": 1.0,
        "likelihoods": {},
        "why": "",
        "change": {},
        "flips": False,
    }
    return Item(source=source, **{**given, **more})


GOOD = (item("a"), item("b"))


def judged(**more: Any) -> Confidence:
    given: dict[str, Any] = {
        "situation": situation(),
        "rates": rates(),
        "evidence": GOOD,
        "conflict": 0.0,
        "learnt": learnt(),
    }
    return judge_confidence(**{**given, **more})


def test_with_every_ground_holding_the_confidence_is_high_and_says_so() -> None:
    found = judged()
    assert found.level == "high"
    assert found.reasons == ("none of the grounds is in doubt",)
    assert {one.name for one in found.grounds} == set(NAMES)
    assert all(one.threshold and one.counted for one in found.grounds)


@pytest.mark.parametrize(
    ("change", "name", "told"),
    [
        ({"rates": rates(29)}, "past lulls", "29 past lulls are like this one"),
        ({"rates": rates(40, 21)}, "past lulls", "21 of the past lulls are from A"),
        ({"evidence": ()}, "sources", "no report adds evidence"),
        ({"evidence": (item("a"), item("a"))}, "sources", "leans on one source"),
        (
            {"evidence": (item("a", reliability="C"), item("b", reliability="F"))},
            "sources",
            "cannot be judged",
        ),
        (
            {"evidence": (item("a", credibility="6"), item("b", credibility="4"))},
            "sources",
            "cannot be judged",
        ),
        ({"learnt": learnt(0.11)}, "models", "lie 11 points apart at 12 months"),
        ({"learnt": learnt(0.0, True)}, "models", "cannot tell whether the group is able"),
        ({"situation": situation(unseen=6)}, "coverage", "nothing covers the last 6 months"),
        ({"situation": situation(bridged=3)}, "coverage", "3 months are bridged"),
        ({"conflict": 0.06}, "conflict", "had to be widened"),
        ({"evidence": (item("a", flips=True), item("b"))}, "conflict", "a single item"),
    ],
)
def test_one_ground_in_doubt_makes_it_moderate_with_the_reason(
    change: dict[str, Any], name: str, told: str
) -> None:
    found = judged(**change)
    assert found.level == "moderate"
    assert len(found.reasons) == 1
    assert told in found.reasons[0]
    assert [one.name for one in found.grounds if one.verdict == "doubt"] == [name]


@pytest.mark.parametrize(
    "change",
    [
        {"rates": rates(9, 3)},
        {"learnt": learnt(0.26)},
        {"situation": situation(unseen=7)},
        {"situation": situation(still=0.89)},
        {"conflict": 0.51},
    ],
)
def test_one_grave_doubt_makes_it_low_and_stands_first(change: dict[str, Any]) -> None:
    found = judged(**{"evidence": (), **change})
    assert found.level == "low"
    assert "no report" not in found.reasons[0]


def test_three_of_the_five_grounds_in_doubt_make_it_low_and_two_do_not() -> None:
    two = {"rates": rates(20), "learnt": learnt(0.2, True)}
    assert judged(**two).level == "moderate"
    assert judged(**two, evidence=()).level == "low"


def test_a_group_in_no_lull_is_judged_by_what_covers_it() -> None:
    found = judge_confidence(situation(unseen=3, still=None), None, (), 0.0)
    assert found.level == "moderate"
    assert {one.name for one in found.grounds} == {"coverage"}


def grounds() -> st.SearchStrategy[list[Ground]]:
    one = st.builds(
        Ground,
        name=st.sampled_from(NAMES),
        counted=st.just("so many"),
        threshold=st.just("so many more"),
        verdict=st.sampled_from(tuple(RANK)),
    )
    return st.lists(one, max_size=12)


@given(grounds(), grounds())
def test_a_further_ground_never_raises_the_level(some: list[Ground], more: list[Ground]) -> None:
    assert LEVELS.index(level_of([*some, *more])) <= LEVELS.index(level_of(some))


@given(grounds(), st.integers(0, 11))
def test_a_ground_that_gets_worse_never_raises_the_level(some: list[Ground], at: int) -> None:
    if at < len(some):
        worse = [*some]
        worse[at] = some[at].model_copy(update={"verdict": "grave"})
        assert LEVELS.index(level_of(worse)) <= LEVELS.index(level_of(some))


@given(
    st.tuples(st.integers(0, 60), st.integers(0, 60)),
    st.tuples(st.integers(0, 12), st.integers(0, 12)),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
    st.tuples(st.floats(0, 0.5), st.floats(0, 0.5)),
)
def test_fewer_lulls_more_gaps_and_models_further_apart_never_make_anyone_surer(
    n: tuple[int, int],
    unseen: tuple[int, int],
    conflict: tuple[float, float],
    spread: tuple[float, float],
) -> None:
    def level(n: int, unseen: int, conflict: float, spread: float) -> int:
        found = judged(
            rates=rates(n, n // 3),
            situation=situation(unseen=unseen),
            conflict=conflict,
            learnt=learnt(spread),
        )
        return LEVELS.index(found.level)

    worse = level(min(n), max(unseen), max(conflict), max(spread))
    assert worse <= level(max(n), min(unseen), min(conflict), min(spread))
