"""The watch page: the list of the command line, filtered by its address, with what is new first."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from smoulder.desk.watch_choice import Choice
from smoulder.desk.watch_news import usual_rows
from smoulder.desk.watched_series import look_at
from smoulder.reading.groups import load_registry
from smoulder.records.month import month_index
from smoulder.series.watched import WatchList
from smoulder.web import watch_lists
from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.conftest import words_of

NOW = datetime(2024, 3, 10, 9, tzinfo=UTC)
TO = month_index("2024-02")


class Clock:
    """A time that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def whole() -> dict[int, WatchList]:
    """The lists of two months, made once."""
    return {}


@pytest.fixture
def clock() -> Clock:
    """The time in the house."""
    return Clock()


@pytest.fixture
def browser(
    house: House, clock: Clock, whole: dict[int, WatchList], monkeypatch: pytest.MonkeyPatch
) -> Browser:
    """A browser in a house whose clock stands, and whose lists are made once for all tests."""

    def once(choice: Choice, place: Any, registry: Any, to: int) -> WatchList:
        if to not in whole or choice.country:
            return whole.setdefault(to, look_at(choice, place, registry, to))
        return whole[to]

    monkeypatch.setattr(watch_lists, "look_at", once)
    monkeypatch.setattr("smoulder.web.pages.watch.PATIENCE", 30)
    return Browser.let_in(replace(house, clock=clock))


def rows_of(page: str) -> list[str]:
    """The groups of the rows, in their order."""
    body = page[page.index("<tbody>") :] if "<tbody>" in page else ""
    return re.findall(r'<th scope="row">(?:<a href="[^"]+">)?([^<]+)', body)


def test_the_page_shows_the_rows_of_the_command_in_their_order(browser: Browser, house: House) -> None:
    page = browser.see("/watch").text
    found = look_at(Choice(None, True, house.chosen.settings), house.chosen.events, load_registry(), TO)
    usual = usual_rows(found)
    assert [one.replace("&#39;", "'") for one in rows_of(page)] == [row.group for row in usual[:25]]
    words = words_of(page)
    assert f"{len(usual)} lulls of armed groups, active within 60 months" in words
    left = Choice(None, False, house.chosen.settings).left_out(found)
    for name, count in left.items():
        assert f"{count:,} {name}" in words


def test_every_filter_stands_in_the_address_and_takes_hold(browser: Browser) -> None:
    page = browser.see("/watch?country=Nigeria&sort=group")
    groups = rows_of(page.text)
    assert groups
    assert groups == sorted(groups, key=str.casefold)
    assert "in Nigeria" in words_of(page.text)
    every = browser.see("/watch?section=any&kind=any&page=2").text
    assert "Page 2 of" in every
    quiet = words_of(browser.see("/watch?state=quiet").text)
    assert "subdued for" not in quiet
    assert rows_of(browser.see("/watch?text=no-such-group").text) == []


def test_an_alias_finds_its_group(browser: Browser) -> None:
    assert set(rows_of(browser.see("/watch?text=daesh&section=any").text)) <= {"IS"}


def test_an_address_is_passed_on_without_what_says_nothing(browser: Browser) -> None:
    answer = browser.client.get("/watch?text=&country=Iraq&age=0&sort=list", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/watch?country=Iraq")


@pytest.mark.parametrize(
    "wrong",
    ["age=-1", "sort=%27;drop", "page=0", "at=2024-13", "at=2024-03", "at=9999-12", "section=<b>", "age=x"],
)
def test_a_choice_that_is_none_is_refused_in_words(browser: Browser, wrong: str) -> None:
    answer = browser.see(f"/watch?{wrong}")
    assert answer.status_code == 422
    assert "<b>" not in answer.text


def _older(house: House) -> dict[str, Any]:
    from smoulder.desk.watch_news import seen_json

    found = look_at(
        Choice(None, True, house.chosen.settings),
        house.chosen.events,
        load_registry(),
        month_index("2022-12"),
    )
    return seen_json(found, house.chosen.settings)


def test_what_changed_is_told_first_and_a_reload_keeps_it(browser: Browser, clock: Clock) -> None:
    house = browser.app.state.house
    house.store.visits.mark("desk one", "watch", _older(house), NOW - timedelta(hours=2))
    first = browser.see("/watch").text
    assert words_of(first).index("New since") < words_of(first).index("Group, by any name")
    assert "comeback" in words_of(first)
    assert "New since" in browser.see("/watch").text, "a reload keeps it"
    mark = re.search(r'name="mark" value="(\w+)"', first)
    assert mark is not None
    assert browser.send("/watch/seen", mark="0" * 16).status_code == 409
    after = words_of(browser.send("/watch/seen", mark=mark[1]).text)
    assert "Marked as seen" in after
    assert "Nothing new since" in after


def test_other_thresholds_compare_with_nothing_and_the_page_says_so(browser: Browser) -> None:
    house = browser.app.state.house
    older = _older(house)
    older["rules"]["active_line"] = 1
    house.store.visits.mark("desk one", "watch", older, NOW)
    assert "thresholds have changed" in words_of(browser.see("/watch").text)


def held_up(monkeypatch: pytest.MonkeyPatch, whole: dict[int, WatchList]) -> tuple[Event, list[int]]:
    """Let each list wait until an event is set; gives the event, and the months whose list was begun."""
    done, made = Event(), list[int]()

    def slowly(choice: Choice, place: Any, registry: Any, to: int) -> WatchList:
        made.append(to)
        done.wait(20)
        return whole[TO]

    monkeypatch.setattr(watch_lists, "look_at", slowly)
    return done, made


def test_while_a_list_is_made_the_page_says_so_and_asks_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, whole: dict[int, WatchList]
) -> None:
    browser.see("/watch")
    done, _ = held_up(monkeypatch, whole)
    monkeypatch.setattr("smoulder.web.pages.watch.PATIENCE", 0.05)
    page = browser.see("/watch?at=2024-02-29").text
    assert "is being made" in page or rows_of(page)
    page = browser.see("/watch?at=2023-11").text
    assert "is being made" in page
    assert 'hx-trigger="load delay:1s"' in page
    done.set()
    monkeypatch.setattr("smoulder.web.pages.watch.PATIENCE", 20)
    assert rows_of(browser.see("/watch?at=2023-11").text)


def test_a_list_that_failed_is_made_again(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    from smoulder.records.errors import BadStore

    def broken(*_: Any) -> WatchList:
        raise BadStore("the events cannot be read; put a backup in their place")

    sound = watch_lists.look_at
    monkeypatch.setattr(watch_lists, "look_at", broken)
    assert "cannot be read" in browser.see("/watch").text
    monkeypatch.setattr(watch_lists, "look_at", sound)
    assert rows_of(browser.see("/watch").text)


def test_a_kept_list_is_shown_in_under_a_tenth_of_a_second(browser: Browser) -> None:
    browser.see("/watch")
    times = []
    for _ in range(5):
        start = time.perf_counter()
        assert browser.see("/watch").status_code == 200
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1, times


def test_new_data_mean_a_new_list(house: House, folder: Path) -> None:
    lists = watch_lists.WatchLists(house)
    before = lists.key(TO, None)
    (folder / "groups.toml").write_text('[[alias]]\nname = "The Ember Column"\ngroup = 234\n')
    assert lists.key(TO, None) != before
    lists.close()


def test_few_wait_for_a_list_at_once_and_the_others_are_told_at_once(
    browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch, whole: dict[int, WatchList]
) -> None:
    browser.see("/watch")
    done, _ = held_up(monkeypatch, whole)
    lists = watch_lists.WatchLists(house)
    with ThreadPoolExecutor(watch_lists.WAITING) as pool:
        waits = [pool.submit(lists.find, TO - 3, None, 20) for _ in range(watch_lists.WAITING)]
        while lists._waiting._value:  # type: ignore[attr-defined]
            time.sleep(0.005)
        began = time.monotonic()
        assert lists.find(TO - 3, None, 20) is None
        assert lists.find(TO - 4, None, 20) is None
        assert time.monotonic() - began < 2
        done.set()
        assert [one.result() for one in waits] == [whole[TO]] * watch_lists.WAITING
    assert lists.find(TO - 4, None, 20) is whole[TO]
    lists.close()


def test_a_list_that_others_drove_out_is_not_made(
    browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch, whole: dict[int, WatchList]
) -> None:
    browser.see("/watch")
    done, made = held_up(monkeypatch, whole)
    lists = watch_lists.WatchLists(house)
    with ThreadPoolExecutor(1) as pool:
        lists.find(TO)
        lists.find(TO - 1)
        waits = pool.submit(lists.find, TO - 1, None, 20)
        while lists._waiting._value == watch_lists.WAITING:  # type: ignore[attr-defined]
            time.sleep(0.005)
        for at in range(2, 2 + watch_lists.MOST):
            lists.find(TO - at)
        assert waits.result(5) is None  # told to ask again, not held
        done.set()
    assert lists.find(TO - 3, None, 20) is whole[TO]
    lists.close()
    assert TO in made
    assert TO - 1 not in made
