"""Which reports are about armed conflict, by the words of their opening."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.about_conflict import THRESHOLD, conflict_score, is_about_conflict
from smoulder.reading.groups import load_registry
from smoulder.reading.page import report_from_text

YES = (
    "Ten soldiers were killed when gunmen attacked a base near the border, the army said on Friday.",
    "The rebels and the government agreed to a ceasefire from midnight, mediators in the capital said.",
    "France will withdraw its last troops from the north of the country by March, the ministry said.",
    "Boko Haram still has several hundred fighters in the forest, a governor told reporters.",
    "Peacekeepers evacuated the wounded from the besieged town after two days of shelling.",
)
NO = (
    "The striker scored twice as the home side won the league match by three goals, and the coach praised his attack.",
    "Shares fell after the retailer said that quarterly profit had missed forecasts in a price war with rivals.",
    "The candidate fired back at an attack ad and said that voters in battleground states would fight for her.",
    "The film opens on Friday; its actor, who had a heart attack last year, plays a singer who loses her voice.",
    "A bake sale will be held at the school on Saturday to raise money for new books.",
    "The town council approved a new bus line and a wider cycle path along the river.",
)


@pytest.mark.parametrize("text", YES)
def test_a_report_about_fighting_truces_and_troops_is_taken(text: str) -> None:
    assert is_about_conflict(report_from_text("note", f"{text}\n"), load_registry())


@pytest.mark.parametrize("text", NO)
def test_a_report_that_only_sounds_like_it_is_left_out(text: str) -> None:
    assert not is_about_conflict(report_from_text("note", f"{text}\n"), load_registry())


def test_one_word_said_over_and_over_counts_three_times_at_most() -> None:
    registry = load_registry()
    thrice, often = "troops " * 3 + "word " * 97, "troops " * 100
    assert conflict_score(often, registry) == conflict_score(thrice, registry) == 100 * 6 / 125


def test_what_stands_far_below_does_not_count() -> None:
    text = "The council met again and spoke about the bridge. " * 60 + YES[0]
    assert conflict_score(text, load_registry()) < THRESHOLD


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_odd_input_has_a_score(text: str) -> None:
    assert conflict_score(text, load_registry()) == conflict_score(text, load_registry())


def test_hostile_input_is_scored_at_once() -> None:
    registry = load_registry()
    began = time.perf_counter()
    for text in ("a" * 1_000_000, "troops_" * 100_000, "- " * 500_000, "\ud800" * 10_000, "(" * 100_000):
        conflict_score(text, registry)
    assert time.perf_counter() - began < 1
