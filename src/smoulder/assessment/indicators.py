"""Indicators of the group beside the answer, over twelve months each."""

from __future__ import annotations

from smoulder.assessment.ground import Ground
from smoulder.records.indicator import Indicator
from smoulder.series.month_indicators import footprint, month_indicators


def indicators(ground: Ground) -> tuple[Indicator, ...]:
    """One value a month, of the months that the question may see; None where one of the twelve is not known."""
    subject, points = ground.subject, ground.standing.points
    source = f"UCDP GED {ground.series.vintage}"
    places = ground.counts.places(subject.group.group_id, subject.country)
    return (*month_indicators(points, source), *footprint(points, places, source))
