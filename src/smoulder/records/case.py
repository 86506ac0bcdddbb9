"""One question under work and the whole answer to it: what `brief.json` holds."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from smoulder.records.base import Record
from smoulder.records.branch_count import BranchCount
from smoulder.records.event_map import EventMap
from smoulder.records.evidence import Item
from smoulder.records.forecast import Chance, Difference
from smoulder.records.group import Group
from smoulder.records.indicator import Indicator
from smoulder.records.learnt import LearntFrom
from smoulder.records.moved import Moved
from smoulder.records.pressure_effect import BranchEffect
from smoulder.records.rates import EpisodeRate, RateClass
from smoulder.records.sensitivity import Sensitivity
from smoulder.records.situation import Bridge, LullView, MonthPoint, Situation, YearPoint
from smoulder.records.statement import Reading
from smoulder.records.timeline import TimelineMark
from smoulder.records.track import TrackRecord

SCHEMA_VERSION = "1.1"


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


class HypothesisView(Record):
    """One leaf of the tree, or a part of one that an analyst split.

    prior, posterior: before and after evidence; `comeback` the chance of one given this leaf, by horizon.
    parent:    the leaf that it is a part of, '' where it is whole.
    set_by:    who gave the prior, '' where it is estimated or assumed.
    narrow:    the prior before it was widened, because priors and comeback model were in conflict; else None.
    """

    id: str
    words: str
    prior: Chance
    posterior: Chance
    comeback: dict[int, Chance]
    parent: str = ""
    set_by: str = ""
    narrow: Chance | None = None


class NamedCase(Record):
    """A past departure beside the branches, with figures by data row."""

    name: str
    words: str
    figures: tuple[str, ...]


class Branch(Record):
    """What the pressure does, and the chance of a comeback then.

    id:      'stays', 'eases', 'comes off', or the name of the calendar that tells it.
    rule:    the branch as which the dated rule judges it; empty where none fits.
    kind:    of pressure that the rule is about; empty where none is on record.
    path:    month by month from the as-of day, chance of a comeback by then (value, low, high).
    monthly: chance of a comeback in each month, had there been none before (month, value, low, high).
    against: month by month, how much more likely a comeback by then is than on the first branch, pair by pair
             (month, value, low, high); empty for the first branch itself.
    deaths:  inflicted deaths, where they were forecast.
    """

    id: str
    words: str
    comeback: dict[int, Chance]
    major: dict[int, Chance]
    path: tuple[tuple[int, float, float, float], ...]
    rule: str = ""
    kind: str = ""
    monthly: tuple[tuple[int, float, float, float], ...] = ()
    against: tuple[tuple[int, float, float, float], ...] = ()
    deaths: BranchCount | None = None


class Branches(Record):
    """Branches of pressure with their paired differences.

    differences: of the chance of a comeback, by branch, against the first of the branches, by horizon.
    effects:     what the branches rest on; basis: the same in words.
    """

    branches: tuple[Branch, ...]
    differences: dict[str, dict[int, Difference]]
    basis: str
    effects: tuple[BranchEffect, ...] = ()
    cases: tuple[NamedCase, ...]


GroundName = Literal["past lulls", "sources", "models", "coverage", "conflict"]
Verdict = Literal["holds", "doubt", "grave"]


class Ground(Record):
    """One part of a ground of confidence: what was counted, what it was held against, which way it went."""

    name: GroundName
    counted: str
    threshold: str
    verdict: Verdict


class Confidence(Record):
    """How sure, in a sentence of its own: never in one with a likelihood (ICD 203).

    reasons: the grounds that do not hold, grave ones first.
    """

    level: Literal["low", "moderate", "high"]
    reasons: tuple[str, ...]
    grounds: tuple[Ground, ...] = ()


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
    timeline: tuple[TimelineMark, ...] = ()
    """Pressure and opportunities beside the months, as far as they were known on the as-of day."""
    indicators: tuple[Indicator, ...] = ()
    places: EventMap | None = None
    """Where the events were; None where no positions are at hand."""
    rates: RateClass | None = None
    stack: dict[int, Chance] = Field(default_factory=dict)
    """What the comeback model says by horizon, before hypotheses and evidence."""
    learnt: LearntFrom | None = None
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
    sensitivity: Sensitivity | None = None
    """What the answer hangs on, and what to look for next; None where the group is in no lull."""
    moved: Moved | None = None
    """Why the number is not what it was in the last answer of the case; None for a first answer."""
    record: TrackRecord | None = None
    """How good past forecasts of this kind were, when this brief was made."""
    confidence: Confidence
    headline: str
    rests_on: tuple[Reason, ...]
    would_change: tuple[str, ...]
    not_known: tuple[str, ...]
    not_known_at: tuple[str, ...] = ()
    """For each of these the part of the brief that shows it; empty in answers kept before this was noted."""
    hindsight: tuple[str, ...] = ()
    """Figures later than the as-of day: shown apart, not used."""
    readings: tuple[Reading, ...] = ()
    data: tuple[DataUse, ...] = ()
    settings: dict[str, float | int | str] = Field(default_factory=dict)
    seed: int = 0
