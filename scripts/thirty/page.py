"""The page of the thirty, written whole from the list and the kept answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from smoulder.brief.numbers import joined
from thirty.answer import MODEL, Answer
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
    "adds": "**Yes, on these thirty the judgement adds",
    "takes away": "**No: on these thirty the judgement takes away",
    "cannot tell": "**No gain from the judgement can be told on these thirty",
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
    first, second = (_against(scored, pair) for pair in PAIRS[:2])
    same = "" if first[0] == second[0] else f"; here the verdict is '{second[0]}'"
    return (
        f"{OPENING[first[0]]}: its Brier score (mean over 12 and 24 months; less is better) lies {first[1]}, "
        f"and {second[1]}{same}.** Brackets: 90 %, countries drawn again."
    )


def _against(scored: Scored, pair: tuple[str, str]) -> tuple[str, str]:
    """What the Brier score says of a pair, and both scores in words."""
    brier = difference(scored, pair, "Brier", BOTH, "countries").difference
    log = difference(scored, pair, "log", BOTH, "countries").difference
    name = f"the {pair[1]}{' alone' if pair[1] == MODEL else ''}"
    other = "" if verdict(log) == verdict(brier) else f", which says '{verdict(log)}'"
    return verdict(
        brier
    ), f"{signed_interval(brier)} from that of {name} (log score {signed_interval(log)}{other})"


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
    return (
        "**What is wrong with it.** Whoever writes such a report today may know what came later, which favours the "
        "judgement however careful the writing, and ten reports of one hand are not independent of each other. "
        f"Figures are today's, not those of the day. Thirty lulls in {countries} countries are few, and intervals "
        "over so few clusters are too narrow; some of them are the two sides of one fight."
    )


def _again() -> str:
    return (
        f"`{COMMAND}` assesses all thirty, keeps the answers in `tests/baselines/thirty.json` and writes this page "
        "whole, in some two minutes. `--page` writes the page from the answers that are kept. `--check` assesses "
        "again, says what differs from them, and ends with 1 where something does. `--draw` draws again and says "
        "whether the list is the same. `--fits FOLDER` keeps the fitted models."
    )
