"""Why a number is not what it was: the way from one answer of a case to the next, step by step."""

from __future__ import annotations

from typing import Literal

from smoulder.records.base import Record


class MovedStep(Record):
    """One cause, and the answer after it.

    kind:  'data' (months and years, the as-of day, the version, settings and the model that was fitted on them),
           'hypotheses' (the tree as an analyst has it), or 'evidence'.
    words: the cause, as it goes on after a colon: 'the group did not use an opportunity'.
    after: chance of a comeback after this step and those before it. item: id of the item, '' for the other kinds.
    """

    kind: Literal["data", "hypotheses", "evidence"]
    words: str
    before: float
    after: float
    item: str = ""


class Moved(Record):
    """From the last answer of the case to this one, at one horizon (docs/methods/moved.md).

    steps: what was before the first is `before`, what is after the last is `after`; the points of all add up.
    """

    horizon: int
    before: float
    after: float
    steps: tuple[MovedStep, ...] = ()
