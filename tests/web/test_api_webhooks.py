"""Who is told of news: entered, tried, stopped and removed by programs and on the page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from smoulder.store.deliveries import Told
from smoulder.web.hooks.reach import VARIABLE
from smoulder.web.hooks.sender import Sender
from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.conftest import words_of
from tests.web.programs import Programs
from tests.web.receiver import receiving

ADDRESS = "https://desk.example.org/news"


def test_a_program_enters_tries_stops_and_removes_an_address(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Programs(house).of("administrator")
    with receiving() as receiver:
        monkeypatch.setenv(VARIABLE, receiver.place)
        made = keeper.post("/webhooks", {"address": receiver.address, "events": ["comeback", "comeback"]})
        where = f"/webhooks/{made.json()['id']}"
        assert made.headers["location"].endswith(where)
        assert (made.status_code, made.json()["events"]) == (201, ["comeback"])
        assert keeper.post(f"{where}/test").status_code == 202
        Sender(house).send_one()
        assert b'"type":"test"' in receiver.got[0][1]
    (sent,) = keeper.get(f"{where}/deliveries").json()["items"]
    assert (sent["event"], sent["state"], sent["status"]) == ("test", "delivered", 200)
    assert "secret" not in keeper.get(where).json()
    assert made.json()["secret"] not in keeper.get("/webhooks").text
    assert keeper.ask("PATCH", where, {"active": False}).json()["active"] is False
    assert keeper.ask("PATCH", where, {"events": ["new lull"]}).json()["events"] == ["new lull"]
    assert keeper.ask("DELETE", where).status_code == 204
    assert keeper.get(where).status_code == 404


def test_the_secret_is_told_once_and_kept_nowhere_to_be_told_again(house: House) -> None:
    from smoulder.store.transaction import read
    from smoulder.store.workbench_tables import REPLIES

    keeper = Programs(house).of("administrator")
    sent, key = {"address": ADDRESS, "events": ["comeback"]}, {"Idempotency_Key": "hook-1"}
    made = keeper.post("/webhooks", sent, **key)
    secret = made.json()["secret"]
    assert secret.startswith("whsec_")
    kept = read(house.store.replies._engine, lambda of: [str(row) for row in of.execute(REPLIES.select())])
    assert len(kept) == 1
    assert secret not in kept[0]
    again = keeper.post("/webhooks", sent, **key)
    assert (again.status_code, again.headers["idempotency-replayed"]) == (201, "true")
    assert again.json() == made.json() | {"secret": ""}
    assert len(keeper.get("/webhooks").json()["items"]) == 1


def test_an_address_that_nothing_is_sent_to_is_refused_in_words(house: House) -> None:
    keeper = Programs(house).of("administrator")
    for address, words in {
        "http://desk.example.org/": "not https",
        "https://169.254.169.254/": "inside this network",
        "https://name:word@desk.example.org/": "leave them out",
    }.items():
        refused = keeper.post("/webhooks", {"address": address, "events": ["comeback"]})
        assert refused.status_code == 422
        assert words in refused.json()["detail"]
    assert keeper.post("/webhooks", {"address": ADDRESS, "events": []}).status_code == 422


def test_an_administrator_does_the_same_on_the_page(house: House) -> None:
    browser = Browser.let_in(house)
    browser.see("/webhooks")
    made = browser.send("/webhooks", address=ADDRESS, event="new lull")
    (hook,) = house.store.hooks.all()
    assert hook.secret in made.text
    assert hook.secret not in browser.see("/webhooks").text
    for verb, words in {
        "test": "A test is on its way", "stop": "told no more", "go-on": "told again", "remove": "Nobody yet"
    }.items():  # fmt: skip
        assert words in words_of(browser.send(f"/webhooks/{hook.id}/{verb}").text)
    assert house.store.hooks.all() == []
    assert "lies inside" in words_of(
        browser.send("/webhooks", address="https://10.0.0.1/", event="comeback").text
    )
    assert "tick at least one" in words_of(browser.send("/webhooks", address=ADDRESS).text)
    assert browser.send("/webhooks/none/test").status_code == 404


def test_an_address_is_told_nothing_once_who_entered_it_is_no_administrator(house: House) -> None:
    team = Programs(house)
    first = house.store.accounts.add("Second", "administrator", house.clock())
    hook = house.store.hooks.add(ADDRESS, ["comeback"], first.id, house.clock())
    told = [Told("comeback", "{}", house.clock(), str(at)) for at in range(3)]
    assert house.store.deliveries.put(told[:1], house.clock()) == 1
    house.store.accounts.set_role(first.id, "editor")
    assert house.store.deliveries.put(told[1:2], house.clock()) == 0
    page = Browser.let_in(replace(team.house, team=False)).see("/webhooks").text
    assert "Second is no administrator any more" in page
    house.store.accounts.set_role(first.id, "administrator")
    house.store.accounts.deactivate(first.id, house.clock())
    assert house.store.deliveries.put(told[2:], house.clock()) == 0
    assert len(house.store.deliveries.of(hook.id)) == 1


def test_an_address_is_shown_as_words_whatever_it_holds(house: House) -> None:
    browser = Browser.let_in(house)
    house.store.hooks.add(
        "https://desk.example.org/<script>alert(1)</script>", ["comeback"], None, house.clock()
    )
    page = browser.see("/webhooks").text
    assert len(re.findall(r"<script", page)) == 2
    assert "&lt;script&gt;" in page
