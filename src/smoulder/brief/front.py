"""The first screen: the question, the answer, what it rests on, what would change it, what is not known."""

from __future__ import annotations

from smoulder.brief.anchors import method_anchor, rate_anchor, resolve
from smoulder.brief.branch_words import apart_words, branch_name
from smoulder.brief.numbers import (
    amount,
    basis_words,
    chance_runs,
    count_words,
    day_words,
    difference_words,
    figure,
    joined,
    linked,
    months_words,
    percent,
    sentence,
    spread,
    tidy,
)
from smoulder.brief.page import Answer, Front, Line, Range, Run
from smoulder.records.case import Assessment
from smoulder.records.rates import HorizonRate

CHANGES = 3
"""Sentences on what would change the answer that the first screen has room for."""
MODES = {
    "revised": "revised (today's figures, up to the as-of day)",
    "known-then": "known-then (only what had been published by the as-of day)",
}


def front(assessment: Assessment, present: frozenset[str]) -> Front:
    """The first screen of an assessment.

    present: the ids of the rest of the page, to which reasons may point.
    """
    return Front(
        question=question_words(assessment),
        meaning=_meaning(assessment),
        headline=linked(assessment.headline, _home(present)),
        answers=tuple(_answer(assessment, h) for h in _horizons(assessment)),
        branches_title=f"Pressure, within {months_words(_far(assessment))}",
        branches=_branches(assessment),
        rests_on=tuple(
            _reason(r.words, resolve(r.anchor, present, "answer")) for r in assessment.rests_on[:3]
        ),
        would_change=_would_change(assessment, present),
        not_known=tuple(linked(words, "situation") for words in assessment.not_known),
        confidence=_confidence(assessment),
        stamp=stamp(assessment),
    )


def _would_change(assessment: Assessment, present: frozenset[str]) -> tuple[Line, ...]:
    """The first sentences, and where the others are."""
    home = "hangs-on" if "hangs-on" in present else "situation"
    said = [
        linked(words, "situation" if at == 0 else home)
        for at, words in enumerate(assessment.would_change)
        if at < CHANGES or home == "situation"
    ]
    if len(said) < len(assessment.would_change):
        said.append((Run("What else it hangs on, and what to look for", home),))
    return tuple(said)


def question_words(assessment: Assessment) -> str:
    """The question as a sentence."""
    asked = assessment.question
    day = day_words(asked.as_of)
    if not assessment.answer and asked.line is None:
        return f"How active is {asked.group} in {asked.country} as of {day}?"
    within = f"{joined([str(h) for h in asked.horizons], 'or')} months"
    return f"Will the fighting of {asked.group} in {asked.country} come back within {within} of {day}?"


def stamp(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """Date, mode, vintage and version."""
    sets = [f"{used.name} {used.vintage}".strip() for used in assessment.data]
    more = f"; and {len(sets) - 2} more, listed below" if len(sets) > 2 else ""
    vintages = f"{'; '.join(sets[:2])}{more}" if sets else "none"
    return (
        ("As of", day_words(assessment.question.as_of)),
        ("Asked", assessment.chosen),
        ("Mode", MODES[assessment.question.mode]),
        ("Data", vintages),
        ("Made with", f"Smoulder {assessment.smoulder_version}"),
    )


def _home(present: frozenset[str]) -> str:
    return "past-cases" if "past-cases" in present else "situation"


def _meaning(assessment: Assessment) -> Line:
    asked = assessment.question
    if asked.line is None:
        return ()
    runs = [
        Run("Yes means: deaths in 12 months reach "),
        figure(amount(asked.line), "method-lulls"),
        Run(" in any month of that time"),
    ]
    if asked.major_line is not None:
        runs += [Run("; a major comeback reaches "), figure(amount(asked.major_line), "method-lulls")]
    return (*runs, Run("."))


def _horizons(assessment: Assessment) -> list[int]:
    if not assessment.answer:
        return []
    return sorted(set(assessment.question.horizons) | set(assessment.answer))


def _rate(assessment: Assessment, horizon: int) -> HorizonRate | None:
    rates = assessment.rates.rates if assessment.rates is not None else ()
    return next((rate for rate in rates if rate.horizon == horizon), None)


def _answer(assessment: Assessment, horizon: int) -> Answer:
    chance, rate = assessment.answer.get(horizon), _rate(assessment, horizon)
    why = rate.why if rate is not None and not rate.decidable else ""
    within = f"within {months_words(horizon)}"
    if chance is None:
        why = why or "The data do not decide this horizon."
        return Answer(within, None, None, None, (), "cannot be decided", (), why)
    to = method_anchor(chance.method)
    counted = count_words(chance) or (count_words(rate.comeback) if rate is not None else "")
    count: Line = (Run(basis_words(chance), to),)
    if counted:
        home = rate_anchor(horizon) if rate is not None else "past-cases"
        count = (figure(counted, home), Run(" past cases came back"))
    big = assessment.major.get(horizon)
    return Answer(
        within=within,
        chance=Range(chance.value, chance.low, chance.high),
        number=figure(percent(chance.value), to),
        interval=figure(spread(chance.low, chance.high), to),
        count=count,
        word=assessment.words.get(horizon, ""),
        major=(Run("Major: "), *chance_runs(big)) if big is not None else (),
        why=f"Undecidable: {why}" if why else "",
    )


def _far(assessment: Assessment) -> int:
    """The longest horizon of the branches; 0 where there are none."""
    if assessment.branches is None:
        return 0
    return max((h for branch in assessment.branches.branches for h in branch.comeback), default=0)


def _branches(assessment: Assessment) -> tuple[Line, ...]:
    branches = assessment.branches
    horizon = _far(assessment)
    if branches is None or not horizon:
        return ()
    lines: list[Line] = []
    for branch in branches.branches:
        chance = branch.comeback.get(horizon)
        if chance is not None:
            name = Run(f"{branch_name(branch.id).capitalize()}: ", tone="strong")
            lines.append((name, *chance_runs(chance, "branches")))
    # the half page has room for the widest one: the last branch against the first
    for other, gaps in list(branches.differences.items())[-1:]:
        gap = gaps.get(horizon)
        if gap is not None:
            said = f"{branch_name(other).capitalize()} against {branch_name(branches.branches[0].id)}: "
            words = apart_words(gap).capitalize()
            lines.append((Run(said), figure(difference_words(gap), "branches"), Run(f". {words}.")))
    return tuple(lines)


def _reason(words: str, to: str) -> Line:
    return (Run(tidy(words), to),)


def _confidence(assessment: Assessment) -> tuple[Line, ...]:
    """The level in one line and its reasons in others; no chance shares a sentence with it."""
    level = assessment.confidence.level
    home = "confidence" if assessment.confidence.grounds else "months"
    return (
        (Run("Confidence: "), Run(level, tone="strong"), Run(".")),
        *(linked(sentence(reason), home) for reason in assessment.confidence.reasons),
    )
