"""The pages of a team in a real browser: by keyboard, wide and narrow, light and dark, and held to WCAG."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smoulder.store.access import Access
from smoulder.web.guard.entry import cookie_name
from smoulder.web.house import House
from tests.browser.axe import violations
from tests.web.live import chromium as chromium
from tests.web.team import NAMES, PASSWORD, join, served_team

SPILLS = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture(scope="module")
def world(
    sample_case: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, str]]:
    """A team on the real server with a case."""
    folder = tmp_path_factory.mktemp("team-pages") / "data"
    shutil.copytree(sample_case[0], folder)
    with served_team(folder) as (house, _):
        for role in ("administrator", "analyst"):
            join(house, role)
        yield house, sample_case[1]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_team_comes_in_and_is_looked_after_by_keyboard(
    world: tuple[House, str], chromium: Any, width: int, scheme: Any
) -> None:
    house, case_id = world
    wrong: list[str] = []

    def see(page: Any, name: str) -> None:
        wrong.extend(f"{name}: {one}" for one in violations(page))
        if page.evaluate(SPILLS):
            wrong.append(f"{name} spills to the side")

    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(f"{house.address}/accounts")
    see(page, "sign in")
    page.focus("#f-name")
    page.keyboard.type("adam")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Accounts')")
    see(page, "accounts")
    page.focus("#f-name")
    page.keyboard.type(f"Guest {width}")
    page.keyboard.press("Enter")
    page.wait_for_selector("#f-link")
    see(page, "a link")
    link = page.input_value("#f-link")
    for path in ("/tokens", f"/cases/{case_id}/access", "/audit?who=a", "/account"):
        page.goto(house.address + path)
        see(page, path)
    guest = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    guest.goto(link)
    see(guest, "join")
    guest.focus("#f-password")
    guest.keyboard.type(PASSWORD)
    guest.keyboard.press("Tab")
    guest.keyboard.type(PASSWORD)
    guest.keyboard.press("Enter")
    guest.wait_for_selector(f"a:has-text('Guest {width}')")
    # a link in a mail, from another site, opens the case for who is signed in
    guest.goto(f"data:text/html,<a id=a href='{house.address}/cases/{case_id}/evidence'>the case</a>")
    guest.click("#a")
    guest.wait_for_load_state()
    assert guest.url.endswith("/evidence"), guest.url
    guest.context.close()
    context.close()
    assert wrong == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_choice_of_who_sees_a_case_that_came_too_late_stands_beside_what_is_kept(
    world: tuple[House, str], chromium: Any, width: int, scheme: Any
) -> None:
    house, case_id = world
    account = house.store.accounts.named(NAMES["administrator"])
    analyst = house.store.accounts.named(NAMES["analyst"])
    assert account is not None
    assert analyst is not None
    held, _ = house.store.sessions.open(account.name, account.id, house.clock())
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.add_cookies([{"name": cookie_name(house), "value": held, "url": house.address}])
    page = context.new_page()
    house.store.access.keep(case_id, Access())
    page.goto(f"{house.address}/cases/{case_id}/access")
    house.store.access.keep(case_id, Access(True, {analyst.id: "reader"}))
    page.select_option(f"#f-role-{analyst.id}", "editor")
    page.click("button:has-text('Keep this')")
    page.wait_for_selector(".notice.refusal")
    assert page.input_value(f"#f-role-{analyst.id}") == "editor"
    assert page.locator(".tag.warn").all_inner_texts() == ["kept: those named", "kept: reader"]
    assert not violations(page)
    assert not page.evaluate(SPILLS)
    page.click("button:has-text('Keep this')")
    page.wait_for_selector(".notice.said")
    assert house.store.access.of(case_id) == Access(False, {analyst.id: "editor"})
    house.store.access.keep(case_id, Access())
    context.close()
