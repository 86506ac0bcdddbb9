"""Indicators of the group beside the answer, over twelve months each."""

from __future__ import annotations

from smoulder.assessment.ground import Ground
from smoulder.records.indicator import Indicator
from smoulder.records.settings import Settings
from smoulder.series.month_indicators import footprint, month_indicators
from smoulder.series.placed import find_placed


def indicators(ground: Ground, settings: Settings) -> tuple[Indicator, ...]:
    """One value a month, of the months that the question may see; None where one of the twelve is not known."""
    cut, subject, points = ground.standing.cut, ground.subject, ground.standing.points
    source = f"{cut.source} {cut.vintage}".strip()
    placed = find_placed(cut, subject.group.links, ground.counts, subject.as_of, settings.chains)
    return (*month_indicators(points, source), *footprint(points, placed, source))
