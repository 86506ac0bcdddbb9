"""Windows in which a group that could act would act more, or less, beside the months."""

from __future__ import annotations

from datetime import date

import pytest

from smoulder.assessment.opportunity_marks import OTHER, UNUSED, opportunity_marks
from smoulder.assessment.window_item import window_item
from smoulder.models.opportunity.kinds import load_kinds
from smoulder.reading.groups import load_registry
from smoulder.reading.page import report_from_text
from smoulder.reading.read import read_many
from smoulder.records.change import ItemPut
from smoulder.records.evidence import Item, Source
from smoulder.records.statement import Reading
from tests.assessment.test_window_item import result

DAY = date(2020, 1, 24)


def item(put: ItemPut | None = None, **more: object) -> Item:
    given: dict[str, object] = {
        "id": "e1", "kind": UNUSED, "text": "words", "source": Source(kind="data", name="UCDP"), "cluster": "",
        "weight": 1.0, "likelihoods": {}, "why": "", "change": {}, "flips": False,
    }  # fmt: skip
    if put is not None:
        given |= {"kind": put.kind, "text": put.text, "source": put.source, "months": put.months}
    return Item.model_validate(given | more)


def of_test(kind: str, **more: object) -> Item:
    words = load_kinds()[kind].words
    return item(window_item(result().model_copy(update={"kind": kind, "kind_words": words, **more})))


def test_a_test_of_protests_is_a_window_in_which_more_would_be_expected() -> None:
    (mark,) = opportunity_marks([of_test("protests")], (), DAY)
    assert (mark.kind, mark.sign, mark.first, mark.last) == ("protests", 1, "2019-10-05", "2019-12-20")
    assert mark.to == "item-e1"
    assert mark.lane == "opportunity"


def test_a_neutral_test_is_drawn_all_the_same() -> None:
    assert len(opportunity_marks([of_test("election", neutral="power too low")], (), DAY)) == 1


def test_a_departure_is_less_before_its_day_and_more_after_it() -> None:
    found = opportunity_marks([of_test("departure", turn=date(2019, 11, 15))], (), DAY)
    assert [(one.first, one.last, one.sign) for one in found] == [
        ("2019-10-05", "2019-11-15", -1),
        ("2019-11-15", "2019-12-20", 1),
    ]
    assert [one.sign for one in opportunity_marks([of_test("departure")], (), DAY)] == [0]


def test_an_item_that_is_left_out_or_begins_later_is_not_drawn() -> None:
    left = of_test("protests").model_copy(update={"left_out": "rejected"})
    assert opportunity_marks([left], (), DAY) == ()
    assert opportunity_marks([of_test("protests")], (), date(2019, 10, 1)) == ()


def test_a_window_that_runs_on_ends_with_the_as_of_day() -> None:
    (mark,) = opportunity_marks([of_test("protests")], (), date(2019, 11, 2))
    assert mark.last == "2019-11-02"


def test_months_that_an_analyst_gave_are_whole() -> None:
    (mark,) = opportunity_marks([item(months=("2019-10", "2019-12"), text="The election")], (), DAY)
    assert (mark.kind, mark.first, mark.last) == ("election", "2019-10-01", "2019-12-31")


def reading_of(paragraph: str) -> Reading:
    text = f"Raiders stay quiet\n\n24 January 2020\n\nBAGHDAD, Iraq — {paragraph}\n"
    return next(iter(read_many([report_from_text("r.txt", text)], load_registry(), None)))


def told(reading: Reading, words: str) -> Item:
    start = reading.report.raw.index(words)
    source = Source(kind="report", name="r.txt", report=0, start=start, end=start + len(words))
    return item(source=source, text=words, months=("2019-02", "2020-01"))


LEAD = "Crowds have filled the streets of Baghdad in protests since October."
WORDS = "The Islamic State group made no use of the unrest."


@pytest.mark.parametrize("words", [WORDS, "The Islamic State group let the chance pass."])
def test_a_sentence_takes_the_times_of_its_paragraph(words: str) -> None:
    reading = reading_of(f"{LEAD} {words}")
    (mark,) = opportunity_marks([told(reading, words)], (reading,), DAY)
    assert (mark.kind, mark.sign, mark.first, mark.last) == ("protests", 1, "2019-10-01", "2020-01-24")


def test_a_sentence_without_a_time_near_it_is_not_drawn() -> None:
    reading = reading_of(WORDS)
    assert opportunity_marks([told(reading, WORDS)], (reading,), DAY) == ()


def test_an_opportunity_of_no_known_kind_says_so() -> None:
    words = "The Islamic State group let the chance of November 2019 pass."
    reading = reading_of(words)
    (mark,) = opportunity_marks([told(reading, words)], (reading,), DAY)
    assert (mark.kind, mark.first, mark.last) == (OTHER, "2019-11-01", "2019-11-30")
