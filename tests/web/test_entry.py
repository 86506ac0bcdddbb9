"""The way in for who works alone."""

from __future__ import annotations

from smoulder.web.house import House
from tests.web.browser import Browser


def test_the_printed_address_lets_in_one_browser_once(house: House) -> None:
    browser = Browser(house)
    token = browser.app.state.key.held
    first = browser.client.get(f"/enter?token={token}", follow_redirects=False)
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert "smoulder" in browser.client.cookies
    browser.client.cookies.clear()
    assert browser.client.get(f"/enter?token={token}", follow_redirects=False).status_code == 403
    assert not browser.client.cookies


def test_who_is_not_known_sees_nothing(house: House) -> None:
    answer = Browser(house).client.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_a_page_of_another_name_is_refused(house: House) -> None:
    browser = Browser(house)
    answer = browser.client.get("/sign-in", headers={"host": "rebound.example:8321"})
    assert answer.status_code == 421


def test_signing_out_ends_the_session_itself(house: House) -> None:
    browser = Browser.let_in(house)
    held = browser.client.cookies["smoulder"]
    assert house.store.sessions.find(held, house.clock()) is not None
    browser.send("/sign-out")
    assert house.store.sessions.find(held, house.clock()) is None


def test_a_form_without_its_token_is_refused_and_the_try_is_noted(house: House) -> None:
    browser = Browser.let_in(house)
    assert browser.client.post("/sign-out", data={}).status_code == 403
    assert browser.client.post("/sign-out", data={"csrf": browser.csrf[:-1] + "?"}).status_code == 403
    elsewhere = {"origin": "https://elsewhere.example", "x-csrf-token": browser.csrf}
    assert browser.client.post("/sign-out", headers=elsewhere).status_code == 403
    assert [(one.status, one.what) for one in house.store.audit.since()] == [(403, "POST /sign-out")] * 3
