"""Whatever others judged, the server answers alike to who has yet to judge, in every page, part and file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from smoulder.desk.desk import Desk
from smoulder.desk.judge import Said, enter_judgement
from smoulder.desk.own_number import put_own
from smoulder.desk.panel_table import keep_panel, lay_table, see_panel
from smoulder.store.ledger import open_ledger
from smoulder.web.house import House
from tests.web.all_routes import routes_of
from tests.web.browser import Browser
from tests.web.conftest import chosen_of

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
MOST = 140
"""Addresses that are tried at most."""
LEFT_OUT = re.compile(
    r"/live|/enter|^/static|^/htmx|chart|picture|\.(?:pdf|docx|zip|png|svg)\b|sign-out|/openapi"
    r"|^/cases/[^/]+/(?:brief|exports/(?:html|stix|csv)|reports/1\?at|evidence/\w+\?at|here\?)|^/groups/\d+/|^/watch"
)
"""What streams without end, drawings and papers, which are made from answers, groups, and what repeats."""
MADE_ANEW = re.compile(r'(data-csrf="|name="csrf" value="|"csrf": ?")[^"]+')
WORLDS = (
    Said(("patience=.391743", "spent=.208319"), (), ("6=.117141", "12=.271129", "24=.391187"), 1),
    Said(("patience=.861327", "spent=.057143"), (), ("6=.531917", "12=.712739", "24=.934153"), 1),
)
"""What Ada says in each of two worlds that are otherwise the same."""


def world(folder: Path, case: str, said: Said) -> None:
    """Ada judges, gives reasons and another number, and keeps the panel."""
    with open_ledger(folder) as ledger:
        desk = Desk(ledger, chosen_of(folder), "Ada", NOW)
        table = lay_table(desk, case)
        told = ", ".join((*said.leaves, *said.comeback))
        items = tuple(
            f"{name}:patience={said.leaves[0].partition('=')[2]}" for name in list(table.held.items)[:1]
        )
        months = {str(one) for one in table.held.comeback}
        kept = tuple(one for one in said.comeback if one.partition("=")[0] in months)
        enter_judgement(desk, table, Said(said.leaves, items, kept, 1), f"I would say {told}")
        put_own(desk, case, [f"major:{kept[0]}"], "", f"and {kept[0]} for a major one")
        keep_panel(desk, lay_table(desk, case), see_panel(desk, table, named=True))


def open_house(folder: Path) -> Iterator[House]:
    with open_ledger(folder) as ledger:
        yield House(
            chosen_of(folder), ledger, ledger.workbench(), False, "http://127.0.0.1:8321", b"k" * 32, "Ben", lambda: NOW
        )  # fmt: skip


def addresses(browser: Browser, case: str) -> list[str]:
    """Every address that can be read without following a link."""
    given = {"case_id": case, "group_id": "234", "country": "Iraq"}
    found = []
    for path, route in routes_of(browser.app):
        if isinstance(route, APIRoute) and "GET" in route.methods:
            found.append(re.sub(r"\{(\w+)(?::\w+)?\}", lambda one: given.get(one[1], "1"), path))
    return found


def read_all(browser: Browser, case: str) -> dict[str, str]:
    """What every address answers: those of the routes, and those that pages lead to from there."""
    waiting, answers = addresses(browser, case), {}
    waiting += [f"/record?by={by}" for by in ("analyst", "topic", "horizon", "branch")]
    waiting += [f"/search?q={words}" for words in ("Ada", ".391743", "39.1743", "say")]
    while waiting and len(answers) < MOST:
        address = waiting.pop(0)
        if address in answers or LEFT_OUT.search(address):
            continue
        answer = browser.client.get(address, follow_redirects=False)
        told = f"{answer.headers.get('location', '')}\n{answer.text}"
        told = MADE_ANEW.sub("", told).replace(str(browser.app.state.house.chosen.data), "")
        answers[address] = f"{answer.status_code} {told}"
        links = re.findall(r'(?:href|hx-get|action)="(/[^"#]*)', answer.text)
        waiting += [unescape(one) for one in links if case in one]
    return answers


@pytest.fixture(scope="module")
def told(
    real_source: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[dict[str, str], dict[str, str]]]:
    """In each world, what Ben is told before he judged, and after."""
    source, case = real_source
    found = []
    for number, said in enumerate(WORLDS):
        folder = tmp_path_factory.mktemp(f"world-{number}") / "data"
        shutil.copytree(source, folder)
        world(folder, case, said)
        for house in open_house(folder):
            browser = Browser.let_in(house)
            before = read_all(browser, case)
            desk = replace(house.desk("Ben"), who="Ben")
            enter_judgement(desk, lay_table(desk, case), Said(("patience=.5",), (), (), 1), "")
            found.append((before, {f"/cases/{case}/panel": browser.see(f"/cases/{case}/panel").text}))
    return found


def test_nothing_that_ben_can_read_depends_on_what_ada_judged(
    told: list[tuple[dict[str, str], dict[str, str]]], real_source: tuple[Path, str]
) -> None:
    (one, _), (other, _) = told
    assert set(one) == set(other)
    leaks = [address for address in one if one[address] != other[address]]
    assert not leaks, f"what another judged is given out at {', '.join(leaks)}"


def test_no_number_of_adas_stands_anywhere(
    told: list[tuple[dict[str, str], dict[str, str]]],
) -> None:
    for said, (before, _) in zip(WORLDS, told, strict=True):
        numbers = [one.partition("=")[2].removeprefix(".") for one in (*said.leaves, *said.comeback)]
        forms = re.compile("|".join(f"0?[.,]{one}|{one[:2]}[.,]{one[2:]}" for one in numbers))
        found = {address: hit[0] for address, text in before.items() if (hit := forms.search(text))}
        assert not found


def test_the_walk_reached_the_pages_that_know_the_case(
    told: list[tuple[dict[str, str], dict[str, str]]], real_source: tuple[Path, str]
) -> None:
    before, case = told[0][0], real_source[1]
    read = {address for address, text in before.items() if text.startswith("200")}
    assert {f"/cases/{case}/panel", "/record", f"/record/{case}", "/practice"} <= read
    assert "Ada" in before[f"/cases/{case}/panel"], "who has judged is no secret"


def test_after_bens_own_round_the_panel_tells_what_ada_judged(
    told: list[tuple[dict[str, str], dict[str, str]]], real_source: tuple[Path, str]
) -> None:
    page = f"/cases/{real_source[1]}/panel"
    first, second = told[0][1][page], told[1][1][page]
    assert first != second
    assert "I would say patience=.391743" in first
    assert "I would say patience=.861327" in second
