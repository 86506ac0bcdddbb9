"""What became of one question, and what had pointed right or wrong."""

from __future__ import annotations

from typing import Literal

from smoulder.records.asked import Asked, Resolution
from smoulder.records.base import Record

Pointed = Literal["right", "wrong", "nowhere"]


class Scoring(Record):
    """One forecaster on the question: the chance it gave, and what that scored; lower is better.

    late: it was made in hindsight, when what came could be known (docs/methods/ledger-scores.md#which-forecast-counts).
    """

    forecaster: str
    value: float
    brier: float
    log_score: float
    late: bool = False


class ItemScoring(Record):
    """One item of evidence against the outcome.

    adds: its part in the chance of a comeback; gained: in the log score, above nought where it helped.
    """

    id: str
    kind: str
    text: str
    speaker: str
    source: str
    adds: float
    gained: float
    pointed: Pointed


class LeafMoved(Record):
    """How far evidence moved a hypothesis; which one was true is not observed, so that this is not scored."""

    id: str
    words: str
    prior: float
    posterior: float


class PostMortem(Record):
    """A closed question looked at again.

    before, after: chance before evidence, by the comeback model, and after it; None where the answer is not there.
    gained:        log score before less log score after: what evidence gained, above nought where it helped.
    rest:          the part of `gained` that no item accounts for; with the items' parts it adds up to it.
    forecasts:     empty where a yes came before all months of the horizon are covered: it is not scored yet.
    words:         the same in plain sentences.
    """

    question: Asked
    resolution: Resolution
    forecasts: tuple[Scoring, ...]
    before: float | None = None
    after: float | None = None
    gained: float | None = None
    items: tuple[ItemScoring, ...] = ()
    rest: float = 0.0
    leaves: tuple[LeafMoved, ...] = ()
    words: tuple[str, ...] = ()
