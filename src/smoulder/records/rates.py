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
    won: str | None = None
    """The month in which the group was known to be the government, where that ended it."""
    major: bool
    followed: int
    """Months it was followed."""


class HorizonRate(Record):
    """Past cases of the class: what share came back within so many months."""

    horizon: int
    comeback: Chance
    major: Chance
    plain: float | None = None
    """The share as estimated, without the one case by which `comeback` is pulled."""
    plain_major: float | None = None
    hazard: float | None = None
    """Comebacks expected of a lull that is always replaced by one of the same age."""
    won: int = 0
    """Groups that had won by then."""
    followed: int | None = None
    """Cases still under observation through the last month."""
    beyond: str = ""
    """Where the horizon reaches beyond the data of the class: how far these go."""
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
    plain: float | None = None
    """The share as estimated, without the one case by which `chance` is pulled."""
    followed: int | None = None
    """Conflicts still under observation through the last year."""
    beyond: str = ""
    """Where the horizon reaches beyond the data of the class: how far these go."""
