"""Changes of a case: every one is a new row with who, when and why, and none is ever overwritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)

from smoulder.records.base import Record
from smoulder.records.evidence import Likelihood, Source

Leaf = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9 -]{0,39}$")]
"""One of the seven leaves of the tree, or the name of a part that an analyst split one into."""
Share = Annotated[float, Field(ge=0, le=1, strict=True)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class ReportPut(Record):
    """A report joins the case, or changes its standing in it.

    status:  'read'; 'corrected' and 'retracted' by its publisher; 'dropped' by an analyst. Only one that is 'read'
             gives evidence. replaced_by: SHA-256 of the corrected report, '' where there is none.
    """

    what: Literal["report"] = "report"
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    status: Literal["read", "corrected", "retracted", "dropped"] = "read"
    replaced_by: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class ItemPut(Record):
    """An item of evidence that an analyst or a test enters.

    kind:        a name of the table of likelihoods, or the analyst's own.
    likelihoods: P(item | leaf); where it is empty those of the kind stand. A leaf that is not named has even chances,
                 a part of a leaf those of the leaf.
    why:         one sentence of reasoning.
    months:      first and last month, 'YYYY-MM', of the series that it rests on; None where it rests on none.
    indicator:   what it measures, where another item or the comeback model could measure the same: 'protests 2019'.
    sha256:      of the report that it is a passage of, '' where it is of none. `source.report` is the place that report
                 had in the case where it was entered; of entries without a SHA-256 it is all that is known.
    """

    what: Literal["item"] = "item"
    kind: Line
    text: Line
    source: Source
    speaker: Line = ""
    cluster: Line = ""
    likelihoods: dict[Leaf, Likelihood] = Field(default_factory=dict)
    basis: Literal["estimated", "assumed"] = "assumed"
    why: Line = ""
    months: tuple[str, str] | None = None
    indicator: Line = ""
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class ItemMark(Record):
    """An analyst's word on an item that is there already; None leaves as it was what the item had.

    cluster:     items that lean on one another share one; '' takes the item out of the cluster it had.
    likelihoods: of the leaves that it names; what was said of others stands. takes_back: leaves of which nothing is
                 said any more, so that they have the likelihoods that the item itself brings.
    """

    what: Literal["mark"] = "mark"
    item: str
    rejected: bool | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    credibility: Literal["1", "2", "3", "4", "5", "6"] | None = None
    cluster: Line | None = None
    likelihoods: dict[Leaf, Likelihood] | None = None
    takes_back: tuple[Leaf, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> ItemMark:
        for leaf in self.takes_back:
            if leaf in (self.likelihoods or {}):
                raise ValueError(f"the likelihood under {leaf} is given or taken back, not both at once")
        return self


class Part(Record):
    """One part of a leaf that was split.

    share: of the leaf's prior. odds: of a comeback under it, as a multiple of the first part's odds.
    Both are assumed, low and high being 5 and 95 %.
    """

    id: Leaf
    words: Line
    share: Likelihood
    odds: Likelihood = Likelihood(low=1.0, mid=1.0, high=1.0)


OfLeaf = Literal["words", "parts", "prior"]
"""What a case says of a leaf, as the fields of `HypothesisPut`."""


class HypothesisPut(Record):
    """An analyst renames a leaf, splits it, or gives it a prior, or takes such a thing back.

    words, parts, prior: '' and none leave what an earlier change set. takes_back: what is as nobody had set it, from
    here on: the usual words, a whole leaf, the prior that is estimated or assumed.
    """

    what: Literal["hypothesis"] = "hypothesis"
    leaf: Leaf
    words: Line = ""
    parts: tuple[Part, ...] = ()
    prior: Likelihood | None = None
    takes_back: tuple[OfLeaf, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> HypothesisPut:
        for name in self.takes_back:
            if getattr(self, name):
                raise ValueError(f"the {name} of a leaf are set or taken back, not both at once")
        return self

    @model_validator(mode="after")
    def _splits(self) -> HypothesisPut:
        if len(self.parts) == 1:
            raise ValueError(
                "a leaf is split into two parts or more; rename it to have it under another name"
            )
        if len({part.id for part in self.parts}) != len(self.parts):
            raise ValueError("two parts have one name; give each its own")
        return self


class Judged(Record):
    """What one analyst thinks, entered blind (round 1), or after seeing the others (round 2).

    hypotheses: P(leaf), need not add up: how far it does is used and shown.
    items:      P(item | leaf), by item.
    comeback:   chance of a comeback by horizon.
    as_of:      the day that it speaks of; None in older ones, which speak of the day at which the case stood.
    """

    what: Literal["judgement"] = "judgement"
    analyst: Annotated[Line, StringConstraints(min_length=1, max_length=100)]
    round: Literal[1, 2] = 1
    hypotheses: dict[Leaf, Share] = Field(default_factory=dict)
    items: dict[str, dict[Leaf, Share]] = Field(default_factory=dict)
    comeback: dict[int, Share] = Field(default_factory=dict)
    as_of: date | None = None

    @model_serializer(mode="wrap")
    def _without_no_day(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:  # Any: JSON
        """An older one is written as it was, so that answers that rest on it have the same inputs."""
        told: dict[str, Any] = write(self)  # Any: JSON
        return (
            told if self.as_of is not None else {name: one for name, one in told.items() if name != "as_of"}
        )


class NumberGiven(Record):
    """An analyst's own answer, kept and scored beside the model's.

    branch: '' for the question without one. as_of: the day of the question it answers.
    """

    what: Literal["number"] = "number"
    analyst: Annotated[Line, StringConstraints(min_length=1, max_length=100)]
    topic: Literal["comeback", "major"] = "comeback"
    horizon: Annotated[int, Field(ge=1)]
    branch: str = ""
    as_of: date
    value: Share


class DayMoved(Record):
    """The as-of day of the case moves on, because later reports came in or an analyst says so."""

    what: Literal["day"] = "day"
    as_of: date


class Note(Record):
    """A remark."""

    what: Literal["note"] = "note"
    text: Line


Change = Annotated[
    ReportPut | ItemPut | ItemMark | HypothesisPut | Judged | NumberGiven | DayMoved | Note,
    Field(discriminator="what"),
]


class Entry(Record):
    """One change as it was kept.

    number: order over the whole ledger, rising; at: with its time zone.
    """

    number: int
    case_id: str
    who: str
    why: str
    at: datetime
    change: Change
