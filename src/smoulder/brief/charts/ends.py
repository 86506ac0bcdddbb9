"""Labels at the end of a line: its value, and the bounds of its band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smoulder.brief.charts.chart import Spec
from smoulder.brief.charts.paper import QUIET, spaced
from smoulder.brief.charts.vega import label


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis: its bounds, its height and the size of its labels, pixels."""

    low: float
    high: float
    height: float
    font: int

    def apart(self, values: Sequence[float]) -> list[float]:
        """Values moved apart as little as needed for labels at them.

        >>> [round(one, 2) for one in Scale(0, 1, 100, 12).apart([0.5, 0.52])]
        [0.43, 0.58]
        """
        span = self.high - self.low
        places = [(value - self.low) / span * self.height for value in values]
        moved = spaced(places, 1.25 * self.font, self.height)
        return [self.low + place / self.height * span for place in moved]


def ends(
    month: int,
    told: Sequence[tuple[float, str]],
    colour: str,
    axes: tuple[Spec, Spec],
    scale: Scale,
) -> list[Spec]:
    """At the end of a line its value, and at the edges of its band the bounds.

    told: the value, then the bounds, each with its words; axes: the channels x and y of the line, whose fields are
    'month' and 'value'.
    """
    places = scale.apart([value for value, _ in told])
    rows = [
        {"month": month, "value": place, "words": words}
        for place, (_, words) in zip(places, told, strict=True)
    ]
    return [
        label(rows[:1], *axes, color=colour, fontWeight=600, dx=8),
        label(rows[1:], *axes, color=QUIET, dx=8),
    ]
