"""Hostile input through every form and every address: nothing breaks, runs, leaks or is shown as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute

from smoulder.web.house import House
from tests.web.all_routes import routes_of
from tests.web.browser import Browser
from tests.web.real_case import real as real
from tests.web.real_case import real_source as real_source

MARK = "zqx7"
"""Stands in every text, by which it is found again."""
HOSTILE = {
    "script": f"{MARK}<script>window.hit=1</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(2)>",
    "sql": f"{MARK}'; DROP TABLE entries; -- \" OR 1=1 UNION SELECT password FROM accounts",
    "template": MARK
    + "{{ 90011*91019 }}${90011*91019}{% for x in ().__class__.__base__.__subclasses__() %}x{% endfor %}",
    "path": f"../../../../etc/passwd/{MARK}",
    "letters": f"{MARK}\u202e\u2066 \ufffe \U0001f525 e\u0301 \u0000 \r\nSet-Cookie: hit=1\r\n\r\n",
    "long": MARK + "9" * 60_000,
    "number": "-9" * 300,
}
AT_LENGTH = "9" * 2_100
"""More than any refusal repeats of what was sent."""
STREAMS = ("/live",)
"""Addresses that go on for as long as one listens."""
STRANGERS = ("/sign-in", "/first", "/join")
"""Forms of a team, for those who are not signed in; who works alone has none."""


def fields_of(route: APIRoute) -> list[str]:
    """The names of what a form of a route holds; those that other tests of the house use, where it reads them all."""
    names = [one.alias for one in route.dependant.body_params]
    for inner in route.dependant.dependencies:
        names += [one.alias for one in inner.body_params]
    return sorted({*names, "text", "name", "why", "kind", "at", "seen", "leaf.patience", "prior-patience"})


def addresses(route: APIRoute, path: str, case: str, bad: str) -> Iterator[str]:
    """The address of a route for the real case, and with something hostile in each of its parts."""
    usual = {"case_id": case, "number": "1", "form": "json", "name": "series", "item": "e1aaaaaa"}
    parts = re.findall(r"{(\w+)(?::\w+)?}", path)
    whole = dict.fromkeys(parts, "7") | {one: usual[one] for one in parts if one in usual}
    for turn in (None, *parts):
        given = whole | ({turn: bad} if turn else {})
        filled = path
        for name, value in given.items():
            filled = re.sub(rf"{{{name}(:\w+)?}}", quote(value[:2000], safe=""), filled)
        asked = [one.alias for one in route.dependant.query_params]
        query = "&".join(f"{one}={quote(bad[:2000], safe='')}" for one in asked)
        yield f"{filled}?{query}" if query else filled


def shown_raw(answer: Any) -> list[str]:  # Any: what the client gives
    """What of the hostile markup reached a page as markup, or was worked out by a template."""
    if "html" not in answer.headers.get("content-type", ""):
        return []
    text = answer.text
    return [
        one
        for one in ("<script>window.hit", "<img src=x", "<svg/onload", "8192711209", "root:x:0")
        if one in text
    ]


def page_routes(house: House) -> list[tuple[str, APIRoute]]:
    """The routes of pages, in the order of the application."""
    app = Browser(house).app
    return [
        (path, route)
        for path, route in routes_of(app)
        if isinstance(route, APIRoute) and not path.startswith("/api/") and not path.endswith(STREAMS)
    ]


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_hostile_in_an_address_breaks_or_is_shown_as_markup(
    real: str, house: House, kind: str
) -> None:
    browser, tried = Browser.let_in(house), 0
    for path, route in page_routes(house):
        if "GET" not in route.methods or path in ("/enter", "/practice"):
            continue
        for address in addresses(route, path, real, HOSTILE[kind]):
            answer = browser.client.get(address, follow_redirects=False)
            assert answer.status_code < 500, address[:200]
            assert shown_raw(answer) == [], address[:200]
            assert "hit=1" not in str(answer.headers.get("set-cookie", "")), address[:200]
            tried += 1
    assert tried > 60
    assert house.ledger.cases()[0].id == real


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_hostile_in_a_form_breaks_or_is_shown_as_markup(real: str, house: House, kind: str) -> None:
    browser, tried = Browser.let_in(house), 0
    for path, route in page_routes(house):
        if "POST" not in route.methods or path in ("/sign-out", "/account/everywhere"):
            continue
        address = next(addresses(route, path, real, "7"))
        form: dict[str, Any] = dict.fromkeys(fields_of(route), HOSTILE[kind])
        for headers in ({"hx-request": "true"}, {}):  # as the script sends it, and as a browser does without
            answer = browser.client.post(
                address, data={**form, "csrf": browser.csrf}, headers=headers, follow_redirects=False
            )
            assert answer.status_code < 500, path
            if path not in STRANGERS:
                assert answer.status_code != 403, f"{path}: it was not even looked at"
            assert shown_raw(answer) == [], path
            assert AT_LENGTH not in answer.text, path
        tried += 1
    assert tried > 25
    # what was taken is shown as text, wherever it is shown
    for path, route in page_routes(house):
        if "GET" in route.methods and path not in ("/enter", "/practice"):
            answer = browser.client.get(next(addresses(route, path, real, "7")), follow_redirects=False)
            assert answer.status_code < 500, path
            assert shown_raw(answer) == [], path
    assert house.ledger.cases()[0].id == real


@pytest.mark.parametrize("token", ["", "x", "a.b", "7" * 4000, "\u202e", "' OR 1=1 --"])
def test_forged_tokens_let_nobody_in(house: House, token: str) -> None:
    browser = Browser(house)
    browser.client.cookies.set("smoulder", token.encode("ascii", "ignore").decode())
    assert browser.client.get("/watch", follow_redirects=False).headers["location"].startswith("/sign-in")
    sent = {"authorization": f"Bearer {token}".encode()}
    assert browser.client.get("/api/v1/me", headers=sent).status_code == 401
    answer = browser.client.get("/enter", params={"token": token}, follow_redirects=False)
    assert answer.status_code == 403


def test_a_form_of_an_ended_session_is_refused_when_it_is_sent_again(real: str, house: House) -> None:
    browser = Browser.let_in(house)
    held, csrf = browser.client.cookies["smoulder"], browser.csrf
    note = {"csrf": csrf, "text": "kept once"}
    assert browser.client.post(f"/cases/{real}/notes", data=note, follow_redirects=False).status_code == 303
    browser.send("/sign-out")
    browser.client.cookies.set("smoulder", held)
    again = browser.client.post(f"/cases/{real}/notes", data=note, follow_redirects=False)
    assert (again.status_code, again.headers["location"]) == (303, "/sign-in")
    other = Browser.let_in(house)
    assert other.client.post(f"/cases/{real}/notes", data=note).status_code == 403
    assert house.ledger.file(real).notes == ("kept once",)
