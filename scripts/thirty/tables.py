"""The tables of the page of the thirty."""

from __future__ import annotations

import numpy as np

from smoulder.models.scores.resample import draw_clusters, mean_of
from smoulder.records.month import month_text
from thirty.answer import BASE, JUDGEMENT, MODEL, TABLE, WHO
from thirty.draw import SEED
from thirty.frame import HORIZONS
from thirty.scores import (
    BOTH,
    LEAST_MOVE,
    ODDS,
    PAIRS,
    SCORES,
    SPANS,
    Scored,
    difference,
    directions,
    if_moved_right,
    least_difference,
    report_difference,
)
from thirty.words import chance, number, signed, signed_interval


def lulls_table(scored: Scored) -> str:
    """Every lull with the four chances and what came of it."""
    lines = [
        "Chance of a comeback within 12 / 24 months.",
        "",
        "| | group, country | as of | base rate | quiet-age table | comeback model | judgement | report | came back |",
        "|---" * 9 + "|",
    ]
    for drawn, one in zip(scored.drawn, scored.answers, strict=True):
        cells = [
            " / ".join(chance(one.chances[who][h]) for h in HORIZONS)
            for who in (BASE, TABLE, MODEL, JUDGEMENT)
        ]
        back = "no"
        if one.back[24]:
            back = "within 12" if one.back[12] else "within 24"
        lull = drawn.lull
        lines.append(
            f"| {drawn.number} | {lull.group}, {lull.country} (known {month_text(lull.known)}) | {lull.as_of} | "
            f"{' | '.join(cells)} | {'yes' if one.has_report else ''} | {back} |"
        )
    return "\n".join(lines)


def scores_table(scored: Scored) -> str:
    """Scores of each of the four."""
    lines = ["| | months | Brier | log | foretold | seen |", "|---" * 6 + "|"]
    for who in WHO:
        for horizon in HORIZONS:
            cells = []
            for score in SCORES:
                values = scored.scores(who, score, horizon)[:, 0]
                drawn = draw_clusters(scored.clusters("countries"), np.random.default_rng(SEED))
                found = mean_of(values, drawn)
                cells.append(f"{number(found.value)} [{number(found.low)}, {number(found.high)}]")
            given = float(scored.chances(who, horizon).mean())
            seen = float(scored.happened(horizon).mean())
            lines.append(f"| {who} | {horizon} | {' | '.join(cells)} | {number(given)} | {number(seen)} |")
    return "\n".join(lines)


def differences_table(scored: Scored) -> str:
    """Paired differences, by horizon."""
    lines = [
        "The first less the second, lull by lull; under nought the first is better.",
        "",
        "| | months | Brier, over countries | Brier, over groups | log, over countries | log, over groups |",
        "|---" * 6 + "|",
    ]
    for pair in PAIRS:
        for span in SPANS:
            cells = [
                signed_interval(difference(scored, pair, score, span, by).difference)
                for score in SCORES
                for by in ("countries", "groups")
            ]
            lines.append(f"| {pair[0]} less {pair[1]} | {_span(span)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def reports_table(scored: Scored) -> str:
    """The ten with reports apart from the twenty without."""
    lines = [
        "The same difference, over countries, apart for the ten and the twenty; and for the ten what the report did.",
        "",
        "| | lulls | came back within 24 | months | Brier | log |",
        "|---" * 6 + "|",
    ]
    for report, name in ((True, "with a report"), (False, "data alone")):
        part = scored.only(report=report)
        back = int(part.happened(24).sum())
        for pair in PAIRS[:2]:
            cells = [
                signed_interval(difference(part, pair, score, BOTH, "countries").difference)
                for score in SCORES
            ]
            lines.append(
                f"| {name}: {pair[0]} less {pair[1]} | {len(part.answers)} | {back} | mean of both "
                f"| {' | '.join(cells)} |"
            )
    ten = scored.only(report=True)
    for span in SPANS:
        cells = [signed_interval(report_difference(scored, score, span).difference) for score in SCORES]
        lines.append(
            f"| with the report less without it | {len(ten.answers)} | {int(ten.happened(24).sum())} "
            f"| {_span(span)} | {' | '.join(cells)} |"
        )
    return "\n".join(lines)


def items_table(scored: Scored) -> str:
    """Items that moved the answer, and whether in the right direction."""
    lines = [
        "An item counts as moving the answer from half a point on. Right: it raised the chance and the fighting came "
        "back, or lowered it and it did not. Where few come back, an item that always lowers is mostly right, so the "
        "share that always lowering would have had stands beside it.",
        "",
        "| items of | moved it | within | right | of all that they moved | always lowering |",
        "|---" * 6 + "|",
    ]
    for source, name in (("report", "reports"), ("data", "data"), ("", "both")):
        for horizon in HORIZONS:
            found = directions(scored.answers, horizon, source)
            if found.items:
                right = f"{found.right} ({chance(found.right / found.items)})"
                share = chance(found.right_size / found.size)
                always = f"{found.always} ({chance(found.always / found.items)})"
                lines.append(f"| {name} | {found.items} | {horizon} months | {right} | {share} | {always} |")
            else:
                lines.append(f"| {name} | 0 | {horizon} months | – | – | – |")
    told = sum(any(item.source == "report" for item in one.items) for one in scored.answers)
    count = len(scored.only(report=True).answers)
    taken = f"The reader took items from {told} of the {count} reports, and nothing from the others."
    return "\n".join([*lines, "", taken, "", kinds_table(scored)])


def kinds_table(scored: Scored) -> str:
    """Every kind of item, how often it came, and how it moved the answer."""
    lines = [
        "| kind | from | came | moved it | mean move, points | right within 12 |",
        "|---" * 6 + "|",
    ]
    found: dict[tuple[str, str], list[tuple[float, bool]]] = {}
    for one in scored.answers:
        for item in one.items:
            found.setdefault((item.kind, item.source), []).append((item.moves, one.back[12]))
    for (kind, source), held in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        moved = [(moves, back) for moves, back in held if abs(moves) >= LEAST_MOVE]
        right = sum((moves > 0) == back for moves, back in moved)
        mean = float(np.mean([moves for moves, _ in held]))
        lines.append(
            f"| {kind} | {source} | {len(held)} | {len(moved)} | {signed(100 * mean, 1)} | {right if moved else '–'} |"
        )
    return "\n".join(lines)


def power_table(scored: Scored) -> str:
    """What difference could have been seen."""
    lines = [
        "The least true difference that would have been found four times in five, by the width of the intervals over "
        "countries, mean of both horizons; and beside it the difference to the comeback model that would have come if "
        "every answer's odds had been moved in the right direction. Where a judgement hardly moves, little can be "
        "told of it but that it hardly moves.",
        "",
        "| | found 4 in 5 | " + " | ".join(f"all odds {odds:g} times right" for odds in ODDS) + " |",
        "|---" * (2 + len(ODDS)) + "|",
    ]
    for pair in PAIRS[:2]:
        for score in SCORES:
            least = least_difference(difference(scored, pair, score, BOTH, "countries").difference)
            if pair[1] == TABLE:
                cells = ["" for _ in ODDS]
            else:
                cells = [signed(if_moved_right(scored, odds, score)) for odds in ODDS]
            lines.append(f"| {score}, {pair[0]} less {pair[1]} | {signed(-least)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _span(span: int) -> str:
    return "mean of both" if span == BOTH else str(span)
