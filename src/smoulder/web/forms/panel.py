"""The form on which an analyst judges a case: its fields, what was written in them, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from markupsafe import Markup

from smoulder.desk.judge import Said
from smoulder.web.views.small_svg import range_svg

if TYPE_CHECKING:
    from smoulder.assessment.panel.coherent import Coherent
    from smoulder.desk.panel_table import Table
    from smoulder.records.change import Judged

LEAF, ITEM, COMEBACK = "leaf.", "item.", "comeback."
"""What the names of fields begin with."""


@dataclass(frozen=True, slots=True)
class SumRow:
    """One line of what a judgement comes to: what was said, and what it is once everything adds up."""

    name: str
    said: float | None
    fits: float
    drawn: Markup


@dataclass(frozen=True, slots=True)
class Sum:
    """What one's own judgement comes to.

    total: sum of the leaves with what fills the open ones, None where no leaf was named; open: those left open.
    words: how far it was from adding up. new: whether it says anything that is not in.
    """

    leaves: tuple[SumRow, ...]
    comeback: tuple[SumRow, ...]
    total: float | None
    open: tuple[str, ...]
    words: str
    new: bool


def said_in(fields: Mapping[str, str], number: int) -> Said:
    """What was written, as the desk takes it; fields that are empty say nothing."""
    given = {name: " ".join(value.split()) for name, value in fields.items() if value.strip()}
    leaves = [f"{name[len(LEAF) :]}={value}" for name, value in given.items() if name.startswith(LEAF)]
    comeback = [
        f"{name[len(COMEBACK) :]}={value}" for name, value in given.items() if name.startswith(COMEBACK)
    ]
    items = []
    for name, value in given.items():
        if name.startswith(ITEM):
            item, _, leaf = name[len(ITEM) :].partition(".")
            items.append(f"{item}:{leaf}={value}")
    return Said(tuple(leaves), tuple(items), tuple(comeback), number)


def filled_by(judged: Judged | None) -> dict[str, str]:
    """The fields as one's own judgement fills them."""
    if judged is None:
        return {}
    filled = {f"{LEAF}{leaf}": _written(value) for leaf, value in judged.hypotheses.items()}
    filled |= {f"{COMEBACK}{months}": _written(value) for months, value in judged.comeback.items()}
    for item, by_leaf in judged.items.items():
        filled |= {f"{ITEM}{item}.{leaf}": _written(value) for leaf, value in by_leaf.items()}
    return filled


def sheet_mark(table: Table) -> str:
    """A mark of what there is to judge, by which a form that is older than the last answer is known."""
    parts = (
        table.answer.question.as_of.isoformat(), *table.held.leaves, *table.held.parts, *table.held.items,
        *map(str, table.held.comeback),
    )  # fmt: skip
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def sum_of(one: Coherent, new: bool, table: Table) -> Sum:
    """What a judgement comes to, for its own analyst."""
    from smoulder.assessment.panel.words import coherence_words

    shares = [] if one.shares is None else one.shares.tolist()
    leaves = tuple(
        _row(leaf, one.judged.hypotheses.get(leaf), fits)
        for leaf, fits in zip(table.held.leaves, shares, strict=False)
    )
    comeback = tuple(
        _row(f"{months} months", one.judged.comeback.get(months), fits)
        for months, fits in sorted(one.comeback.items())
    )
    return Sum(leaves, comeback, one.total, one.open, coherence_words(one), new)


def _row(name: str, said: float | None, fits: float) -> SumRow:
    words = f"{100 * fits:.0f} %" + ("" if said is None else f", said {100 * said:.0f} %")
    return SumRow(name, said, fits, range_svg(fits, words=words, others=[] if said is None else [said]))


def _written(value: float) -> str:
    return f"{100 * value:.4g} %"
