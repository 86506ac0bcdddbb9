"""Three real briefs look as they are kept: a moved part or a missing chart is told, the drawing of letters is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cases import GOLDEN  # type: ignore[import-not-found]
from golden import FOLDER, apart, charts, front, open_page, stacked, take  # type: ignore[import-not-found]
from PIL import Image, ImageDraw

pytestmark = pytest.mark.browser


@pytest.mark.slow
@pytest.mark.parametrize("name", GOLDEN)
def test_a_brief_looks_as_it_is_kept(
    browser: Any, real_pages: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    page = real_pages(name)
    told = {}
    for part, taken in take(browser, page).items():
        with Image.open(FOLDER / f"{name}-{part}.png") as kept:
            told[part] = apart(kept, taken)
        taken.save(tmp_path / f"{name}-{part}.png")
    assert set(told.values()) == {""}, (
        f"{told}; see {tmp_path}; if it is meant: ./go python scripts/renew_golden.py"
    )


def test_every_case_has_its_pictures() -> None:
    parts = ("front-1280", "front-390", "charts", "paper")
    assert {path.stem for path in FOLDER.glob("*.png")} == {f"{n}-{part}" for n in GOLDEN for part in parts}
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < 700_000


@pytest.fixture
def sample(browser: Any, pages: Callable[[str], Path]) -> Any:
    return open_page(browser, pages("model_case"), 1280)


def _after(sample: Any, css: str) -> Image.Image:
    sample.add_style_tag(content=css)
    return front(sample)


@pytest.mark.slow
@pytest.mark.parametrize(
    "css", ["#answer { -webkit-text-stroke: .25px; }", "#answer { transform: translate(.5px, .5px); }"]
)
def test_letters_drawn_thicker_or_half_a_pixel_off_are_no_difference(sample: Any, css: str) -> None:
    plain = front(sample)
    assert apart(plain, plain) == ""
    assert apart(plain, _after(sample, css)) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "css",
    [
        ".panel.branches { transform: translateX(24px); }",
        ".panel.strongest { visibility: hidden; }",
        ".answers { border: 0; padding-top: 18px; }",
        ".answers li:first-child { order: 3; }",
        ".number { font-size: 2rem !important; }",
    ],
)
def test_a_part_that_moved_or_went_is_told(sample: Any, css: str) -> None:
    plain = front(sample)
    assert apart(plain, _after(sample, css)) != ""


@pytest.mark.slow
def test_a_chart_that_is_missing_is_told(sample: Any) -> None:
    plain = charts(sample)
    sample.add_style_tag(content="#chart-branches svg * { visibility: hidden; }")
    assert apart(plain, charts(sample)) != ""
    sample.add_style_tag(content="#chart-branches svg { display: none !important; }")
    assert "in place of" in apart(plain, charts(sample))


def test_pictures_of_another_size_and_small_marks_are_weighed_by_hand() -> None:
    plain = Image.new("L", (400, 400), 255)
    marked = plain.copy()
    ImageDraw.Draw(marked).rectangle((0, 0, 19, 39), fill=0)  # 50 of 10,000 blocks
    assert apart(plain, marked) == ""
    ImageDraw.Draw(marked).rectangle((0, 0, 19, 47), fill=0)  # 60 of them
    assert apart(plain, marked) == "0.6% of the blocks differ"
    assert apart(plain, stacked([plain, plain])) == "400×800 in place of 400×400"
