"""What Smoulder says itself keeps to the rules that it checks others by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.confidence import judge_confidence
from smoulder.assessment.hypothesis import WORDS
from smoulder.assessment.likelihood import KINDS
from smoulder.assessment.lint.check import check_wording
from smoulder.assessment.summary import headline_in_lull
from smoulder.assessment.wording import probability_word
from smoulder.brief.html import render_html
from smoulder.brief.methods import METHODS
from smoulder.brief.terminal import half_page
from smoulder.reading.prose import open_prose, read_prose
from smoulder.reading.scales import load_scale, shipped_scales
from smoulder.records.case import Assessment, Question
from smoulder.records.forecast import Chance
from smoulder.records.prose import Prose
from smoulder.records.rates import HorizonRate, RateClass
from smoulder.records.situation import Situation

ROOT = Path(__file__).parents[3]
PAGES = [
    ROOT / "README.md",
    ROOT / "docs" / "read-a-brief.md",
    *sorted((ROOT / "docs" / "cases").glob("*.md")),
]
"""Documents that state a forecast, or tell how to."""


def faults(prose: Prose) -> list[str]:
    found = check_wording(prose, load_scale(), shipped_scales())
    return [f"{prose.name}:{one.line}: {one.rule}: {one.words}" for one in found]


def of_text(text: str, name: str = "note.txt") -> list[str]:
    return faults(read_prose(name, text.encode()))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_that_states_a_forecast_is_clean(page: Path) -> None:
    assert faults(open_prose(page)) == []


def test_the_half_page_and_the_brief_of_an_assessment_are_clean(
    make_assessment: Callable[..., Assessment],
) -> None:
    chance = Chance(value=0.3, low=0.2, high=0.4, method="m")
    one = make_assessment(
        answer={12: chance}, words={12: "unlikely"}, texts=("They could well be back, and perhaps soon.",)
    )
    assert of_text(half_page(one)) == []
    assert of_text(render_html(one), "brief.html") == []


@settings(deadline=None, max_examples=60)
@given(st.floats(0, 1), st.integers(0, 40))
def test_the_headline_of_any_chance_is_clean(value: float, count: int) -> None:
    question = Question(group_id=1, group="Embers of Norland", country="Norland", as_of=date(2020, 1, 23))
    rate = HorizonRate(
        horizon=12,
        comeback=Chance(value=0.2, low=0.1, high=0.3, n=40, count=count, method="m"),
        major=Chance(value=0.1, low=0.0, high=0.2, method="m"),
    )
    rates = RateClass(words="", n=40, groups=9, mix={}, rates=(rate,), cases=())
    answer = Chance(value=value, low=value * 0.8, high=value, method="m")
    word = probability_word(value, load_scale())
    assert of_text(headline_in_lull(question, 12, answer, word, rates, 0)) == []


@given(st.integers(0, 20), st.integers(0, 20), st.floats(0, 1))
def test_the_reasons_of_confidence_name_no_likelihood(unseen: int, bridged: int, still: float) -> None:
    situation = Situation(
        state="quiet", last_month="", seen_to="", stale=unseen + bridged, unseen=unseen, still=still
    )
    rates = RateClass(words="", n=unseen, groups=1, mix={"A": unseen}, rates=(), cases=())
    found = judge_confidence(situation, rates, (), still)
    for reason in found.reasons:
        assert of_text(f"We have {found.level} confidence in this, because {reason}.") == []


@pytest.mark.parametrize("leaf", WORDS)
def test_the_explanations_are_said_in_clean_words(leaf: str) -> None:
    assert of_text(f"'{leaf}' ({WORDS[leaf]}) comes first with 40 %.") == []  # type: ignore[index]


@pytest.mark.parametrize("kind", KINDS)
def test_the_reasoning_of_each_kind_of_evidence_is_said_in_clean_words(kind: str) -> None:
    assert of_text(f"Why it tells: {KINDS[kind].why}.") == []


@pytest.mark.parametrize("name", METHODS)
def test_the_methods_in_the_brief_are_said_in_clean_words(name: str) -> None:
    assert of_text(METHODS[name].text) == []
