"""What is known of a past case, and the bins it is split by."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

Value = float | str | None
"""A number, a word, or None where it is not known."""
One = TypeVar("One")
"""A past case: a lull at one month, or an ended episode."""

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Covariate(Generic[One]):
    """One thing that is known of a past case at the month from which it is followed.

    read:    its value for a case.
    edges:   of a number: where the bins begin; the last bin has no end.
    whole:   True where a number is taken in whole units: 24.6 deaths count as 24.
    words:   of a word: the words there are.
    name_of: of a word: the word that a user's spelling stands for.
    """

    name: str
    meaning: str
    read: Callable[[One], Value]
    edges: tuple[float, ...] = ()
    whole: bool = True
    words: tuple[str, ...] = ()
    name_of: Callable[[str], str] | None = None
    label: Callable[[float, float], str] | None = None

    @property
    def number(self) -> bool:
        """True for a number, False for a word."""
        return bool(self.edges)

    def value(self, one: One) -> Value:
        """The value for a case, in whole units where they count so."""
        value = self.read(one)
        return math.floor(value) if self.whole and isinstance(value, (int, float)) else value

    def bin(self, value: Value) -> str:
        """The word for the part of the table a value lies in.

        >>> deaths = Covariate("deaths", "", lambda one: 1.0, edges=(0, 1, 10, 25, 100))
        >>> [deaths.bin(value) for value in (0.0, 24.0, 4000.0, None)]
        ['0', '10–24', '100+', 'unknown']
        """
        if value is None:
            return UNKNOWN
        if isinstance(value, str):
            return value
        low, high = self.span(value)
        return self._written(low, high)

    def span(self, value: float) -> tuple[float, float]:
        """The bin a number lies in: from, and up to but without."""
        edges = (*self.edges, math.inf)
        at = max((place for place, edge in enumerate(self.edges) if edge <= value), default=0)
        return (edges[at] if value >= edges[0] else -math.inf), edges[at + 1]

    def bins(self) -> list[str]:
        """The words of all bins, in the order in which they are shown."""
        if not self.number:
            return [*self.words, UNKNOWN]
        edges = (*self.edges, math.inf)
        return [self._written(a, b) for a, b in pairwise(edges)] + [UNKNOWN]

    def _written(self, low: float, high: float) -> str:
        if self.label is not None:
            return self.label(low, high)
        return range_words(low, high, whole=self.whole)


def range_words(low: float, high: float, *, whole: bool = True) -> str:
    """A bin in words that can be typed.

    >>> range_words(10, 25), range_words(0.5, 2, whole=False), range_words(100, math.inf)
    ('10–24', '0.5–2', '100+')
    """
    if math.isinf(low):
        return f"under {high:.10g}"
    if math.isinf(high):
        return f"{low:.10g}+"
    if whole:
        return f"{low:.0f}" if high - low <= 1 else f"{low:.0f}–{high - 1:.0f}"
    return f"{low:.10g}–{high:.10g}"


Table = Mapping[str, Covariate[One]]
"""Covariates by name."""


def decade_words(low: float, high: float) -> str:
    """A bin of ten years in words.

    >>> decade_words(1990, 2000)
    '1990s'
    """
    return f"before {high:.0f}" if math.isinf(low) else f"{low:.0f}s"


DECADES = tuple(float(year) for year in range(1940, 2040, 10))
"""Where the decades begin."""
