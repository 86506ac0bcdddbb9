"""On paper the answer is page one, alone and whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

A4 = (595, 842)


def sheets(page: Any) -> list[str]:
    """The words of each sheet of the printed page, which must be A4."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert all(abs(a - b) < 2 for one in document for a, b in zip(one.get_size(), A4, strict=True))
    return [one.get_textpage().get_text_range() for one in document]


def _check(page: Any) -> None:
    titles = page.locator("#answer .panel h2").all_inner_texts()
    first = page.evaluate("document.querySelector('main > section:not(#answer) h2').innerText")
    found = sheets(page)
    plain = " ".join(found[0].split())
    assert all(title in plain for title in titles)
    assert "Made with" in plain
    assert found[1].split("\r\n")[0].strip() == first
    assert "Show as table" not in "".join(found)


@pytest.mark.parametrize(
    "name",
    [
        "model_case",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("data_only", "active_group", "bare")),
    ],
)
def test_page_one_of_a_sample_is_one_sheet(
    opened: Callable[..., Any], pages: Callable[[str], Path], name: str
) -> None:
    page = opened(pages(name), 1280)
    _check(page)


@pytest.mark.slow
def test_what_is_folded_on_screen_is_printed(
    opened: Callable[..., Any], pages: Callable[[str], Path]
) -> None:
    page = opened(pages("model_case"), 1280)
    assert not page.locator("#months table").first.is_visible()
    assert "2018-11" in "".join(sheets(page)[-8:])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["model", "data", "contradiction", "shared"])
def test_page_one_of_a_real_brief_is_one_sheet(
    opened: Callable[..., Any], real_pages: Callable[[str], Path], name: str
) -> None:
    _check(opened(real_pages(name), 1280))
