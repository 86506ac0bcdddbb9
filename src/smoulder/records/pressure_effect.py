"""What departures of pressure did, as estimates that ship, and what of them speaks to a case."""

from __future__ import annotations

from typing import Literal

from smoulder.records.base import Record

Part = Literal["comebacks", "inflicted deaths", "matched places", "balance", "steps", "selection"]


class EffectRow(Record):
    """One estimate, with what it rests on.

    part:      which design it comes from.
    kind:      the kind of pressure. phase: in which it was measured, against the time in force.
    measure:   what `value` is, in words; ratios are logarithms.
    data:      which units, such as 'months of group lulls'.
    until:     last month of the outcomes behind it, YYYY-MM. without: the country left out, '' for none.
    value, error, low, high: estimate, standard error and 90 % interval; None where it cannot be told.
    units:     units that were left, or steps in the phase; against: those it is compared with.
    events, events_against: comebacks or deaths among them. countries: of the units that were left.
    """

    part: Part
    kind: str
    phase: str
    measure: str
    data: str
    until: str
    without: str = ""
    value: float | None
    error: float | None
    low: float | None
    high: float | None
    units: int
    against: int
    events: int
    events_against: int
    countries: int
    source: str


class PublishedRow(Record):
    """A finding of a publication: context beside our estimates, never an input of them.

    value, error: as reported, in `unit`; None where only a direction is.
    """

    study: str
    kind: str
    finding: str
    value: float | None
    error: float | None
    unit: str


class BranchEffect(Record):
    """What the end of a kind of pressure does in one case: log ratios with their errors.

    log_hazard, hazard_error: of a comeback, against the hazard while the pressure is in force.
    log_rate, rate_error:     of inflicted deaths, against the rate while it is in force.
    basis, rate_basis:        'estimated' where rows of this kind of pressure speak to it, else 'assumed'.
    evidence: the rows behind it, without the country of the case and without outcomes after its day.
    """

    kind: str
    phase: str
    log_hazard: float
    hazard_error: float
    log_rate: float
    rate_error: float
    basis: Literal["estimated", "assumed"]
    rate_basis: Literal["estimated", "assumed"]
    evidence: tuple[EffectRow, ...]
    why: str
