"""Practice in the browser: a lull, a number, what came; no peeking, no second number."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from smoulder.desk.practice import model_number, practice_groups
from smoulder.records.month import month_text
from smoulder.store.practice import all_practised
from smoulder.web.house import House
from smoulder.web.pages.practice import LAST
from smoulder.web.practice_rounds import Rounds, read_choice
from tests.web.browser import Browser
from tests.web.conftest import words_of


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer series, so that a round takes no time; the first round of a test draws the same lulls each time."""
    from smoulder.reading.figures import load_all_series
    from smoulder.store.counts import Counts

    some = [one for one in load_all_series() if np.nansum(one.deaths) > 300][:40]
    monkeypatch.setattr(Counts, "all_series", lambda *_, **__: some)
    words = count(1)
    named = SimpleNamespace(token_urlsafe=lambda _: f"round{next(words)}")
    monkeypatch.setattr("smoulder.web.practice_rounds.secrets", named)


def begin(browser: Browser, **chosen: str) -> str:
    """Begin a round of two lulls; the address of its first."""
    browser.see("/practice")
    answer = browser.client.post(
        "/practice", data={"csrf": browser.csrf, "n": "2", **chosen}, follow_redirects=False
    )
    assert answer.status_code == 303
    return str(browser.see(answer.headers["location"]).url.path)


def other(address: str, number: int) -> str:
    """The address of another lull of the round."""
    return f"{address.rpartition('/')[0]}/{number}"


def test_a_round_goes_from_lull_to_lull_and_each_number_is_kept_at_once(
    browser: Browser, folder: Path
) -> None:
    first = begin(browser, rate="1")
    page = browser.see(first)
    words = words_of(page.text)
    assert page.status_code == 200
    assert "How likely is it that deaths in 12 months reach" in words
    assert "past lulls of its class" in words or "there is no base rate" in words
    told = browser.send(first, said="30 %")
    [one] = all_practised(folder)
    assert (one.analyst, one.value) == ("desk one", 0.3)
    assert f"{one.group} in {one.country}, end of {one.as_of}" in words_of(told.text)
    assert f"{(0.3 - bool(one.came_back)) ** 2:.3f}" in told.text
    second = browser.see(other(first, 2))
    assert "This round: 1 lull answered, mean Brier" in words_of(second.text)
    browser.send(other(first, 2), said="unlikely")
    end = words_of(browser.see(first.rpartition("/")[0]).text)
    assert "2 lulls answered" in end
    assert one.group in end
    assert "2 lulls answered" in words_of(browser.see("/practice").text)
    assert "Practised on past lulls" in words_of(browser.see("/record/practice").text)


def test_the_model_of_then_stands_beside_the_number_where_it_was_asked_for(
    browser: Browser, folder: Path, house: House
) -> None:
    """The same number as the command line gives."""
    first = begin(browser, model="1")
    assert "comeback model" not in words_of(browser.see(first).text)
    told = words_of(browser.send(first, said="30 %").text)
    [one] = all_practised(folder)
    assert one.model is not None
    assert f"comeback model of then {100 * one.model:.0f} %" in told
    assert f"; the comeback model {(one.model - bool(one.came_back)) ** 2:.3f}" in told
    rounds: Rounds = browser.app.state.rounds
    held = first.split("/")[2].replace("%3D", "=")
    standing = rounds.stand(held, "desk one")
    round_ = standing.choice.round(house.secret)
    groups = practice_groups(house.chosen, round_)
    assert model_number(house.chosen, round_, groups, standing.places[0].lull) == one.model
    browser.send(other(first, 2), said="unlikely")
    assert "the comeback model" in words_of(browser.see(first.rpartition("/")[0]).text)


def test_a_number_that_is_in_cannot_be_given_again_or_changed(browser: Browser, folder: Path) -> None:
    first = begin(browser)
    browser.send(first, said=".2")
    for said in (".2", ".9", "perhaps"):
        again = browser.send(first, said=said)
        assert again.status_code == 409
        assert "stays as it is" in words_of(again.text)
    browser.see(first)  # going back shows what came, not the question
    assert "Your number" not in browser.see(first).text
    assert [one.value for one in all_practised(folder)] == [0.2]


def test_nothing_is_kept_of_a_lull_that_is_not_yet_next(browser: Browser, folder: Path) -> None:
    first = begin(browser)
    early = browser.send(other(first, 2), said=".2")
    assert early.status_code == 409
    assert "Lull 1 comes first" in words_of(early.text)
    assert not all_practised(folder)
    assert browser.see(other(first, 2)).url.path == first
    assert browser.see(other(first, 3)).status_code == 404


def test_what_is_no_chance_is_told_beside_what_was_written(browser: Browser, folder: Path) -> None:
    first = begin(browser)
    for said in ("30", "often", "", "<script>alert(1)</script>", "11 in 10"):
        page = browser.send(first, said=said)
        assert page.status_code == 422
        assert "<script>alert" not in page.text
        assert "Your number" in page.text
    assert not all_practised(folder)


def test_what_came_is_nowhere_in_what_is_sent_before_the_number_is_in(browser: Browser, house: House) -> None:
    """The same round over two pasts that differ only after the day reads alike."""
    first = begin(browser)
    before = browser.see(first).text
    rounds: Rounds = browser.app.state.rounds
    held = first.split("/")[2]
    choice = read_choice(held.replace("%3D", "="), house.secret)
    assert choice is not None
    place = rounds.stand(held.replace("%3D", "="), "desk one").places[0]
    ahead = {month_text(place.lull.month + at) for at in range(1, 13)}
    assert not [month for month in ahead if month in before]
    other_end = replace(
        place.lull,
        ahead=place.lull.ahead + 977.0,
        deaths_ahead=place.lull.deaths_ahead + 977.0,
        back=0 if place.lull.back else 3,
    )
    rounds._held[choice.word][0] = (other_end, place.rate)
    assert browser.see(first).text == before
    assert browser.send(first, said=".5").text != before


def test_a_hidden_lull_is_named_by_nothing_in_the_page_or_its_address(browser: Browser, house: House) -> None:
    first = begin(browser, hide="1", rate="1")
    page = browser.see(first)
    held = first.split("/")[2].replace("%3D", "=")
    lull = browser.app.state.rounds.stand(held, "desk one").places[0].lull
    everything = f"{page.url} {dict(page.headers)} {page.text}"
    choice = read_choice(held, house.secret)
    assert choice is not None
    everything += choice.text()
    shown = re.sub(re.escape(choice.begun.isoformat()), "", everything)
    assert "An armed group" in page.text
    assert lull.series.group not in shown
    assert lull.series.country not in shown
    assert str(choice.round(house.secret).seed) not in shown
    assert not re.search(r"\b(?:19[89]\d|20[0-2]\d)-\d\d\b", re.sub(r"20\d\d-\d\d-\d\dT", "", page.text))
    assert not re.search(r">(?:19[89]\d|20[0-2]\d)<", page.text)
    assert lull.series.group in browser.send(first, said=".5").text.replace("&#39;", "'")


def test_a_round_survives_a_restart_and_the_practice_page_leads_back_to_it(
    browser: Browser, house: House
) -> None:
    first = begin(browser)
    asked = words_of(browser.see(first).text)
    browser.send(first, said=".4")
    again = Browser.let_in(house)
    assert "What came" in again.see(first).text
    page = again.see(other(first, 2)).text
    assert words_of(page) != asked
    assert words_of(page) == words_of(browser.see(other(first, 2)).text)
    assert LAST in browser.client.cookies
    assert "Go on with the round you are in" in browser.see("/practice").text


def test_a_round_is_its_analysts_alone_and_no_other_text_is_one(browser: Browser, folder: Path) -> None:
    first = begin(browser)
    held = first.split("/")[2]
    forged = f"/practice/{held[:-4]}0000/1"
    assert browser.see(forged).status_code == 404
    assert browser.see("/practice/x/1").status_code == 404
    browser.send("/account/name", name="Ben")
    assert browser.see(first).status_code == 404
    assert browser.send(first, said=".5").status_code == 404
    assert not all_practised(folder)


def test_a_lull_that_was_met_in_another_round_is_passed_over(browser: Browser, folder: Path) -> None:
    everything = begin(browser, n="20", peak="0")
    twin = begin(browser, n="20", peak="0")
    rounds: Rounds = browser.app.state.rounds

    def keys(address: str) -> list[tuple[int, str, int]]:
        held = address.split("/")[2].replace("%3D", "=")
        return [one.lull.key for one in rounds.stand(held, "desk one").places]

    shared = set(keys(everything)) & set(keys(twin))
    assert shared, "two rounds of twenty among forty series have lulls in common"
    place = min(keys(everything).index(one) for one in shared) + 1
    for number in range(1, place + 1):
        browser.send(other(everything, number), said=".5")
    there = keys(twin).index(keys(everything)[place - 1]) + 1
    assert "met this lull in another round" in browser.see(other(twin, there)).text
    held = twin.split("/")[2].replace("%3D", "=")
    assert rounds.stand(held, "desk one").places[there - 1].met


def test_choices_out_of_bounds_are_refused(browser: Browser) -> None:
    browser.see("/practice")
    for chosen in ({"n": "0"}, {"n": "999"}, {"horizon": "99"}, {"months": "1"}, {"peak": "many"}):
        assert browser.send("/practice", **chosen).status_code == 422
    assert browser.send("/practice", peak="900000").status_code == 422


def test_of_numbers_that_are_given_at_once_one_is_kept(browser: Browser, folder: Path) -> None:
    held = begin(browser).split("/")[2].replace("%3D", "=")
    rounds: Rounds = browser.app.state.rounds
    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(lambda at: rounds.answer(held, "desk one", 1, at / 10), range(8)))
    assert sum(one is not None for one in given) == 1
    assert len(all_practised(folder)) == 1
