"""A case to judge, a judgement and a panel in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from smoulder.cli.terminal import table as columns
from smoulder.cli.terminal import width

if TYPE_CHECKING:
    from smoulder.assessment.panel.coherent import Coherent
    from smoulder.assessment.panel.panel import PanelView
    from smoulder.desk.panel_table import Table


_PAIRS = 3
"""So many pairs are told, the widest gap first; JSON has them all."""


def sheet_words(table: Table) -> str:
    """What there is to judge, without what anybody thinks of it."""
    asked = table.answer.question
    months = ", ".join(str(one) for one in table.held.comeback)
    leaves = [
        (view.id, f"{view.words} (part of {view.parent})" if view.parent else view.words)
        for view in table.answer.hypotheses
    ]
    items = [(item.id, f"{item.kind}: {' '.join(item.text.split())}") for item in table.answer.evidence]
    judged = sorted({analyst for analyst, _ in table.judgements})
    parts = [
        f"{asked.group}, {asked.country}, as of {asked.as_of}: what there is to judge",
        "Leaves, of which the first that holds is the one (--leaf LEAF=P)\n" + _indent(leaves),
        f"Comeback to {asked.line:.0f} deaths in 12 months within {months} months (--comeback MONTHS=P)",
    ]
    if items:
        parts.append("Items, and how likely each is under a leaf (--item ITEM:LEAF=P)\n" + _indent(items))
    told = f"Judged so far by {', '.join(judged)}." if judged else "Nobody has judged it yet."
    return "\n\n".join([*parts, f"{told} What they said is shown once you have judged."])


def judged_words(one: Coherent, table: Table) -> str:
    """What was entered, as it adds up."""
    from smoulder.assessment.panel.words import coherence_words

    rows = [_row(one.analyst, one.shares, one.comeback, table)]
    after = "" if one.judged.round == 2 else " See the panel with --show; later changes belong to --round 2."
    return f"{_table(rows, table)}\n\n{fill(f'Kept. {coherence_words(one)}{after}', width())}"


def panel_words(view: PanelView, table: Table) -> str:
    """The panel: each analyst, the pools and the case's own answer, then where they part."""
    from smoulder.assessment.panel.words import (
        coherence_words,
        parting_words,
        recalibration_words,
        split_words,
        stale_words,
    )

    if not view.analysts:
        return "Nobody has judged this case yet; `smoulder case judge ID` says what there is to judge."
    rows = [
        [
            *_row(_who(one), one.shares, one.comeback, table),
            f"{view.weights[one.analyst]:.2f}",
        ]
        for one in view.analysts
    ]
    rows += [[*row, ""] for row in _pools(view, table)]
    parts = [_table(rows, table, ("weight",))]
    parts.append(_lines(coherence_words(one) for one in view.analysts))
    parts += [_lines([f"Left out, because the case has no more of it: {', '.join(gone)} ({name})."])
              for name, gone in view.gone.items()]  # fmt: skip
    if left := stale_words(view, table.answer.question.as_of):
        parts.append(_lines([f"Not kept with the panel: {left}"]))
    parts.append(_lines([recalibration_words(view.recalibration)]))
    for parting in view.partings[:_PAIRS]:
        parts.append(_lines(parting_words(parting, table.held)))
    if len(view.partings) > 1 and any(one.item for one in view.splits):
        leaves = view.partings[0].leaves
        parts.append(
            _lines(
                [
                    "What splits the panel most:",
                    *(split_words(one, table.held, leaves) for one in view.splits[:3]),
                ]
            )
        )
    return "\n\n".join(parts)


def _pools(view: PanelView, table: Table) -> list[list[str]]:
    own = dict(table.held.answer)
    shares, found = view.shares, []
    for words, name in (
        ("pooled", "linear"),
        ("even weights", "even"),
        ("by logs", "log"),
        ("by its record", "drawn"),
    ):
        # of one analyst all pools are the same
        if (name == "drawn" and not view.recalibration.n) or (
            name in ("even", "log") and len(view.analysts) == 1
        ):
            continue
        chances = {horizon: float(getattr(one, name)) for horizon, one in view.comeback.items()}
        found.append(_row(words, getattr(shares, name) if shares else None, chances, table))
    if any(one.said is not None for one in view.comeback.values()):
        said = {horizon: one.said for horizon, one in view.comeback.items() if one.said is not None}
        found.append(_row("as said", None, said, table))
    if view.blind:
        blind = {horizon: one.linear for horizon, one in view.blind.items()}
        found.append(_row("pooled, blind", None, blind, table))
    return [*found, _row("the case", table.held.posterior, own, table)]


def _who(one: Coherent) -> str:
    return one.analyst if one.judged.round == 1 else f"{one.analyst}, round {one.judged.round}"


def _row(name: str, shares: Iterable[float] | None, comeback: dict[int, float], table: Table) -> list[str]:
    cells = [_percent(one) for one in shares] if shares is not None else [""] * len(table.held.leaves)
    return [
        name,
        *cells,
        *(_percent(comeback[one]) if one in comeback else "" for one in table.held.comeback),
    ]


def _table(rows: Sequence[Sequence[str]], table: Table, more: Sequence[str] = ()) -> str:
    return columns(("", *table.held.leaves, *(f"{one} mo" for one in table.held.comeback), *more), rows)


def _lines(words: Iterable[str]) -> str:
    return "\n".join(fill(line, width(), subsequent_indent="  ") for line in words)


def _indent(rows: Sequence[tuple[str, str]]) -> str:
    """Names with what they mean, which goes on under itself."""
    wide = max(len(name) for name, _ in rows) + 2
    return "\n".join(
        fill(words, width(), initial_indent=f"  {name.ljust(wide)}", subsequent_indent=" " * (wide + 2))
        for name, words in rows
    )


def _percent(share: float) -> str:
    from smoulder.assessment.summary import percent

    return percent(share).replace("under ", "<").replace("over ", ">")
