"""A case as pages show it: now, or at one of its answers."""

from __future__ import annotations

from datetime import date

import pytest

from smoulder.records.change import Note
from smoulder.records.errors import BadEntry, NoCase
from smoulder.web.case_jobs import ask_answer
from smoulder.web.guard.visitor import Visitor
from smoulder.web.house import House
from smoulder.web.kept import kept_in
from smoulder.web.shown import number_on, shown_case
from tests.web.real_case import ENTERED

ALONE = Visitor("desk one", None, "administrator")


def test_a_case_stands_at_its_last_answer(real: str, house: House) -> None:
    shown = shown_case(house, real)
    assert (shown.at, len(shown.answers), shown.past) == (2, 2, False)
    assert shown.answer == house.ledger.answers(real)[-1]
    assert shown.waiting == ()


def test_an_earlier_answer_shows_the_case_as_it_stood_then(real: str, house: House) -> None:
    then = shown_case(house, real, 1)
    assert then.past
    assert then.answer == house.ledger.answers(real)[0]
    assert then.file.items == ()
    assert [one.item for one in shown_case(house, real).file.items] == [ENTERED]


def test_what_was_entered_since_the_last_answer_waits_and_a_note_does_not(real: str, house: House) -> None:
    desk = house.desk("desk one")
    desk.enter(real, [ENTERED.model_copy(update={"text": "Another week like it."})], "seen again")
    desk.enter(real, [Note(text="ask the survey")], "")
    assert [one.change.what for one in shown_case(house, real).waiting] == ["item"]


def test_an_answer_that_comes_while_the_page_is_read_is_told_as_under_way(
    real: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a page would show the old answer, and wait for nothing."""
    asked = ask_answer(house, ALONE, real)
    rows = house.ledger.answer_rows

    def then_it_comes(case_id: str) -> object:
        found = rows(case_id)
        house.store.jobs.claim(asked.place, ("answer",), house.clock())
        house.store.jobs.end(asked.id, "done", house.clock())
        return found

    monkeypatch.setattr(house.ledger, "answer_rows", then_it_comes)
    assert [one.id for one in shown_case(house, real).jobs] == [asked.id]
    monkeypatch.setattr(house.ledger, "answer_rows", rows)
    assert shown_case(house, real).jobs == []


def test_an_answer_is_read_once(real: str, house: House) -> None:
    assert shown_case(house, real).answer is shown_case(house, real).answer


def test_answers_in_short_say_what_the_whole_ones_say(real: str, house: House) -> None:
    rows = [one.row for one in house.ledger.answer_rows(real)]
    short, whole = kept_in(house.ledger).short(house.ledger, real, rows), house.ledger.answers(real)
    assert [(one.answer, one.moved) for one in short] == [(one.answer, one.moved) for one in whole]


@pytest.mark.parametrize("at", [0, -1, 3])
def test_an_answer_that_is_not_there_is_told(real: str, house: House, at: int) -> None:
    with pytest.raises(BadEntry, match="it has 2, counted from 1"):
        shown_case(house, real, at)


def test_a_case_that_is_not_there_is_told(house: House) -> None:
    with pytest.raises(NoCase):
        shown_case(house, "nowhere")


def test_a_day_finds_the_answer_of_that_day(real: str, house: House) -> None:
    rows = tuple(house.ledger.answer_rows(real))
    days = (date(2025, 1, 1), date(2026, 1, 2), date(2026, 1, 3), date(2027, 1, 1))
    assert [number_on(rows, one) for one in days] == [1, 1, 2, 2]


def test_what_another_enters_is_seen_at_once_without_reading_the_log_again(real: str, house: House) -> None:
    first = shown_case(house, real)
    house.desk("desk two").enter(real, [Note(text="seen?")], "")
    second = shown_case(house, real)
    assert second.log[: len(first.log)] == first.log
    assert second.log[0] is first.log[0]
    assert second.file == house.ledger.file(real)
    assert second.file.notes == ("seen?",)
