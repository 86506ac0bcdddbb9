"""The panel in plain sentences: how far each was moved, and where they part."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from smoulder.assessment.panel.coherent import Coherent
from smoulder.assessment.panel.held import Held
from smoulder.assessment.panel.panel import PanelView
from smoulder.assessment.panel.parting import START, Parting, Split, Step
from smoulder.assessment.panel.recalibrate import Recalibration
from smoulder.assessment.summary import percent

_ALIKE = 0.05
"""Log-odds nearer than this are said to be alike."""
_TOLD = 0.02
"""A number that was moved by less is not told."""


def coherence_words(one: Coherent) -> str:
    """How far one judgement was from adding up, and what became of its numbers."""
    who = one.analyst
    if one.from_items:
        words = f"{who} judged items only; the leaves follow from the case with these likelihoods in it."
    else:
        said = [] if one.total is None else [f"leaves that add up to {one.total:.2f}"]
        said += ["chances of a comeback"] if one.judged.comeback else []
        words = f"{who} gave {' and '.join(said)}{_open_words(one)}, {_moved_words(one)}."
    for horizon, given in sorted(one.judged.comeback.items()):
        found = one.comeback[horizon]
        if abs(found - given) >= _TOLD:
            words += f" The {percent(given)} within {horizon} months became {percent(found)}, " + (
                "to fit the other horizons." if one.shares is None else "to fit the leaves."
            )
    return words


def stale_words(view: PanelView, day: date) -> str:
    """Who judged as of another day than the case asks of, so that the numbers are not kept; '' where nobody did."""
    told = ", ".join(f"{name} (as of {of})" for name, of in sorted(view.stale(day).items()))
    if not told:
        return ""
    return (
        f"{told} judged of another day than {day}, of which the case asks now. A number counts for its own day; "
        "whoever judges again is kept with the panel."
    )


def _open_words(one: Coherent) -> str:
    return f" (left open, and filled from the case: {', '.join(one.open)})" if one.open else ""


def _moved_words(one: Coherent) -> str:
    if not one.tested:
        return "which could not fail to add up"
    if one.moved < 0.005:
        return "which agree with each other"
    return f"which were moved by {one.moved:.2f} to agree with each other"


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
    if len(parting.steps) == 1:
        return [f"{told[0]} Neither judged an item, so that it cannot be laid to one."]
    one_way = all(step.gap * parting.gap >= 0 for step in parting.steps)
    for step in parting.steps:
        if abs(step.gap) >= _ALIKE:
            told.append(_piece(step, parting, held, one_way))
    return told


def split_words(split: Split, held: Held, leaves: tuple[str, str]) -> str:
    """What an item, or the start, is to those who are furthest apart on it."""
    (low, at_low), (high, at_high) = split.lowest, split.highest
    if split.item == START:
        return f"Where they start from: {high} {odds_words(at_high)}, {low} {odds_words(at_low)}."
    return f"Item {_item(split.item, held)}: {reading_words(split, leaves)}."


def reading_words(split: Split, leaves: tuple[str, str]) -> str:
    """How those who are furthest apart on an item read it.

    >>> reading_words(Split("e1", 0.5, ("Ada", 0.0), ("Ben", math.log(2))), ("patience", "spent"))
    'to Ben it speaks for patience over spent by 2.0, to Ada it tells nothing between patience and spent'
    """
    (low, at_low), (high, at_high) = split.lowest, split.highest
    return f"to {high} {_tells(at_high, leaves)}, to {low} {_tells(at_low, leaves)}"


def recalibration_words(learned: Recalibration) -> str:
    """What the record of earlier panels does to the number."""
    if not learned.n:
        return "No earlier panel has been resolved, so that the pooled number stands as it is."
    after = ", ".join(
        f"{percent(before)} becomes {percent(learned.chance(before))}" for before in (0.1, 0.25, 0.5)
    )
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


def _piece(step: Step, parting: Parting, held: Held, one_way: bool) -> str:
    """One piece of a gap; its share of the whole where all pieces pull the same way."""
    one, other = parting.analysts
    together = step.gap * parting.gap < 0
    effect = f"{'brings them together' if together else 'parts them'} by {_times(abs(step.gap))}"
    if one_way:
        effect += f" ({percent(step.gap / parting.gap)} of the gap)"
    if step.item == START:
        said = f"{one} {odds_words(step.one)}, {other} {odds_words(step.other)}"
        return f"Where they start from, with whatever else they hold, {effect}: {said}."
    said = f"to {one} {_tells(step.one, parting.leaves)}, to {other} {_tells(step.other, parting.leaves)}"
    return f"Item {_item(step.item, held)} {effect}: {said}."


def _tells(log_ratio: float, leaves: Sequence[str]) -> str:
    first, second = leaves
    if abs(log_ratio) < _ALIKE:
        return f"it tells nothing between {first} and {second}"
    ahead, behind = (first, second) if log_ratio > 0 else (second, first)
    return f"it speaks for {ahead} over {behind} by {_times(abs(log_ratio))}"


def _item(name: str, held: Held) -> str:
    words = held.items[name].words
    short = words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + " …"
    return f"{name} (“{short}”)"


def _times(log_ratio: float) -> str:
    ratio = math.exp(log_ratio)
    return f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.1f}"
