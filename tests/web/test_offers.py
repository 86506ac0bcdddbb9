"""No page offers a role what it may not do: each form and each link of a page leads where the table lets it through."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from smoulder.web.app import build_app
from smoulder.web.house import House
from tests.web.all_routes import gates_of
from tests.web.role_table import MAY, ROLES, ROUTES
from tests.web.team import Person, join, served_team


@pytest.fixture(scope="module")
def world(
    real_source: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, str]]:
    """A team with a real case."""
    source, case_id = real_source
    folder = tmp_path_factory.mktemp("offers") / "data"
    shutil.copytree(source, folder)
    with served_team(folder) as (house, _):
        yield house, case_id


def pages_of(house: House, case_id: str) -> list[str]:
    """The pages on which work is offered."""
    home, group = f"/cases/{case_id}", "/groups/234/Iraq"
    answer = house.ledger.answers(case_id, last=1)[0]
    span = next(one.source for one in answer.evidence if one.source.start is not None)
    item = next(one.id for one in answer.evidence if one.source.start is not None)
    at = f"{span.start}-{span.end}"
    return [
        "/watch", "/cases", "/groups", group, home, f"{home}/evidence", f"{home}/evidence/{item}", f"{home}/hypotheses",
        f"{home}/reports", f"{home}/reports/1", f"{home}/reports/1?at={at}", f"{home}/panel", f"{home}/history",
        f"{home}/exports", "/record", f"/record/{case_id}", "/practice", "/search?words=troops", "/jobs", "/account",
        "/tokens",
    ]  # fmt: skip


def offered(page: str) -> set[str]:
    """Method and path of every form, of every part that is fetched, and of every link that a page shows."""
    found = set()
    for form in re.findall(r"<form\b[^>]*>", page):
        method = re.search(r'method="(\w+)"', form)
        action = re.search(r'action="([^"]*)"', form)
        if action:
            found.add(f"{method[1].upper() if method else 'GET'} {unescape(action[1])}")
    found |= {f"GET {unescape(one)}" for one in re.findall(r'(?:href|hx-get)="(/[^"]*)"', page)}
    return {f"{method} {urlsplit(path).path}" for method, path in (one.split(" ", 1) for one in found)}


@pytest.mark.parametrize("role", ROLES)
def test_no_page_offers_a_role_what_it_may_not_do(world: tuple[House, str], role: str) -> None:
    house, case_id = world
    routes = [
        (method, path, re.compile(re.sub(r"\\{[^}]+\\}", "[^/]+", re.escape(path))))
        for method, path, actions in gates_of(build_app(house))
        if actions
    ]
    person, column = Person(house).come_in(join(house, role)), ROLES.index(role)
    wrong, seen = [], 0
    for page in pages_of(house, case_id):
        answer = person.see(page)
        assert answer.status_code == 200, page
        for one in sorted(offered(answer.text)):
            method, path = one.split(" ", 1)
            leads = [
                f"{method} {known}" for way, known, form in routes if way == method and form.fullmatch(path)
            ]
            if leads:
                seen += 1
                # the first route that fits is the one that is asked
                if not MAY[ROUTES[leads[0]]][column]:
                    wrong.append(f"{page} offers {one}")
    assert wrong == []
    assert seen > 100
