"""One question under work and the whole answer to it: what `brief.json` holds."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from smoulder.records.base import Record
from smoulder.records.forecast import Chance, Difference
from smoulder.records.group import Group
from smoulder.records.statement import Hypothesis, Reading

SCHEMA_VERSION = "1"


class Question(Record):
    """Will this group, quiet in this country on this day, come back? (DESIGN: question)

    line:        deaths in 12 months that count as a comeback; None where the group is in no lull.
    major_line:  the line and half of the peak as well.
    """

    group_id: int
    group: str
    country: str
    as_of: date
    mode: Literal["revised", "known-then"] = "revised"
    measure: str = "all kinds"
    horizons: tuple[int, ...] = (6, 12, 24)
    peak: float | None = None
    lowest: float | None = None
    line: float | None = None
    major_line: float | None = None


class MonthPoint(Record):
    """One month of the series; None where it is unknown.

    twelve: deaths in the 12 months that end with it. basis says where the month comes from.
    """

    month: str
    events: float | None = None
    deaths: float | None = None
    low: float | None = None
    high: float | None = None
    inflicted: float | None = None
    suffered: float | None = None
    unknown: float | None = None
    twelve: float | None = None
    twelve_low: float | None = None
    twelve_high: float | None = None
    basis: Literal["monthly", "bridged from a year", "unknown"] = "monthly"


class YearPoint(Record):
    """A yearly row beside the months, or after them."""

    year: int
    kind: str
    where: str
    deaths: float
    source: str
    used: bool
    """True where it bridges unknown months of this answer."""


class LullView(Record):
    """A lull of this group as months in text."""

    known: str
    began: str
    peak: float
    lowest: float
    ended: str | None
    end: Literal["comeback", "won", "open"]
    months: int


class Bridge(Record):
    """How yearly rows of another kind of count stand in for months.

    ratio: months of the series' kind per one of the yearly kind, from `years` overlapping years,
           with the 90 % interval for one new year.
    """

    kind: str
    ratio: float
    low: float
    high: float
    years: tuple[int, ...]
    note: str


class Situation(Record):
    """The state the group is in on the as-of day.

    state:      on the last month that is known or bridged.
    deaths_12:  A(t), deaths in the 12 months that end there, with bounds where it is bridged.
    still:      chance that the lull still runs on the as-of day, 1 where the months say so.
    stale:      months between `last_month` (the last with a monthly row) and the as-of day.
    """

    state: Literal["active", "quiet", "subdued", "never active", "unknown"]
    last_month: str
    """Last month with a monthly row; empty where there are only yearly rows."""
    seen_to: str
    """Last month that is known or bridged."""
    stale: int
    unseen: int
    """Months between `seen_to` and the last full month before the as-of day: nothing covers them."""
    deaths_12: float | None = None
    deaths_12_low: float | None = None
    deaths_12_high: float | None = None
    peak: float | None = None
    lowest: float | None = None
    known: str | None = None
    began: str | None = None
    age: int | None = None
    """Months since `known`, at `seen_to`."""
    still: float | None = None
    months_since_death: int | None = None
    inflicted_state: str = ""
    inflicted_12: float | None = None
    inflicted_12_high: float | None = None
    suffered_12: float | None = None
    inflicted_agrees: bool = True
    events_state: str = ""
    events_12: float | None = None
    notes: tuple[str, ...] = ()


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


class HypothesisView(Record):
    """One leaf of the tree.

    prior, posterior: before and after evidence; `comeback` the chance of one given this leaf, by horizon.
    """

    id: Hypothesis
    words: str
    prior: Chance
    posterior: Chance
    comeback: dict[int, Chance]


class Source(Record):
    """Where an item comes from: a span of a report or a data row."""

    kind: Literal["report", "data"]
    name: str
    report: int | None = None
    """Index in `Assessment.readings`."""
    start: int | None = None
    end: int | None = None
    row: str = ""
    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"
    credibility: Literal["1", "2", "3", "4", "5", "6"] = "6"
    grade_why: str = ""


class Likelihood(Record):
    """P(item | hypothesis) as a range."""

    low: float
    mid: float
    high: float


class Item(Record):
    """One piece of evidence, weighed.

    weight:    the power its likelihoods are raised to, from grade and cluster (1 = taken in full).
    change:    posterior with it minus posterior without it, by hypothesis.
    flips:     True where leaving it out changes which hypothesis comes first.
    """

    id: str
    kind: str
    text: str
    speaker: str = ""
    source: Source
    cluster: str
    weight: float
    likelihoods: dict[Hypothesis, Likelihood]
    basis: Literal["estimated", "assumed"] = "assumed"
    why: str
    change: dict[Hypothesis, float]
    flips: bool
    tells_nothing: bool = False


class NamedCase(Record):
    """A past departure beside the branches, with figures by data row."""

    name: str
    words: str
    figures: tuple[str, ...]


class Branch(Record):
    """What the pressure does, and the chance of a comeback then.

    path: month by month from the as-of day, chance of a comeback by then (value, low, high).
    """

    id: Literal["stays", "comes off"]
    words: str
    comeback: dict[int, Chance]
    major: dict[int, Chance]
    path: tuple[tuple[int, float, float, float], ...]


class Branches(Record):
    """Branches of pressure with their paired difference."""

    branches: tuple[Branch, ...]
    difference: dict[int, Difference]
    basis: str
    cases: tuple[NamedCase, ...]


class Confidence(Record):
    """How sure, in a sentence of its own: never in one with a likelihood (ICD 203)."""

    level: Literal["low", "moderate", "high"]
    reasons: tuple[str, ...]


class Reason(Record):
    """One line of the half page: what the answer rests on, with the part of the brief it points to."""

    words: str
    anchor: str


class DataUse(Record):
    """A data set behind the answer."""

    name: str
    licence: str
    citation: str
    vintage: str
    what: str


class Assessment(Record):
    """The whole answer: everything the brief shows, and `brief.json` as it stands."""

    schema_version: str = Field(default=SCHEMA_VERSION)
    smoulder_version: str
    question: Question
    group: Group
    chosen: str
    """How group and country were chosen: 'given' or 'from the report: …'."""
    situation: Situation
    months: tuple[MonthPoint, ...]
    years: tuple[YearPoint, ...]
    bridge: Bridge | None = None
    lulls: tuple[LullView, ...]
    rates: RateClass | None = None
    episodes: tuple[EpisodeRate, ...] = ()
    episodes_note: str = ""
    hypotheses: tuple[HypothesisView, ...] = ()
    evidence: tuple[Item, ...] = ()
    answer: dict[int, Chance] = Field(default_factory=dict)
    """Chance of a comeback by horizon after evidence; empty where the group is in no lull."""
    major: dict[int, Chance] = Field(default_factory=dict)
    words: dict[int, str] = Field(default_factory=dict)
    """The ICD 203 term for each horizon of `answer`."""
    branches: Branches | None = None
    confidence: Confidence
    headline: str
    rests_on: tuple[Reason, ...]
    would_change: tuple[str, ...]
    not_known: tuple[str, ...]
    hindsight: tuple[str, ...] = ()
    """Figures later than the as-of day: shown apart, not used."""
    readings: tuple[Reading, ...] = ()
    data: tuple[DataUse, ...] = ()
    settings: dict[str, float | int | str] = Field(default_factory=dict)
    seed: int = 0
