"""The opportunity test of one window, as it leaves the tool."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from smoulder.records.base import Record
from smoulder.records.statement import Hypothesis


class Assumed(Record):
    """A value with its range, 5 to 95 %."""

    value: float
    low: float
    high: float


class Expects(Record):
    """What one hypothesis expects of a kind of opportunity.

    use:   chance that the group uses the time at all.
    times: how many times as often it then attacks; one over that where it does less.
    n:     windows of past departures behind the ranges, 0 where they are assumed.
    """

    leaf: Hypothesis
    use: Assumed
    times: Assumed
    basis: Literal["assumed", "estimated"]
    n: int = 0
    source: str


class PhaseSeen(Record):
    """One phase of the window: what was expected of its months, and what was seen.

    expected:  mean of the forecast; middle its median; low and high its 5 and 95 %.
    exposed:   share of what was expected that falls on days of the window.
    below:     share of the forecast's draws under what was seen, ties half.
    """

    name: str
    sign: Literal["more", "less"]
    months: tuple[str, ...]
    exposed: float
    expected: float
    middle: float
    low: float
    high: float
    seen: float
    below: float


class LeafFactor(Record):
    """How many times as likely the count is under the first hypothesis as under the second.

    value:     as the count says; low and high: 5 to 95 % over the ranges of the assumed effects.
    log_used:  natural logarithm of what an assessment takes from it: 0 where the item is neutral.
    """

    first: Hypothesis
    second: Hypothesis
    value: float
    low: float
    high: float
    log_used: float


class CurvePoint(Record):
    """At one assumed effect: the factor of patience over degraded (range over the chance of use), and the power."""

    times: float
    factor: float
    low: float
    high: float
    power: float


class TestPower(Record):
    """Could the counts tell a group that used the time from one that did not?

    if_used, if_not: chance of a factor beyond the bound, the right way, had it used the time, or not.
    power:           the smaller of the two.
    smallest:        least effect, in times, of the curve from which the power is enough; None if none is.
    """

    __test__ = False  # no test of pytest's

    if_used: float
    if_not: float
    power: float
    bound: float
    least: float
    smallest: float | None


class Placebos(Record):
    """The same test on windows of the same group in which nothing of the kind is known.

    possible: windows that the covered past holds; n: of them tested.
    as_much:  of these, how many say as much or more the same way; beyond: how many pass the bound either way.
    enough:   False where n is too few for a rate.
    """

    n: int
    possible: int
    as_much: int
    beyond: int
    enough: bool


class OpportunityResult(Record):
    """What a window says of patience, degraded and spent.

    until:      the last month that the count model saw, and the last that a comeback model may see beside this
                item: no month counts twice.
    unused:     months after the window, before the as-of day, that neither sees.
    neutral:    why the item says nothing; empty where it speaks.
    instead:    where the months are not covered: what there is, and what to do.
    """

    kind: str
    kind_words: str
    group_id: int
    group: str
    country: str
    measure: str
    counted: str
    first: date
    last: date
    turn: date | None = None
    as_of: date
    covered: bool
    until: str
    unused: int = 0
    phases: tuple[PhaseSeen, ...] = ()
    expects: tuple[Expects, ...] = ()
    factors: tuple[LeafFactor, ...] = ()
    power: TestPower | None = None
    placebos: Placebos | None = None
    curve: tuple[CurvePoint, ...] = ()
    neutral: str = ""
    instead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    model: str = ""
    draws: int = 0
    seed: int = 0
    vintage: str = Field(default="")
