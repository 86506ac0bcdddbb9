"""A case to work on: an answer with items from one report, and from data, kept in a data folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from smoulder.records.case import Assessment
from smoulder.records.evidence import Item, Likelihood, Source
from smoulder.records.forecast import Chance
from smoulder.records.report import Report
from smoulder.records.statement import Claim, Hypothesis, Reading, Statement, TextEvidence
from smoulder.store.ledger import open_ledger

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
TEXT = "They let the fair pass in peace, a trader said. They are too weak to strike, the army said."
FIRST, SECOND = (0, 47), (48, 91)
EVEN = Likelihood(low=0.4, mid=0.5, high=0.6)


def reading(text: str = TEXT) -> Reading:
    """What was read of the one report: two statements, a claim and two items."""
    report = Report(name="fair.txt", sha256=sha256(text.encode()).hexdigest(), raw=text, text=text)

    def span(where: tuple[int, int]) -> dict[str, object]:
        return {"text": text[slice(*where)], "start": where[0], "end": where[1]}

    return Reading(
        report=report,
        statements=(
            Statement.model_validate(span(FIRST) | {"speaker": "a trader"}),
            Statement.model_validate(span(SECOND) | {"speaker": "the army"}),
        ),
        claims=(
            Claim.model_validate(
                span(SECOND) | {"hypotheses": ("degraded",), "stance": "asserts", "speaker": "the army"}
            ),
        ),
        evidence=(
            _evidence(span(FIRST), "unused opportunity", "a trader"),
            _evidence(span(SECOND), "capacity judged low", "the army"),
        ),
        group_id=234,
        country="Iraq",
    )


def _evidence(span: dict[str, object], kind: str, speaker: str) -> TextEvidence:
    low: tuple[Hypothesis, ...] = ("degraded", "spent")
    return TextEvidence.model_validate(
        span | {"kind": kind, "favours": low, "over": ("patience",), "speaker": speaker}
    )


def item(name: str, kind: str, where: tuple[int, int] | None, moves: float) -> Item:
    """An item of the report, or of data where `where` is None."""
    report = Source(kind="report", name="fair.txt", report=0, reliability="C", credibility="3")
    data = Source(kind="data", name="GED", row="1")
    source = report.model_copy(update={"start": where[0], "end": where[1]}) if where else data
    return Item(
        id=name,
        kind=kind,
        text=TEXT[slice(*where)] if where else "Others are reported.",
        source=source,
        cluster="",
        weight=0.5,
        likelihoods={"patience": EVEN},
        why="-",
        change={"patience": moves, "spent": -moves},
        moves_answer=moves,
        flips=False,
    )


def keep_sample(folder: Path, make: Callable[..., Assessment]) -> str:
    """Keep the case in a data folder; gives its id."""
    question = make().question.model_copy(
        update={"group_id": 234, "group": "Islamic State", "country": "Iraq"}
    )
    answer = make(
        question=question,
        readings=(reading(),),
        evidence=(
            item("e1aaaaa", "unused opportunity", FIRST, -0.02),
            item("e1bbbbb", "capacity judged low", SECOND, -0.05),
            item("e2ccccc", "others still reported", None, 0.01),
        ),
        answer={12: Chance(value=0.3, low=0.1, high=0.5, method="m")},
        words={12: "unlikely"},
    )
    with open_ledger(folder) as ledger:
        return ledger.keep(answer, now=NOW).case_id
