"""What a reader takes from one report: every item holds its span in the raw text."""

from __future__ import annotations

from datetime import date as Day
from typing import Literal

from pydantic import Field

from smoulder.records.base import Record
from smoulder.records.report import Report

Hypothesis = Literal["unseen", "moved", "won", "deal", "patience", "degraded", "spent"]


class Passage(Record):
    """A piece of a report.

    text:       as a reader sees it.
    start, end: characters of `Report.raw`, end exclusive.
    source:     what found it: '' for the rules, else such as 'model NAME'.
    """

    text: str
    start: int
    end: int
    source: str = ""


class Statement(Passage):
    """Who said what, in which words or paraphrase, how sure, under which condition."""

    speaker: str
    """Canonical over the document: 'Jo Example', also where the text says 'he' or 'the general'."""
    role: str = ""
    date: Day | None = None
    kind: Literal["quote", "paraphrase", "mixed"] = "paraphrase"
    venue: str = ""
    addressee: str = ""
    """Who was spoken to, as written: 'reporters'."""
    hedge: str = ""
    """The hedging words as they stand: 'may', 'have the potential to'."""
    certainty: Literal["", "certain", "probable", "possible"] = ""
    condition: str = ""
    """The condition as it stands, without its 'if': 'the US leaves Iraq'."""
    relation: str = ""
    """A comparison that links two quantities: 'the more … the more …'."""
    negated: bool = False
    anonymous: bool = False


class Quantity(Passage):
    """A number with what is counted.

    value:      the number, or the lower end of a range.
    high:       the upper end of a range, else None.
    comparator: '', 'more than', 'at least', 'about', 'up to', 'less than', 'dozens'.
    role:       'killed', 'wounded', 'captured', 'displaced', 'troops', 'attacks', 'other'.
    """

    value: float
    high: float | None = None
    comparator: str = ""
    role: str = "other"
    counted: str = ""
    """What is counted, as the text has it, also where it stands apart: 'dead' in 'put the number of dead at 70'."""
    unit: Literal["", "people", "families", "attacks", "things"] = ""


class DateMention(Passage):
    """A time in the text as an interval of days; an open side is None.

    granularity: how finely it is named; 'span' where it has two ends or is a part of a longer one ('since May',
                 'early 2019'). 'hour' and 'part of day' are within the one day given.
    """

    from_: Day | None = Field(alias="from")
    to: Day | None
    granularity: Literal[
        "hour", "part of day", "day", "week", "month", "season", "year", "decade", "century", "span"
    ] = "day"


class Mention(Passage):
    """A group, government, force, place or person as named, described or taken up by a pronoun in the text.

    name: one name over the document. kind 'person' only as speaker or subject of a sentence.
    group_id: in the register of armed groups; None for all others, armed or not.
    actor: one number for all mentions of one actor in the document; None for places and countries.
    """

    name: str
    kind: Literal["group", "government", "force", "organisation", "country", "place", "person"]
    group_id: int | None = None
    actor: int | None = None


class PlaceMention(Mention):
    """A place or country as named in the text, and where it lies as far as that is sure.

    country:   as UCDP names it; None where the place is not known or could be several.
    latitude, longitude: degrees; None for a country.
    precision: as UCDP's where_prec: 1 the very place, 2 near it, 3 its district, 4 the region, 6 the country.
    """

    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: int | None = None
    geonames_id: int | None = None


class EventMention(Passage):
    """Who did what to whom, as the report tells it."""

    what: str
    actor: str = ""
    target: str = ""
    where: str = ""
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    killed: Quantity | None = None
    status: Literal["happened", "planned", "denied", "claimed", "hypothetical"] = "happened"
    plover: str = ""
    """PLOVER's class: 'ASSAULT', 'RETREAT', …; '' where it has none for what is told."""
    mode: str = ""
    context: str = ""
    actor_group: int | None = None
    target_group: int | None = None
    """The armed groups that the words for actor and target name."""


class Claim(Passage):
    """A sentence that says how a group is or what its future depends on.

    hypotheses: what it states, as leaves of the tree.
    stance:     'states' (raises it as possible), 'asserts' (takes its side), 'denies'.
    rival_of:   index in `Reading.claims` of the claim that it is weighed against, or that another speaker sets
                against it; None where there is none.
    """

    hypotheses: tuple[Hypothesis, ...]
    stance: Literal["states", "asserts", "denies"]
    name: str = ""
    """How the report puts it: 'strategic patience', 'lack of capability'."""
    speaker: str = ""
    hedge: str = ""
    rival_of: int | None = None


class TextEvidence(Passage):
    """A sentence that speaks for some hypotheses over others.

    kind:    what was seen, by a name that `assessment.evidence` has likelihoods for:
             'unused opportunity', 'continued attacks', 'capacity judged low',
             'waiting judged likely', 'would return if pressure ends', 'large attack', 'deal kept', …
    favours: over `over`; both leaves of the tree.
    supports: indices in `Reading.claims` of the claims with a rival that it favours over that rival.
    """

    kind: str
    favours: tuple[Hypothesis, ...]
    over: tuple[Hypothesis, ...]
    speaker: str = ""
    anonymous: bool = False
    hedge: str = ""
    negated: bool = False
    supports: tuple[int, ...] = ()


class PressureMention(Passage):
    """What holds the group down, as the report tells it.

    kind: 'foreign troops', 'peacekeepers', 'coalition operations', 'air campaign', 'government offensive' (the state's
          own troops too), 'ceasefire', 'deal', 'sanctions', 'amnesty', 'emergency rule' or 'blockade'.
    date: of the step; for what is in force the day it began where that is told, else the day of the report.
    """

    kind: str
    by: str = ""
    on: str = ""
    where: str = ""
    size: float | None = None
    unit: str = ""
    step: str = ""
    """'announced' (its beginning), 'in force', 'resumed', 'departure demanded', 'departure announced', 'reduced',
    'handed over', 'departed'; of campaigns and measures 'end announced', 'ended', of a ceasefire 'broken'."""
    date: Day | None = None


class Reading(Record):
    """All that a reader takes from one report."""

    report: Report
    statements: tuple[Statement, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    actors: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    evidence: tuple[TextEvidence, ...] = ()
    pressure: tuple[PressureMention, ...] = ()
    group_id: int | None = None
    """The armed group the report is about, or None where it does not say."""
    country: str | None = None
    """The country it is about, as UCDP names it, or None."""
