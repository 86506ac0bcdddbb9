"""What a backtest of comebacks says, as tables with their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smoulder.cli.backtest_parts import Part

if TYPE_CHECKING:
    from smoulder.cli.backtest_return import Found, On
    from smoulder.models.backtest.score_row import ScoreRow

TABLE = "quiet-age table"
SKILLS = (f"brier skill over {TABLE}", f"log skill over {TABLE}")
BIN = ", A "


def heads_of(on: On, seed: int) -> list[str]:
    """What was done, in sentences."""
    from smoulder import __version__
    from smoulder.reading.figures import vintage

    told = []
    if on != "episodes":
        told.append(
            "Months: every lull of every group is asked every third month whether deaths in 12 months will reach its "
            "comeback line within 6, 12, 24 and 36 months. The models are fitted anew for each year, on what was "
            "known before it, without the groups they are asked about."
        )
    if on != "months":
        told.append(
            "Episodes: every conflict that had stopped is asked at the end of each of its first 15 quiet years whether "
            "it will be back above 25 deaths a year within five."
        )
    told.append(
        "Skill: the share of the reference's score that the model saves, above nought better than it. Brackets: 90 % "
        f"interval over groups, or conflicts, drawn again. Seed {seed}, Smoulder {__version__}. Data: UCDP GED "
        f"{vintage()['UCDP GED']}, as they stand today, not as they were known then."
    )
    return told


def parts_of(found: Found) -> list[Part]:
    """Two tables for each block, then calibration by deaths at the origin, then the weights; no line is too long
    for a terminal."""
    parts: list[Part] = []
    for block in dict.fromkeys(row.block for row in found.rows if BIN not in row.block):
        parts += _scores(block, [row for row in found.rows if row.block == block])
    bins = [row for row in found.rows if BIN in row.block]
    for block in dict.fromkeys(row.block.partition(BIN)[0] for row in bins):
        parts.append(_bins(block, [row for row in bins if row.block.startswith(block + BIN)]))
    parts += [
        _weights(f"Weights of the stack, {line}", found.names, held) for line, held in found.weights.items()
    ]
    return parts


def _scores(block: str, rows: Sequence[ScoreRow]) -> list[Part]:
    """What each model scores, and what it saves of the score of the quiet-age table."""
    held = {(row.horizon, row.model, row.score): row for row in rows}
    horizons = sorted({row.horizon for row in rows})
    places = [(at, model) for at in horizons for model in dict.fromkeys(row.model for row in rows)]
    scores, skills = [], []
    for at, model in places:
        brier, log, auc, excess = (held[at, model, score] for score in ("brier", "log", "auc", "excess"))
        scores.append(
            (
                str(at),
                model,
                f"{brier.value:.4f}",
                f"{log.value:.3f}",
                _plain(auc),
                _signed(excess),
                str(brier.n),
            )
        )
        if model != TABLE:
            skills.append((str(at), model, *(_signed(held[at, model, skill]) for skill in SKILLS)))
    first = next(row for row in rows if row.score == "observed" and row.horizon == horizons[-1])
    words = f"Share that came back within the longest time: {first.value:.3f}."
    heads = ("ahead", "model", "Brier", "log", "AUC", "foretold less seen", "n")
    return [
        Part(block, heads, tuple(scores), (words,)),
        Part(
            f"{block}: skill over the {TABLE}", ("ahead", "model", "Brier skill", "log skill"), tuple(skills)
        ),
    ]


def _bins(block: str, rows: Sequence[ScoreRow]) -> Part:
    lines = [
        (
            row.block.partition(BIN)[2],
            str(row.horizon),
            _signed(row),
            str(row.n),
            "yes" if row.low <= 0 <= row.high else "no",
        )
        for row in rows
    ]
    heads = ("A", "ahead", "foretold less seen", "n", "holds 0")
    title = f"Calibration of the stack by deaths in 12 months at the origin (A): {block}"
    return Part(title, heads, tuple(lines))


def _weights(title: str, names: Sequence[str], held: dict[int, list[float]]) -> Part:
    years = [year for year in held if year % 4 == 2 or year == max(held)]
    lines = tuple((str(year), *(f"{one:.2f}" for one in held[year])) for year in years)
    return Part(title, ("year", *names), lines)


def _signed(row: ScoreRow) -> str:
    return f"{row.value:+.3f} [{row.low:+.3f}, {row.high:+.3f}]"


def _plain(row: ScoreRow) -> str:
    return f"{row.value:.3f} [{row.low:.3f}, {row.high:.3f}]"
