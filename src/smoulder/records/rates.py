"""Base rates of past lulls and episodes, with the cases behind them."""

from __future__ import annotations

from smoulder.records.base import Record
from smoulder.records.forecast import Chance


class PastCase(Record):
    """A past lull of the same class: at the same age, what came next?"""

    group: str
    country: str
    known: str
    landmark: str
    """The month from which it is followed, at the age of this case."""
    peak: float
    deaths_12: float
    came_back: str | None
    major: bool
    followed: int
    """Months it was followed."""


class HorizonRate(Record):
    """Past lulls of the class: what share came back within so many months."""

    horizon: int
    comeback: Chance
    major: Chance
    decidable: bool = True
    why: str = ""
    """Where it is not decidable: why."""


class RateClass(Record):
    """The class of past lulls the answer rests on, and what became of each."""

    words: str
    n: int
    groups: int
    mix: dict[str, int]
    """Past lulls by country."""
    rates: tuple[HorizonRate, ...]
    cases: tuple[PastCase, ...]
    widened: tuple[str, ...] = ()
    """Steps by which the class was widened until it held enough cases."""


class EpisodeRate(Record):
    """Yearly conflict episodes, kept apart from lulls: back above 25 deaths a year within so many months."""

    horizon: int
    quiet_years: int
    chance: Chance
    words: str
