"""What would change the answer: the item that flips the order, and what to look for next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.likelihood import likelihoods
from smoulder.assessment.summary import percent
from smoulder.records.case import Question
from smoulder.records.evidence import Item
from smoulder.records.series import Floats

OBSERVABLE = ("large attack", "unused opportunity", "regrouping", "surrenders", "ceasefire holds")
POWER = 0.7
"""The weight a single well-graded report would get."""


def what_would_change(
    question: Question, posterior: Floats, items: Sequence[Item], leaves_words: dict[str, str]
) -> tuple[str, ...]:
    """Sentences: the line that decides, items whose loss changes the order, the most telling news.

    posterior: shape (draw, leaf).
    """
    lines = []
    if question.line is not None:
        major = question.major_line or question.line
        above = "" if major == question.line else f", at or above {major:,.0f} a major one"
        lines.append(
            f"12-month deaths at or above {question.line:,.0f} in any month would be a comeback{above}."
        )
    flips = [item for item in items if item.flips]
    first = LEAVES[int(np.argmax(posterior.mean(axis=0)))]
    if flips:
        named = "; ".join(f"{item.kind} ({item.id})" for item in flips)
        each = "this item" if len(flips) == 1 else "any one of these items"
        lines.append(f"Without {each} another hypothesis than '{first}' would come first: {named}.")
    elif items:
        lines.append(f"No single item, left out, would take '{first}' from the first place.")
    lines.append(_most_telling(posterior, leaves_words))
    return tuple(lines)


def _most_telling(posterior: Floats, words: dict[str, str]) -> str:
    """The observation that would move the posterior most, times how likely it is to be seen."""
    now = posterior.mean(axis=0)
    best, gain, moved = "", -1.0, now
    for kind in OBSERVABLE:
        table = likelihoods(kind)
        assert table is not None, kind
        given = np.array([table[leaf].mid for leaf in LEAVES])
        seen = float(now @ given)
        yes, no = now * given**POWER, now * (1 - given) ** POWER
        yes, no = yes / yes.sum(), no / no.sum()
        expected = seen * _divergence(yes, now) + (1 - seen) * _divergence(no, now)
        if expected > gain:
            best, gain, moved = kind, expected, yes
    at = int(np.argmax(np.abs(moved - now)))
    return (
        f"Look for: {NEWS[best]} It would tell most: '{LEAVES[at]}' ({words[LEAVES[at]]}) would go from "
        f"{percent(float(now[at]))} to {percent(float(moved[at]))}."
    )


NEWS = {
    "large attack": "a large or coordinated attack.",
    "unused opportunity": "whether the next opportunity (protests, an election, a departure) is used or not.",
    "regrouping": "recruiting, training or arming.",
    "surrenders": "surrenders or disarmament.",
    "ceasefire holds": "whether a ceasefire is kept.",
}


def _divergence(after: Floats, before: Floats) -> float:
    """Kullback–Leibler divergence in bits: how much was learned."""
    return float(np.sum(after * np.log2(np.maximum(after, 1e-12) / np.maximum(before, 1e-12))))
