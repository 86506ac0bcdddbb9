"""The chart of one series as a file of its own."""

from datetime import date
from xml.etree import ElementTree

import numpy as np
import pytest

from smoulder.brief.charts.series_svg import series_svg
from smoulder.brief.charts.svg import page_colours
from smoulder.records.errors import NoData
from smoulder.records.month import month_index
from smoulder.records.settings import Settings
from smoulder.series.situation import Standing, stand
from tests.series.test_lull import series


def standing(deaths: list[float], to: str) -> Standing:
    month = month_index(to)
    return stand(series(deaths), [], month, month, Settings(), np.random.default_rng(1))


def test_the_file_stands_alone_and_names_the_lull_and_its_line() -> None:
    text = series_svg(standing([20.0] * 24 + [1.0] * 24, "2003-12"), date(2004, 1, 1), Settings())
    root = ElementTree.fromstring(text)
    words = [element.text for element in root.iter() if element.tag.endswith(("text", "title"))]
    assert "Deaths by month and in 12 months, Group in Country" in words
    assert "lull" in words
    assert "comeback line 37" in words
    assert "var(" not in text
    assert "http" not in text.replace("http://www.w3.org", "")


def test_months_that_nothing_covers_are_marked() -> None:
    text = series_svg(standing([20.0] * 24, "2003-12"), date(2004, 1, 1), Settings())
    assert "no rows" in text


def test_a_series_without_a_death_is_refused() -> None:
    with pytest.raises(NoData, match="nothing to draw"):
        series_svg(standing([0.0] * 24, "2001-12"), date(2002, 1, 1), Settings())


def test_every_colour_of_a_chart_is_one_of_the_page() -> None:
    from smoulder.brief.charts.paper import VARIABLES

    assert {name.removeprefix("var(--").removesuffix(")") for name in VARIABLES.values()} <= set(
        page_colours()
    )
