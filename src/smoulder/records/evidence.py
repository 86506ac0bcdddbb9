"""One piece of evidence with its source, its likelihoods and what it changed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from smoulder.records.base import Record


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
    """P(item | hypothesis) as a range, 0 to 1.

    word: the ICD 203 term that it was given as, '' where it was given in numbers.
    """

    low: float
    mid: float
    high: float
    word: str = ""


class Item(Record):
    """One piece of evidence, weighed.

    likelihoods, change: by leaf of the tree, or part of one.
    weight:    the power its likelihoods are raised to, from grade and cluster (1 = taken in full), mean over draws.
    left_out:  why it is not in the update, '' where it is.
    marks:     what an analyst overruled, in words: 'credibility 5 (was 3) by …: …'.
    entered_by: who entered it, '' where it was read or counted.
    copy_of:   id of the item that it repeats.
    months, indicator: what it rests on, as in `records.change.ItemPut`; share: part of it that is news.
    change:    posterior with it minus posterior without it, by hypothesis.
    moves_answer: chance of a comeback within 12 months with it minus the same without it.
    adds:      by horizon, its part in what evidence changed in the chance of a comeback; all items' parts add up to it.
    flips:     True where leaving it out changes which hypothesis comes first.
    """

    id: str
    kind: str
    text: str
    speaker: str = ""
    source: Source
    cluster: str
    weight: float
    likelihoods: dict[str, Likelihood]
    basis: Literal["estimated", "assumed"] = "assumed"
    why: str
    change: dict[str, float]
    moves_answer: float = 0.0
    adds: dict[int, float] = Field(default_factory=dict)
    flips: bool
    tells_nothing: bool = False
    left_out: str = ""
    marks: tuple[str, ...] = ()
    entered_by: str = ""
    copy_of: str = ""
    months: tuple[str, str] | None = None
    indicator: str = ""
    share: float = 1.0

    def move(self, horizon: int) -> float:
        """What it adds to the chance of a comeback within so many months; an answer of an older form holds only what
        leaving it out would change within 12."""
        return self.adds.get(horizon, self.moves_answer)
