"""The page of the thirty, written whole from the list and the kept answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from smoulder.brief.numbers import joined
from smoulder.models.scores.resample import Estimate
from thirty.answer import JUDGEMENT, MODEL, Answer
from thirty.draw import Drawn
from thirty.frame import HORIZONS
from thirty.scores import BOTH, PAIRS, Scored, difference, verdict
from thirty.tables import (
    differences_table,
    items_table,
    lulls_table,
    power_table,
    reports_table,
    scores_table,
)
from thirty.words import signed_interval

PAGE = Path(__file__).parents[2] / "docs" / "cases" / "thirty.md"
COMMAND = "python scripts/thirty_lulls.py"
OPENING = {
    "adds": "**Yes: on these thirty the judgement adds to the comeback model",
    "takes away": "**No: on these thirty the judgement takes away from the comeback model",
    "cannot tell": "**No: that the judgement adds anything cannot be told from these thirty",
}


def page_of(drawn: Sequence[Drawn], answers: Sequence[Answer]) -> str:
    """The whole page, as Markdown."""
    scored = Scored(drawn, answers)
    parts = [
        "# Thirty past lulls, end to end",
        _lead(scored),
        _done(scored),
        _wrong(scored),
        "## The lulls",
        lulls_table(scored),
        "## Scores",
        scores_table(scored),
        "## Paired differences",
        differences_table(scored),
        "## With reports and without",
        reports_table(scored),
        "## Which items moved the answer",
        items_table(scored),
        "## What could have been seen",
        power_table(scored),
        "## How to run it again",
        _again(),
    ]
    return "\n\n".join(parts) + "\n"


def _lead(scored: Scored) -> str:
    """The answer, in the first sentence."""
    to_model, to_table, model = (_interval(scored, pair, "Brier") for pair in PAIRS)
    log_model, log_table, _ = (_interval(scored, pair, "log") for pair in PAIRS)
    return (
        f"{OPENING[verdict(to_model)]}: its Brier score (mean over 12 and 24 months; less is better) lies "
        f"{signed_interval(to_model)} from that of the comeback model alone (log score "
        f"{signed_interval(log_model)}{_unless_same(to_model, log_model)}), and {signed_interval(to_table)} from that "
        f"of the quiet-age table (log score {signed_interval(log_table)}{_unless_same(to_table, log_table)}), from "
        f"which the model alone lies {signed_interval(model)}.** Brackets: 90 %, countries drawn again. "
        f"{_how_far(scored)}"
    )


def _interval(scored: Scored, pair: tuple[str, str], score: str) -> Estimate:
    return difference(scored, pair, score, BOTH, "countries").difference


def _unless_same(brier: Estimate, log: Estimate) -> str:
    """A word where the two scores do not agree."""
    same = verdict(log) == verdict(brier)
    return "" if same else f": by Brier '{verdict(brier)}', by log score '{verdict(log)}'"


def _how_far(scored: Scored) -> str:
    """How far the judgement moved the model's chances at all."""
    moves = [np.abs(scored.chances(JUDGEMENT, one) - scored.chances(MODEL, one)) for one in HORIZONS]
    most = joined(
        [f"{100 * moved.max():.1f} within {one}" for moved, one in zip(moves, HORIZONS, strict=True)]
    )
    return (
        f"The judgement moved the model's chance by {100 * float(np.mean(moves)):.1f} points in the mean, at most "
        f"{most} months."
    )


def _done(scored: Scored) -> str:
    countries = Counter(one.lull.country for one in scored.drawn)
    decades = Counter(one.lull.decade for one in scored.drawn)
    mix = joined([f"{name} {count}" for name, count in countries.most_common()])
    spread = joined([f"{count} in the {decade}s" for decade, count in sorted(decades.items())])
    back = {one: int(scored.happened(one).sum()) for one in HORIZONS}
    agree = sum(
        one.resolved.get(horizon) == ("yes" if one.back[horizon] else "no")
        for one in scored.answers
        for horizon in HORIZONS
    )
    total = len(scored.answers)
    return (
        "Drawn by seed before one was looked at, assessed as of the twelfth month of the lull in the mode `revised`, "
        "with the default settings, grades and likelihoods; ten with a report each, written from what was public by "
        "the day and kept before an outcome was computed. What was fixed beforehand, and what the reports rest on, "
        "stands in [the protocol](thirty/protocol.md); the draw in [list.csv](thirty/list.csv), what it was drawn "
        "from in [frame.csv](thirty/frame.csv), the reports in "
        f"[reports](thirty/reports).\n\nCountries: {mix}. Twelfth months: {spread}. Back within 12 months "
        f"{back[12]}, within 24 months {back[24]} of {total}. `smoulder resolve` says the same for {agree} of "
        f"{2 * total} questions."
    )


def _wrong(scored: Scored) -> str:
    countries = len(set(scored.clusters("countries")))
    few = len(set(scored.only(report=True).clusters("countries")))
    return (
        "**What is wrong with it.** Whoever writes such a report today may know what came later, which favours the "
        "judgement however careful the writing, and ten reports of one hand are not independent of each other. "
        f"Figures are today's, not those of the day. Thirty lulls in {countries} countries are few, the ten with "
        f"reports in {few} countries fewer, and intervals over so few clusters are too narrow; some lulls are two "
        "sides of one fight."
    )


def _again() -> str:
    return (
        f"`{COMMAND}` assesses all thirty, keeps the answers in `tests/baselines/thirty.json` and writes this page "
        "whole, in some two minutes. `--page` writes the page from the answers that are kept. `--check` assesses "
        "again, says what differs from them, and ends with 1 where something does. `--draw` draws again and says "
        "whether the list is the same. `--fits FOLDER` keeps the fitted models."
    )
