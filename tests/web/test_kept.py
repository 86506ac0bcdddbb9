"""What is held of answers in memory: made once, however many ask for it at once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from smoulder.web.house import House
from smoulder.web.kept import KeptAnswers, kept_in


def test_what_many_ask_for_at_once_is_made_once() -> None:
    kept, times, ready = KeptAnswers(), [], Barrier(8)

    def make() -> object:
        times.append(1)
        time.sleep(0.05)
        return object()

    def ask(_: int) -> object:
        ready.wait()
        return kept.made("key", make)

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(ask, range(8)))
    assert (len(found), len(times)) == (1, 1)


def test_where_making_fails_each_who_asks_is_told_and_the_next_one_tries_again() -> None:
    kept, ready = KeptAnswers(), Barrier(4)

    def broken() -> object:
        time.sleep(0.02)
        raise ValueError("not now")

    def ask(_: int) -> str:
        ready.wait()
        with pytest.raises(ValueError, match="not now"):
            kept.made("key", broken)
        return "told"

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == ["told"] * 4
    assert kept.made("key", lambda: "there") == "there"


def test_answers_in_short_are_the_same_from_the_whole_ones_and_from_their_text(
    real: str, house: House
) -> None:
    rows = [one.row for one in house.ledger.answer_rows(real)]
    from_text = KeptAnswers().short(house.ledger, real, rows)
    held = kept_in(house.ledger)
    for row in rows:
        held.whole(house.ledger, real, row)
    assert held.short(house.ledger, real, rows) == from_text


def test_what_asks_for_itself_while_it_is_made_comes_to_an_end() -> None:
    kept, depth = KeptAnswers(), []

    def make() -> str:
        depth.append(1)
        return kept.made("key", make) if len(depth) < 3 else "there"

    assert ThreadPoolExecutor(1).submit(kept.made, "key", make).result(10) == "there"


def test_nobody_waits_for_ever_for_what_another_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smoulder.web.kept.PATIENCE", 0.05)
    kept, begun, ends = KeptAnswers(), Event(), Event()

    def stuck() -> str:
        begun.set()
        ends.wait(20)
        return "late"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.made, "key", stuck)
        begun.wait(20)
        assert pool.submit(kept.made, "key", lambda: "here").result(10) == "here"
        ends.set()
        assert first.result() == "late"
