"""A browser without a network, the sample answers as files, and real answers for tests that take their time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "brief"))
sys.path.insert(0, str(Path(__file__).parent))

from cases import CASES, kept_answer
from chromium import CHROMIUM, started
from sample_hostile import hostile
from samples import ALL

from smoulder.brief.write import write_brief


@pytest.fixture(scope="module")  # two at once cannot run in one thread, and a module may bring its own
def browser() -> Iterator[Any]:
    """A Chromium without a window and without a network; skips where there is none."""
    pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with started() as running:
        yield running


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A function that gives the page of a sample, 'hostile' among them, as a file; each is written once."""
    folder = tmp_path_factory.mktemp("briefs")
    made = {**ALL, "hostile": hostile}

    def page(name: str) -> Path:
        path = folder / name / "brief.html"
        return path if path.exists() else write_brief(made[name](), folder / name, ("html",)).main

    return page


@pytest.fixture(scope="session")
def real_pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The same of real answers, by the names in `cases`; one that needs the shared folder skips without it."""
    folder = tmp_path_factory.mktemp("real")

    def page(name: str) -> Path:
        if not all(report.exists() for report in CASES[name].reports):
            pytest.skip("needs the shared folder beside the checkout")
        path = folder / name / "out" / "brief.html"
        if path.exists():
            return path
        return write_brief(kept_answer(name, folder / name), folder / name / "out", ("html", "pdf")).main

    return page


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """A function that opens a page: opened(path, width, scheme="light", **more of the browser's context)."""
    contexts = []

    def open_page(path: Path, width: int, scheme: str = "light", **more: Any) -> Any:
        given = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme, "offline": True, **more}
        context = browser.new_context(**given)
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
