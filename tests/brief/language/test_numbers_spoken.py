"""Numbers, days and lists of a brief in French and Arabic, and the links in their sentences."""

from __future__ import annotations

from datetime import date

import pytest

from smoulder.brief.findings import findings
from smoulder.brief.language.say import speaking
from smoulder.brief.numbers import (
    amount,
    day_words,
    difference_words,
    interval_words,
    joined,
    linked,
    month_words,
    months_words,
    percent,
    spread,
    told,
)
from smoulder.records.forecast import Difference

GAP = Difference(value=0.05, low=-0.13, high=0.24, told_apart=False)


def test_french_writes_them_its_way() -> None:
    with speaking("fr"):
        assert (percent(0.273), percent(0.004), spread(0.14, 0.43)) == (
            "27\u202f%",
            "moins de 1\u202f%",
            "14–43\u202f%",
        )
        assert (amount(1114), amount(2.5), amount(None)) == ("1\u202f114", "2,5", "inconnu")
        assert (month_words("2018-07"), day_words(date(2020, 1, 23))) == ("juillet 2018", "23 janvier 2020")
        assert joined(["6", "12", "24"], "or") == "6, 12 ou 24"
        assert difference_words(GAP) == "+5 points (intervalle à 90\u202f% −13 à +24)"


def test_arabic_writes_them_its_way_with_latin_digits() -> None:
    with speaking("ar"):
        assert (percent(0.273), spread(0.14, 0.43), amount(1114)) == ("27%", "14 إلى 43%", "1,114")
        assert (month_words("2018-07"), day_words(date(2020, 1, 23))) == ("يوليو 2018", "23 يناير 2020")
        assert joined(["6", "12", "24"], "or") == "6، 12 أو 24"
        assert [months_words(n) for n in (1, 2, 6, 24)] == ["شهر واحد", "شهرين", "6 أشهر", "24 شهرًا"]


@pytest.mark.parametrize("code", ["en", "fr", "ar"])
def test_a_finding_is_linked_and_spans_years_and_widths_are_not(code: str) -> None:
    with speaking(code):
        interval = interval_words(spread(0.14, 0.43))
        text = f"{amount(1114)}; {months_words(24)}; 2018; {percent(0.27)} ({interval}); {month_words('2019-03')}"
        text += f"; {day_words(date(2020, 1, 23))}" if code != "en" else ""
        found = [run.text for run in linked(text, "there") if run.to]
    shown = {"en": ["1,114", "27\u00a0%", "14–43\u00a0%"], "fr": ["1\u202f114", "27\u202f%", "14–43\u202f%"]}
    assert found == shown.get(code, ["1,114", "27%", "14", "43%"])


def test_a_letter_that_touches_a_number_hides_it_in_english_alone() -> None:
    with speaking("ar"):
        assert [one[0] for one in findings("و12 قتيلًا، A12", "ar")] == ["12"]
    assert [one[0] for one in findings("x12 dead", "en")] == []


def test_a_sentence_of_the_answer_stays_english_with_its_own_rules() -> None:
    with speaking("fr"):
        runs = told("4 of 15 came back within 12 months (90 % interval 8 % to 52 %)", "past-cases")
    assert {run.lang for run in runs} == {"en"}
    assert [run.text for run in runs if run.to] == ["4", "15", "8\u00a0%", "52\u00a0%"]
    assert {run.lang for run in told("4 of 15", "past-cases")} == {""}
