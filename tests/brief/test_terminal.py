"""Half a page is half a page."""

from __future__ import annotations

import pytest
import samples

from smoulder.brief.terminal import half_page


@pytest.mark.parametrize("name", samples.ALL)
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_it_keeps_to_its_lines_and_columns(name: str, width: int) -> None:
    lines = half_page(samples.ALL[name](), width=width).splitlines()
    assert len(lines) <= 30
    assert max(map(len, lines)) <= width


def test_it_says_what_was_asked_what_came_out_and_what_it_rests_on() -> None:
    shown = half_page(samples.model_case())
    assert "Will the fighting of Islamic State in Iraq come back" in shown
    assert "within 24 months: 27 %, unlikely (90 % interval 14–43 %; 7 of 24 past cases)" in shown
    for heading in ("It rests most on", "What would change it", "What is not known", "Mode: revised"):
        assert heading in shown
    for reason in samples.model_case().rests_on:
        assert " ".join(reason.words.split()[:5]) in shown


def test_confidence_stands_in_a_line_of_its_own() -> None:
    lines = half_page(samples.model_case()).splitlines()
    assert [line for line in lines if "onfidence" in line] == ["Confidence: low."]


def test_a_horizon_that_cannot_be_decided_says_so() -> None:
    assert "within 6 months: cannot be decided" in half_page(samples.undecidable())


def test_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b" not in half_page(samples.model_case())
    assert "\x1b[1m27 %\x1b[0m" in half_page(samples.model_case(), colour=True)


def test_codes_in_texts_from_outside_do_not_reach_the_terminal() -> None:
    shown = half_page(samples.model_case(headline="\x1b[2Jgone", not_known=("\x1b]0;title\x07 \u202etxet",)))
    assert not set("\x1b\x07\u202e") & set(shown)


def test_long_words_are_cut_to_the_width() -> None:
    shown = half_page(samples.model_case(would_change=("W" * 10_000,) * 3, not_known=("V" * 10_000,) * 3))
    assert max(map(len, shown.splitlines())) <= 80
    assert len(shown.splitlines()) <= 30
