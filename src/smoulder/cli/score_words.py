"""Scores and post-mortems in words, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from textwrap import fill

from smoulder.cli.terminal import table
from smoulder.desk.question_words import question_words
from smoulder.records.post_mortem import PostMortem
from smoulder.records.score_table import Figure, Part, ScorePart, ScoreRow, ScoreTable, Tally

HEADS: dict[Part, str] = {
    "final": "Closed by yearly releases",
    "provisional": "Closed provisionally, by candidate data",
    "in hindsight": "In hindsight: asked of past days, when what came could be known. A model that saw only what was "
    "known then is tested by these; a person is not",
    "practice": "Practised on past lulls",
}
LAWS = (
    "Each lull weighs one, shared by its questions and their overlapping horizons. Intervals are 90 %, cluster-robust "
    "by lull (Student's t, lulls less one). Lower is better for Brier and log score."
)
FEW = 10
"""Lulls below which no interval is given."""


def score_words(found: ScoreTable, width: int, practice: bool = False) -> str:
    """The record: counts, then for each part the scores, what they are beside the base rate, and calibration."""
    parts = [_counts(found, width)] if not practice else []
    if not found.parts:
        nothing = (
            "No practice yet: smoulder practice draws past lulls."
            if practice
            else "No record yet: no question has come out. `smoulder resolve` closes those that the data decide."
        )
        return "\n\n".join([*parts, nothing])
    for part in found.parts:
        parts += [fill(f"{HEADS[part.part]}.", width), *_part(part, width)]
    return "\n\n".join([*parts, fill(LAWS, width)])


def score_csv(found: ScoreTable) -> str:
    """One figure in a row: part, forecaster, what is told apart, name of the score, value, bounds, counts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = ("part", "forecaster", "topic", "horizon", "branch", "score", "value", "low", "high")
    writer.writerow((*names, "questions", "lulls"))
    for part in found.parts:
        for row in part.rows:
            about = (part.part, row.forecaster, row.topic, row.horizon, row.branch)
            for name in ("yes", "brier", "log_score", "excess", "auc", "skill", "gain"):
                figure: Figure | None = getattr(row, name)
                if figure is not None:
                    count = row.paired if name in ("skill", "gain") else row.questions
                    writer.writerow((*about, name, figure.value, figure.low, figure.high, count, row.lulls))
    return out.getvalue().rstrip("\n")


def mortem_words(case: str, found: Sequence[PostMortem], width: int) -> str:
    """Each closed question with its sentences, and the items that pointed right and wrong."""
    if not found:
        return f"No question of case {case} is closed yet; `smoulder resolve {case}` says why."
    return "\n\n".join(_mortem(one, width) for one in found)


def mortems_json(found: Sequence[PostMortem]) -> str:
    """The post-mortems as a list."""
    return json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False, indent=2)


def _counts(found: ScoreTable, width: int) -> str:
    held = [f"on a {found.topic}" if found.topic else "on all topics"]
    held += ["without a branch" if found.branch == "" else "on branches and without"]
    words = f"Questions {', '.join(held)}: {_tally(found.tally)}."
    if found.tally.early:
        words += (
            f" {found.tally.early:,} came out yes before all months of their horizon are covered: they are scored once "
            "they are, because a no could not have shown yet."
        )
    other = found.elsewhere
    if any(other.model_dump().values()):
        words += f" Others, which --by topic and --by branch show: {_tally(other)}."
    return fill(words, width)


def _tally(one: Tally) -> str:
    return (
        f"{one.yes + one.no:,} closed ({one.yes:,} yes), {one.early:,} early, {one.void:,} void, "
        f"{one.undecidable:,} undecidable, {one.open:,} open"
    )


def _part(part: ScorePart, width: int) -> Iterator[str]:
    """The tables of one part."""
    told = [name for name in ("topic", "horizon", "branch") if any(_has(row, name) for row in part.rows)]
    names = ["forecaster", *told]

    def head(row: ScoreRow) -> list[str]:
        return [row.forecaster, *(_told(row, name) for name in told)]

    rows = [
        [
            *head(row),
            *(f"{row.questions:,}", f"{row.lulls:,}", _percent(row.yes.value)),
            *(_figure(one) for one in (row.brier, row.log_score, row.auc)),
        ]
        for row in part.rows
    ]
    yield table((*names, "questions", "lulls", "yes", "Brier", "log score", "AUC"), rows)
    rows = [
        # a few lulls against a base rate that was hardly wrong give a skill of any size
        [
            *head(row),
            f"{row.paired:,}",
            "-" if row.lulls < FEW else _figure(row.skill, 100),
            _figure(row.gain),
        ]
        for row in part.rows
        if row.paired
    ]
    if rows:
        yield table((*names, "both", "skill over base rate, %", "log score gained on it"), rows)
    rows = [
        [
            *head(row),
            _percent(point.predicted),
            _share(point.observed),
            str(point.questions),
            str(point.lulls),
        ]
        for row in part.rows
        for point in row.calibration
    ]
    yield table((*names, "said", "came", "questions", "lulls"), rows)
    few = sorted({row.lulls for row in part.rows if row.lulls < FEW})
    if few:
        yield fill(f"Too few lulls for an interval or a skill where there are fewer than {FEW}.", width)


def _has(row: ScoreRow, name: str) -> bool:
    return getattr(row, name) is not None


def _told(row: ScoreRow, name: str) -> str:
    value = getattr(row, name)
    return "none" if value == "" else str(value)


def _figure(one: Figure | None, times: float = 1) -> str:
    """A figure with its interval; '-' where there is none.

    >>> _figure(Figure(value=0.1234, low=0.1, high=0.15)), _figure(Figure(value=0.1234)), _figure(None)
    ('.123 (.100 to .150)', '.123', '-')
    >>> _figure(Figure(value=-0.5, low=-0.7, high=0.1), 100)
    '-50 (-70 to 10)'
    """
    if one is None:
        return "-"
    if one.low is None or one.high is None:
        return _number(one.value * times, times)
    low, high = _number(one.low * times, times), _number(one.high * times, times)
    return f"{_number(one.value * times, times)} ({low} to {high})"


def _number(value: float, times: float) -> str:
    text = f"{value:.0f}" if times > 1 else f"{value:.3f}"
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def _share(one: Figure) -> str:
    if one.low is None or one.high is None:
        return _percent(one.value)
    return f"{_percent(one.value)} ({100 * one.low:.0f} to {100 * one.high:.0f})"


def _mortem(found: PostMortem, width: int) -> str:
    lines = [f"{question_words(found.question)}: {found.resolution.status}"]
    lines += [fill(one, width, initial_indent="  ", subsequent_indent="  ") for one in found.words]
    if found.items:
        rows = [
            [one.id, one.pointed, f"{100 * one.adds:+.1f}", f"{one.gained:+.3f}", _short(one.kind, one.text)]
            for one in found.items
        ]
        rows.append(["", "", "", f"{found.rest:+.3f}", "what no item accounts for"])
        lines += ["", table(("item", "pointed", "points", "gained", "what it says"), rows)]
    return "\n".join(lines)


def _short(kind: str, text: str, most: int = 60) -> str:
    words = " ".join(f"{kind}: {text}".split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
