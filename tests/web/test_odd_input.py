"""Odd input that no page of ours sends: halves of letters, numbers and days at their edges, JSON without a bottom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute

from smoulder.web.guard.entry import cookie_name
from smoulder.web.guard.limits import KNOWN
from smoulder.web.guard.oidc import STATE
from smoulder.web.guard.signed import sign
from smoulder.web.house import House
from tests.web.all_routes import routes_of
from tests.web.browser import Browser
from tests.web.real_case import real as real
from tests.web.real_case import real_source as real_source
from tests.web.team import join, team_house
from tests.web.test_hostile import fields_of, page_routes

EDGES = ("0", "-1", str(10**30), "0000-01", "9999-12-31", "1e400")
"""Numbers and days at their edges; each form and address takes what it takes, and refuses the others in words."""
SHARP = EDGES[2:5]
"""Those that each field of a form is given by itself as well, where no other is refused before it."""
LEFT_OUT = ("/sign-out", "/account/everywhere", "/enter", "/practice")
"""What would end the session of the test, and what gives a new one."""
ODD_JSON = (
    b'"\\ud800"',
    b'["\\udfff"]',
    b'{"\\ud800":1}',
    str(10**30).encode(),
    b"-1",
    b"1e400",
    b'"0000-01-01"',
)
USUAL = {"number": "1", "form": "json", "name": "series", "item": "e1aaaaaa"}


def in_parts(fields: dict[str, bytes], charset: str = "") -> tuple[bytes, dict[str, str]]:
    """A form in parts, whose fields are not what UTF-8 has; with what it says of itself."""
    parts = [
        b'--zq\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
        for name, value in fields.items()
    ]
    said = "multipart/form-data; boundary=zq" + (f"; charset={charset}" if charset else "")
    return b"".join(parts) + b"--zq--\r\n", {"content-type": said}


def wrong_of(answer: Any, where: str) -> list[str]:  # Any: what the client gives
    """What is wrong with an answer: that it broke, or tells what we are made of."""
    inner = [
        one for one in ("Traceback", "Error:", "pydantic", "sqlalchemy", "recursion") if one in answer.text
    ]
    return [f"{answer.status_code} {where} {inner}"] if answer.status_code >= 500 or inner else []


def let_in(house: House) -> Browser:
    """A browser that was let in, to whom a fault is told as it is to any other."""
    browser = Browser.let_in(house)
    browser.client._transport.raise_server_exceptions = False  # type: ignore[attr-defined]
    return browser


def edges_of(route: APIRoute, path: str, case: str) -> Iterator[str]:
    """Addresses of a route, of which each part and each query holds every edge in its turn."""
    parts = [one for one in re.findall(r"{(\w+)(?::\w+)?}", path) if one != "case_id"]
    usual = dict.fromkeys(parts, "7") | USUAL | {"case_id": case}
    for turn in parts:
        for edge in EDGES:
            yield _filled(path, usual | {turn: edge})
    names = [one.alias for one in route.dependant.query_params]
    names += [name for one in route.dependant.query_params for name in _inner(one)]
    for name in names:
        for edge in EDGES:
            yield f"{_filled(path, usual)}?{name}={quote(edge)}"


def _inner(field: Any) -> list[str]:  # Any: a field of FastAPI
    """The names of a filter that is one model."""
    kind = getattr(field.field_info, "annotation", None)
    return list(getattr(kind, "model_fields", {}))


def _filled(path: str, given: dict[str, str]) -> str:
    for name, value in given.items():
        path = re.sub(rf"{{{name}(:\w+)?}}", quote(value, safe=""), path)
    return path


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "undefined", "utf-7", 'utf-8; charset="raw_unicode_escape"']
)
def test_a_form_in_another_writing_is_refused_by_every_page(real: str, house: House, charset: str) -> None:
    browser, before = Browser.let_in(house), house.ledger.file(real).last
    for path, route in page_routes(house):
        if "POST" not in route.methods:
            continue
        fields = dict.fromkeys(fields_of(route), b"half \\ud800 a letter")
        body, kind = in_parts({**fields, "csrf": browser.csrf.encode(), "door": b"\\ud800"}, charset)
        answer = browser.client.post(_filled(path, USUAL | {"case_id": real}), content=body, headers=kind)
        assert answer.status_code == 415, path
        assert "UTF-8" in answer.text
    assert house.ledger.file(real).last == before


def test_bytes_that_are_no_text_break_no_form(real: str, house: House) -> None:
    browser, wrong = let_in(house), list[str]()
    for path, route in page_routes(house):
        if "POST" not in route.methods or path in LEFT_OUT:
            continue
        fields = dict.fromkeys(fields_of(route), b"\xed\xa0\x80 \xff\xfe half")
        for token in (browser.csrf.encode(), b"\xed\xa0\x80"):
            body, kind = in_parts({**fields, "csrf": token, "door": b"\xed\xa0\x80"}, "utf-8")
            address = _filled(
                path, dict.fromkeys(re.findall(r"{(\w+)", path), "7") | USUAL | {"case_id": real}
            )
            answer = browser.client.post(address, content=body, headers=kind, follow_redirects=False)
            wrong += wrong_of(answer, path)
    assert wrong == []


def test_numbers_and_days_at_their_edges_break_no_address(real: str, house: House) -> None:
    browser, tried, wrong = let_in(house), 0, list[str]()
    for path, route in page_routes(house):
        if "GET" not in route.methods or path in LEFT_OUT:
            continue
        for address in edges_of(route, path, real):
            wrong += wrong_of(browser.client.get(address, follow_redirects=False), address)
            tried += 1
    assert wrong == []
    assert tried > 300


def test_numbers_and_days_at_their_edges_break_no_form(real: str, house: House) -> None:
    browser, tried, wrong = let_in(house), 0, list[str]()
    for path, route in page_routes(house):
        if "POST" not in route.methods or path in LEFT_OUT:
            continue
        address = _filled(path, dict.fromkeys(re.findall(r"{(\w+)", path), "7") | USUAL | {"case_id": real})
        names, own = fields_of(route), [one.alias for one in route.dependant.body_params]
        for edge in EDGES:
            alone = own if edge in SHARP else []
            for form in (dict.fromkeys(names, edge), *({name: edge} for name in alone)):
                given = {"csrf": browser.csrf, **form}
                wrong += wrong_of(
                    browser.client.post(address, data=given, follow_redirects=False), f"{path} {form}"
                )
                tried += 1
    assert wrong == []
    assert tried > 500


def test_json_without_a_bottom_and_halves_of_letters_break_no_program(real: str, house: House) -> None:
    browser, wrong = let_in(house), list[str]()
    token, _ = house.store.tokens.add(
        None, "odd", ("read", "work", "judge", "jobs", "webhooks"), None, house.clock()
    )
    said = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    for path, route in routes_of(browser.app):
        if not path.startswith("/api/") or not isinstance(route, APIRoute) or not route.dependant.body_params:
            continue
        address = _filled(path, dict.fromkeys(re.findall(r"{(\w+)", path), "7") | USUAL | {"case_id": real})
        body = route.dependant.body_params[0]
        names = list(getattr(body.field_info.annotation, "model_fields", {}))
        (method,) = route.methods
        for depth in (300, 450, 5000):
            held = b"[" * depth + b"]" * depth
            content = b"{%s}" % b",".join(b'"%s":%s' % (name.encode(), held) for name in names)
            answer = browser.client.request(method, address, content=content, headers=said)
            wrong += wrong_of(answer, f"{path} {depth}")
            assert answer.status_code >= 400, path
        for held in ODD_JSON:
            content = b"{%s}" % b",".join(b'"%s":%s' % (name.encode(), held) for name in names)
            answer = browser.client.request(method, address, content=content, headers=said)
            wrong += wrong_of(answer, f"{path} {held!r}")
            assert answer.status_code >= 400, path
    assert wrong == []


@pytest.mark.parametrize("seen", [2**53 + 1, 10**30])
def test_a_case_that_was_read_at_no_number_there_is_is_refused(real: str, house: House, seen: int) -> None:
    browser = Browser.let_in(house)
    sent = browser.send(f"/cases/{real}/reports/1/standing", status="dropped", seen=str(seen))
    assert sent.status_code == 422
    sent = browser.send(f"/cases/{real}/hypotheses", **{"prior-patience": "likely", "seen": str(seen)})
    assert (sent.status_code, "open the page anew" in sent.text) == (422, True)
    item = house.ledger.answers(real, last=1)[0].evidence[0].id
    address, body = f"/api/v1/cases/{real}/evidence/{item}", {"reliability": "B", "seen": seen}
    assert browser.client.patch(address, json=body, headers={"x-csrf-token": browser.csrf}).status_code == 422


@pytest.mark.parametrize("at", ["0000-01", "0000-12", "0000-00", "9999-12", "9999-12-31", "٢٠٢٤-٠١"])
def test_a_month_that_no_calendar_has_is_refused_on_the_watch_page(house: House, at: str) -> None:
    assert Browser.let_in(house).see(f"/watch?at={at}").status_code == 422


def test_one_is_sent_on_to_an_address_in_other_letters(tmp_path: Path) -> None:
    with team_house(tmp_path / "data") as house:
        browser = Browser(house)
        held, _ = house.store.sessions.open("Anna", join(house, "analyst").id, house.clock())
        browser.client.cookies.set(cookie_name(house), held)
        answer = browser.client.get("/sign-in?to=/日", headers={"hx-request": "true"})
        assert (answer.status_code, answer.headers["hx-redirect"]) == (204, "/%E6%97%A5")


def test_what_was_signed_for_one_use_passes_for_no_other(tmp_path: Path) -> None:
    secret = b"k" * 32
    from smoulder.web.guard.signed import unsigned

    assert unsigned(STATE, sign(KNOWN, "a1 x", secret), secret) is None
    assert unsigned(KNOWN, sign(KNOWN, "a1 x", secret), secret) == "a1 x"
