"""Base rates of past lulls and episodes, with the cases behind them."""

from __future__ import annotations

from typing import Literal

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


class Pace(Record):
    """Comebacks per 100 months of quiet, with the bounds of the 90 % interval."""

    first: int
    last: int
    """Months after the age at which the cases begin to be followed, both included."""
    value: float
    low: float
    high: float
    months: int
    """Months of quiet that were seen."""


class HorizonRate(Record):
    """Past cases of the class: what share came back within so many months."""

    horizon: int
    comeback: Chance
    major: Chance
    plain: float | None = None
    """The share as estimated, without the one case by which `comeback` is pulled."""
    plain_major: float | None = None
    pace: Pace | None = None
    """How fast lulls ended since the horizon before."""
    won: int = 0
    """Groups that had won by then."""
    followed: int | None = None
    """Cases still under observation through the last month."""
    beyond: str = ""
    """Where the horizon reaches beyond the data of the class: how far these go."""
    decidable: bool = True
    why: str = ""
    """Where it is not decidable: why."""


class RiskPoint(Record):
    """One month of the survival curve of the class, counted from the age at which its cases begin to be followed.

    still:     share that has not come back by then, as counted (Aalen–Johansen: a group that won has not).
    low, high: bounds of its 90 % interval, which allows for one case more; they never leave `still` out.
    at_risk:   cases followed through that month; all of them in month 0.
    """

    month: int
    still: float
    low: float
    high: float
    at_risk: int


class RateClass(Record):
    """The class of past lulls the answer rests on, and what became of each."""

    words: str
    n: int
    groups: int
    mix: dict[str, int]
    """Past lulls by country."""
    rates: tuple[HorizonRate, ...]
    cases: tuple[PastCase, ...]
    curve: tuple[RiskPoint, ...] = ()
    """Month by month from 0, what share had not come back."""
    late: int = 0
    """Months by which every horizon reaches further along the curve: nothing covers them up to the as-of day."""
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


class RunningLull(Record):
    """The lull that past ones are set beside, at the last month seen."""

    group_id: int
    group: str
    country: str
    known: str
    month: str
    age: int
    state: Literal["quiet", "subdued"]
    deaths_12: float
    lowest: float
    peak: float
    months_since_death: int | None
    comebacks: int


class SplitRow(Record):
    """The cases of a class that have one value of what it is split by."""

    value: str
    n: int
    rates: tuple[HorizonRate, ...]


class Split(Record):
    """A class split by one thing that is known of its cases; together the rows hold all of them."""

    by: str
    meaning: str
    rows: tuple[SplitRow, ...]


class LullRates(Record):
    """Base rates of monthly group lulls, as they were asked for."""

    version: int = 1
    unit: Literal["monthly group lulls"] = "monthly group lulls"
    seen_to: str
    line: Literal["frozen", "running"]
    case: RunningLull | None
    late: int = 0
    """Months between the last one seen of the running lull and the as-of day; each horizon reaches over them."""
    age: int
    lulls: int
    """Past lulls there are."""
    running: int
    """Of these, still running at this age and followed from there."""
    conditions: tuple[str, ...]
    unknown: dict[str, int]
    """Past lulls left out because a condition cannot be told of them, by condition."""
    past: RateClass
    splits: tuple[Split, ...] = ()


class PastEpisode(Record):
    """A past episode of the class, and what came next."""

    conflict_id: int
    country: str
    side_b: str
    first_year: int
    last_year: int
    outcome: str
    came_back: int | None
    """First year of the next episode."""
    followed: int
    """Years it was followed."""


class EpisodeSplitRow(Record):
    """The episodes of a class that have one value of what it is split by."""

    value: str
    n: int
    rates: tuple[EpisodeRate, ...]


class EpisodeSplit(Record):
    """A class of episodes split by one thing that is known of them."""

    by: str
    meaning: str
    rows: tuple[EpisodeSplitRow, ...]


class EpisodeRates(Record):
    """Base rates of yearly conflict episodes, as they were asked for; never mixed with those of lulls."""

    version: int = 1
    unit: Literal["yearly conflict episodes"] = "yearly conflict episodes"
    seen_to: int
    case: RunningLull | None
    quiet_years: int
    episodes: int
    """Ended episodes there are."""
    running: int
    """Of these, quiet for so many years and followed from there."""
    conditions: tuple[str, ...]
    unknown: dict[str, int]
    words: str
    n: int
    conflicts: int
    mix: dict[str, int]
    """Episodes by country."""
    rates: tuple[EpisodeRate, ...]
    cases: tuple[PastEpisode, ...]
    splits: tuple[EpisodeSplit, ...] = ()
