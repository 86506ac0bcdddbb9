"""The panel in plain sentences: how far each was moved, and where they part."""

from __future__ import annotations

import math
from collections.abc import Sequence

from smoulder.assessment.panel.coherent import Coherent
from smoulder.assessment.panel.held import Held
from smoulder.assessment.panel.parting import START, Parting, Split, Step
from smoulder.assessment.panel.recalibrate import Recalibration

_ALIKE = 0.05
"""Log-odds nearer than this are said to be alike."""
_SMALL = 0.05
"""Pieces of a gap under this share of it are not told."""


def coherence_words(one: Coherent) -> str:
    """How far one judgement was from adding up."""
    who = one.analyst
    if one.from_items:
        return f"{who} judged items only; the leaves follow from the case with these likelihoods in it."
    said = []
    if one.total is not None:
        said.append(f"leaves that add up to {one.total:.2f}")
    if one.judged.comeback:
        said.append("chances of a comeback")
    words = f"{who} gave {' and '.join(said)}"
    if one.open:
        words += f" (left open and filled from the case: {', '.join(one.open)})"
    if not one.tested:
        return f"{words}; nothing in it could fail to add up."
    return f"{words}; moved by {one.moved:.2f} until they agree with each other."


def parting_words(parting: Parting, held: Held) -> list[str]:
    """Where two analysts part: first the gap, then a sentence for each piece that matters."""
    one, other = parting.analysts
    first, second = parting.leaves
    if abs(parting.gap) < _ALIKE:
        return [f"{one} and {other} agree on {first} against {second}: {odds_words(parting.odds[0])}."]
    told = [
        f"{one} and {other} part over {first} against {second}: {one} has {odds_words(parting.odds[0])}, "
        f"{other} {odds_words(parting.odds[1])}, a factor of {_times(abs(parting.gap))}."
    ]
    for step in parting.steps:
        share = step.gap / parting.gap
        if abs(share) >= _SMALL:
            told.append(f"{_percent(share)} {_piece(step, parting, held)}")
    return told


def split_words(split: Split, held: Held, leaves: tuple[str, str]) -> str:
    """What an item, or the start, is to those who are furthest apart on it."""
    (low, at_low), (high, at_high) = split.lowest, split.highest
    what = "Where they start from" if split.item == START else _item(split.item, held)
    return f"{what}: to {high} {_tells(at_high, leaves)}, to {low} {_tells(at_low, leaves)}."


def recalibration_words(learned: Recalibration) -> str:
    """What the record of earlier panels does to the number."""
    if not learned.n:
        return "No earlier panel has been resolved, so that the pooled number stands as it is."
    after = ", ".join(f"{before:.0%} becomes {learned.chance(before):.0%}" for before in (0.1, 0.25, 0.5))
    lulls = f"{learned.n} lull{'s' if learned.n > 1 else ''}"
    return (
        f"By what earlier panels said of {lulls} that {'are' if learned.n > 1 else 'is'} resolved, {after}."
    )


def odds_words(log_odds: float) -> str:
    """Odds as a reader says them: '3.0 to 1', '1 to 2.5', 'even chances'.

    >>> odds_words(math.log(3)), odds_words(-math.log(2.5)), odds_words(0.0)
    ('3.0 to 1', '1 to 2.5', 'even chances')
    """
    if abs(log_odds) < _ALIKE:
        return "even chances"
    return f"{_times(log_odds)} to 1" if log_odds > 0 else f"1 to {_times(-log_odds)}"


def _piece(step: Step, parting: Parting, held: Held) -> str:
    one, other = parting.analysts
    if step.item == START:
        return (
            f"is where they start from, with whatever else they hold: {one} {odds_words(step.one)}, "
            f"{other} {odds_words(step.other)}."
        )
    return (
        f"is {_item(step.item, held)}: to {one} {_tells(step.one, parting.leaves)}, "
        f"to {other} {_tells(step.other, parting.leaves)}."
    )


def _tells(log_ratio: float, leaves: Sequence[str]) -> str:
    first, second = leaves
    if abs(log_ratio) < _ALIKE:
        return f"it tells nothing between {first} and {second}"
    ahead, behind = (first, second) if log_ratio > 0 else (second, first)
    return f"it speaks for {ahead} over {behind} by {_times(abs(log_ratio))}"


def _item(name: str, held: Held) -> str:
    words = held.items[name].words
    short = words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + " …"
    return f"item {name} (“{short}”)"


def _percent(share: float) -> str:
    return f"{share:.0%} of it" if share > 0 else f"{-share:.0%} against it"


def _times(log_ratio: float) -> str:
    ratio = math.exp(log_ratio)
    return f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.1f}"
