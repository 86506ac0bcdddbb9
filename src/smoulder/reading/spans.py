"""Looking up sorted spans without walking through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


class Spans:
    """Spans that do not overlap each other, by place.

    >>> spans = Spans([(0, 4), (10, 12)])
    >>> spans.touches(3, 6), spans.touches(4, 10), spans.holding(11)
    (True, False, 1)
    """

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        """spans: (start, end), sorted, end exclusive."""
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def touches(self, start: int, end: int) -> bool:
        """Whether any span shares a character with [start, end)."""
        return bisect_right(self._ends, start) < bisect_left(self._starts, end)

    def holding(self, at: int) -> int | None:
        """The number of the span that holds a place, or None."""
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and at < self._ends[number] else None

    def before(self, at: int) -> int:
        """How many spans begin before a place."""
        return bisect_left(self._starts, at)
