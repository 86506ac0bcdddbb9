"""Branches of one case, as they leave the tool: `smoulder scenario --json`."""

from __future__ import annotations

from typing import Literal

from smoulder.records.base import Record
from smoulder.records.case import Branches, Question
from smoulder.records.forecast import Chance
from smoulder.records.learnt import LearntFrom


class BranchVerdict(Record):
    """Whether a branch was taken within a horizon, by its dated rule, from the calendar alone.

    void: True where it was not, so that a question on it is counted and not scored.
    """

    branch: str
    horizon: int
    answer: Literal["taken", "not taken", "not known"]
    why: str

    @property
    def void(self) -> bool:
        """Whether a question on this branch is void."""
        return self.answer == "not taken"


class Scenario(Record):
    """What the comeback model says of each branch.

    late:     months between the last one seen and the as-of day: nothing covers them.
    stack:    the comeback model's own answer by horizon, before branches and evidence.
    counts:   how the deaths were forecast, or why they were not.
    rules:    the dated rule of each branch, in words.
    verdicts: what became of the branches; empty unless asked for.
    """

    smoulder_version: str
    case: str
    question: Question
    horizons: tuple[int, ...]
    seen_to: str
    late: int
    branches: Branches
    stack: dict[int, Chance]
    learnt: LearntFrom
    counts: str
    rules: dict[str, str]
    verdicts: tuple[BranchVerdict, ...] = ()
    notes: tuple[str, ...] = ()
    vintage: str = ""
    seed: int = 0
