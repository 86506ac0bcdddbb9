"""What is kept of one lull: the chances that were given, what came of them, and the items that moved the answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

STORED = Path(__file__).parents[2] / "tests" / "baselines" / "thirty.json"
JUDGEMENT, MODEL, TABLE, BASE, WITHOUT = (
    "judgement",
    "comeback model",
    "quiet-age table",
    "base rate",
    "without the report",
)
WHO = (JUDGEMENT, MODEL, TABLE, BASE)
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Moved:
    """An item of evidence: where it comes from, 'report' or 'data', and how far it moved the 12-month chance."""

    kind: str
    source: str
    moves: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One lull, assessed and resolved.

    chances:   by who gave them and by horizon in months; WITHOUT only where there is a report.
    back:      by horizon, whether A reached the line.
    resolved:  by horizon, what `smoulder resolve` says of the same question.
    line:      deaths in 12 months; fitted_to: last month that the model learned from.
    """

    number: int
    chances: dict[str, dict[int, float]]
    back: dict[int, bool]
    resolved: dict[int, str]
    line: float
    fitted_to: str
    items: tuple[Moved, ...]

    @property
    def has_report(self) -> bool:
        """Whether a report was read."""
        return WITHOUT in self.chances


def store_answers(answers: Sequence[Answer], path: Path = STORED) -> None:
    """Keep the answers."""
    rows = [asdict(one) for one in answers]
    path.write_text(json.dumps({"answers": rows}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_answers(path: Path = STORED) -> list[Answer]:
    """The answers as they were kept."""
    return [_answer(row) for row in json.loads(path.read_text(encoding="utf-8"))["answers"]]


def _answer(row: dict[str, Any]) -> Answer:  # Any: values of JSON
    return Answer(
        number=row["number"],
        chances={who: {int(h): value for h, value in held.items()} for who, held in row["chances"].items()},
        back={int(horizon): value for horizon, value in row["back"].items()},
        resolved={int(horizon): value for horizon, value in row["resolved"].items()},
        line=row["line"],
        fitted_to=row["fitted_to"],
        items=tuple(Moved(**one) for one in row["items"]),
    )
