"""Charts of pages: drawn once, kept within bounds, and no worse than words where they cannot be drawn."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request
from fastapi.responses import Response

from smoulder.brief.charts.chart import Chart
from smoulder.brief.charts.vega import mark, quantity
from smoulder.brief.data_table import Column, DataTable
from smoulder.records.errors import MissingExtra
from smoulder.web import pictures as pictures_module
from smoulder.web.chart_part import show_chart
from smoulder.web.house import House
from smoulder.web.pictures import FOLDER, Pictures
from tests.web.browser import Browser


def a_chart(title: str = "Deaths by month") -> Chart:
    """The least of a chart."""
    rows = [{"x": 1, "y": 2}]
    return Chart(
        name="least",
        title=title,
        says="One point.",
        instead="A point at 1 and 2.",
        source="Source: made here.",
        data=DataTable("least", title, (Column("x", "x"),), ((1,),)),
        spec=lambda size: mark(rows, "point", {"x": quantity("x"), "y": quantity("y")}),
    )


class Slowly:
    """Stands for the renderer: slow, and counts."""

    def __init__(self, bytes_each: int = 100) -> None:
        self.times, self.bytes_each = 0, bytes_each

    def __call__(self, charts: list[Chart], easel: object) -> dict[str, Any]:
        self.times += 1
        time.sleep(0.05)
        return {charts[0].name: self}

    def on_page(self, form: str) -> str:
        """A drawing of so many letters."""
        return f"<svg>{form}{'.' * self.bytes_each}</svg>"


@pytest.fixture
def pictures(house: House) -> Iterator[Pictures]:
    """The charts of a house."""
    made = Pictures(house, most_bytes=1500)
    yield made
    made.close()


def test_twenty_who_ask_at_once_get_one_drawing(pictures: Pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    renderer = Slowly()
    monkeypatch.setattr(pictures_module, "draw", renderer)
    with ThreadPoolExecutor(20) as crowd:
        found = set(crowd.map(lambda _: pictures.svg(("one",), a_chart(), "wide"), range(20)))
    assert renderer.times == 1
    assert len(found) == 1
    assert pictures.svg(("one",), a_chart(), "narrow").startswith("<svg>narrow")
    assert renderer.times == 1, "the other form was drawn with the first"


def test_a_drawing_that_failed_is_tried_again(pictures: Pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("cannot be drawn")

    monkeypatch.setattr(pictures_module, "draw", broken)
    with pytest.raises(ValueError, match="cannot be drawn"):
        pictures.svg(("one",), a_chart(), "wide")
    monkeypatch.setattr(pictures_module, "draw", Slowly())
    assert pictures.svg(("one",), a_chart(), "wide").startswith("<svg>wide")


def test_what_was_looked_at_longest_ago_is_dropped_first(
    pictures: Pictures, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer = Slowly(bytes_each=200)
    monkeypatch.setattr(pictures_module, "draw", renderer)
    folder = house.chosen.data / FOLDER
    for at in range(8):
        pictures.svg(("number", at), a_chart(), "wide")
        for file in folder.glob("*.svg"):  # each drawing an hour older than the one before it
            os.utime(file, (file.stat().st_mtime - 3600,) * 2)
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 1500
    drawn = renderer.times
    pictures.svg(("number", 7), a_chart(), "wide")
    assert renderer.times == drawn, "the newest is still there"
    pictures.svg(("number", 0), a_chart(), "wide")
    assert renderer.times == drawn + 1, "the oldest is gone"


def test_a_real_drawing_has_no_style_and_no_script_and_survives_the_renderer(pictures: Pictures) -> None:
    drawn = pictures.svg(("real",), a_chart("<script>x</script>"), "wide")
    assert drawn.startswith("<svg")
    assert "style=" not in drawn
    assert "<script" not in drawn
    assert pictures._easel is not None
    pictures._easel._hands[0].process.kill()
    pictures._easel._hands[0].process.wait()
    assert pictures.svg(("again",), a_chart(), "narrow").startswith("<svg")
    assert pictures._easel.alive


def test_without_the_renderer_the_page_says_what_to_install(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise MissingExtra("Charts need vl-convert. Run: pip install 'smoulder[charts]'")

    monkeypatch.setattr(pictures_module, "check_charts", missing)
    browser = Browser.let_in(house)

    def charted(request: Request) -> Response:
        return show_chart(request, ("least",), a_chart())

    browser.app.add_api_route("/charted", charted)
    page = browser.see("/charted")
    assert page.status_code == 200
    assert "pip install" in page.text
    assert "A point at 1 and 2." in page.text
    part = browser.see("/charted", headers={"hx-request": "true"})
    assert part.text.startswith("<figure")


def test_a_folder_that_takes_nothing_only_means_drawing_again(
    house: House, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "cache").write_text("a file where a folder is wanted")
    renderer = Slowly()
    monkeypatch.setattr(pictures_module, "draw", renderer)
    made = Pictures(house)
    assert [made.svg(("one",), a_chart(), "wide")[:9] for _ in range(2)] == ["<svg>wide"] * 2
    assert renderer.times == 2
    made.close()
