"""Axes write numbers as the language being spoken does; in English the renderer's own way is left alone."""

from __future__ import annotations

from smoulder.brief.charts.paper import WIDE, config
from smoulder.brief.charts.svg import page_svg
from smoulder.brief.language.say import speaking


def test_axes_take_the_signs_of_the_language() -> None:
    assert "locale" not in config(WIDE)
    with speaking("fr"):
        signs = config(WIDE)["locale"]
    assert signs == {
        "number": {
            "decimal": ",",
            "thousands": "\u202f",
            "grouping": [3],
            "currency": ["", ""],
            "percent": "\u202f%",
        }
    }


def test_arabic_words_of_a_drawing_keep_their_order_beside_numbers() -> None:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg"><text>24 شهرًا</text><text>24 months</text></svg>'
    shown = page_svg(drawn, "series", "title")
    assert "\u206724 شهرًا\u2069" in shown
    assert ">24 months<" in shown
