"""The chart of an opportunity test."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from smoulder.brief.charts.opportunity import opportunity_svg
from smoulder.records.opportunity import CurvePoint, OpportunityResult

pytest.importorskip("vl_convert")


def result(curve: tuple[CurvePoint, ...]) -> OpportunityResult:
    return OpportunityResult(
        kind="protests",
        kind_words="-",
        group_id=9001,
        group="Embers of <Norland>",
        country="Norland",
        measure="inflicted",
        counted="deaths inflicted",
        first=date(2007, 2, 1),
        last=date(2007, 4, 30),
        as_of=date(2007, 9, 15),
        covered=bool(curve),
        until="2007-01",
        curve=curve,
    )


def curve() -> tuple[CurvePoint, ...]:
    return tuple(
        CurvePoint(times=times, factor=1 / times, low=0.8 / times, high=1.1 / times, power=times / 10)
        for times in (1.5, 2.0, 4.0, 8.0)
    )


def test_the_chart_stands_alone_and_labels_the_factor_at_the_end() -> None:
    text = opportunity_svg(result(curve()))
    root = ElementTree.fromstring(text)
    words = "".join(root.itertext())
    assert "Embers of <Norland>" in words
    assert "0.12 at 8 times" in words or "0.13 at 8 times" in words
    assert "power" in words
    assert "var(--" not in text


def test_without_a_curve_there_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="not covered"):
        opportunity_svg(result(()))
