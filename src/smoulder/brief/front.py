"""The first screen: the question, the answer, what it rests on, what would change it, what is not known."""

from __future__ import annotations

from itertools import zip_longest

from smoulder.brief.anchors import (
    ground_anchor,
    item_anchor,
    leaf_anchor,
    member_anchor,
    method_anchor,
    rate_anchor,
    resolve,
)
from smoulder.brief.branch_words import apart_words, branch_name
from smoulder.brief.followed import followed
from smoulder.brief.headline import headline
from smoulder.brief.known import known, known_words
from smoulder.brief.language.countries import country_words
from smoulder.brief.language.say import say, say_many, stays, to_say
from smoulder.brief.numbers import (
    amount,
    basis_words,
    chance_runs,
    count_words,
    day_words,
    difference_words,
    figure,
    joined,
    months_words,
    percent,
    sentence,
    spread,
)
from smoulder.brief.page import Answer, Front, Line, Range, Run
from smoulder.brief.phrase import phrase
from smoulder.brief.strongest import strongest
from smoulder.records.case import Assessment
from smoulder.records.rates import HorizonRate

CHANGES = 3
"""Sentences on what would change the answer that the first screen has room for."""
MODES = {
    "revised": to_say("revised (today's figures, up to the as-of day)"),
    "known-then": to_say("known-then (only what had been published by the as-of day)"),
}


def front(assessment: Assessment, present: frozenset[str]) -> Front:
    """The first screen of an assessment.

    present: the ids of the rest of the page, to which reasons may point.
    """
    return Front(
        question=question_words(assessment),
        meaning=_meaning(assessment),
        headline=headline(assessment, _home(present)),
        answers=tuple(_answer(assessment, h) for h in _horizons(assessment)),
        branches_title=say("Pressure, within {months}", months=months_words(_far(assessment))),
        branches=_branches(assessment),
        rests_on=_rests_on(assessment, present),
        strongest=strongest(assessment),
        would_change=_would_change(assessment, present),
        not_known=_not_known(assessment, present),
        confidence=_confidence(assessment),
        stamp=stamp(assessment),
    )


def _would_change(assessment: Assessment, present: frozenset[str]) -> tuple[Line, ...]:
    """The first sentences, and where the others are."""
    home = "hangs-on" if "hangs-on" in present else "situation"
    said = [
        followed(words, "situation" if at == 0 else home)
        for at, words in enumerate(assessment.would_change)
        if at < CHANGES or home == "situation"
    ]
    if len(said) < len(assessment.would_change):
        said.append((Run(say("What else it hangs on, and what to look for"), home),))
    return tuple(said)


def question_words(assessment: Assessment) -> str:
    """The question as a sentence."""
    asked = assessment.question
    day = day_words(asked.as_of)
    if not assessment.answer and asked.line is None:
        return say(
            "How active is {group} in {country} as of {day}?",
            group=asked.group,
            country=country_words(asked.country),
            day=day,
        )
    return say_many(
        "Will the fighting of {group} in {country} come back within {months} month of {day}?",
        "Will the fighting of {group} in {country} come back within {months} months of {day}?",
        asked.horizons[-1],
        group=asked.group,
        country=country_words(asked.country),
        months=joined([str(horizon) for horizon in asked.horizons], "or"),
        day=day,
    )


def stamp(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """Date, mode, vintage and version."""
    sets = [f"{used.name} {used.vintage}".strip() for used in assessment.data]
    vintages = "; ".join(sets[:2]) or say("none")
    if len(sets) > 2:
        vintages = say("{sets}; and {number} more, listed below", sets=vintages, number=len(sets) - 2)
    return (
        (say("As of"), day_words(assessment.question.as_of)),
        (say("Asked"), stays(assessment.chosen)),
        (say("Mode"), say(MODES[assessment.question.mode])),
        (say("Data"), vintages),
        (say("Made with"), f"Smoulder {assessment.smoulder_version}"),
    )


def _home(present: frozenset[str]) -> str:
    return "past-cases" if "past-cases" in present else "situation"


def _meaning(assessment: Assessment) -> Line:
    asked = assessment.question
    if asked.line is None:
        return ()
    line = figure(amount(asked.line), "method-lulls")
    if asked.major_line is None:
        return phrase("Yes means: deaths in 12 months reach {line} in any month of that time.", line=line)
    return phrase(
        "Yes means: deaths in 12 months reach {line} in any month of that time; a major comeback reaches {major}.",
        line=line,
        major=figure(amount(asked.major_line), "method-lulls"),
    )


def _horizons(assessment: Assessment) -> list[int]:
    if not assessment.answer:
        return []
    return sorted(set(assessment.question.horizons) | set(assessment.answer))


def _rate(assessment: Assessment, horizon: int) -> HorizonRate | None:
    rates = assessment.rates.rates if assessment.rates is not None else ()
    return next((rate for rate in rates if rate.horizon == horizon), None)


def _answer(assessment: Assessment, horizon: int) -> Answer:
    chance, rate = assessment.answer.get(horizon), _rate(assessment, horizon)
    why = stays(rate.why) if rate is not None and not rate.decidable else ""
    within = say("within {months}", months=months_words(horizon))
    if chance is None:
        why = why or say("The data do not decide this horizon.")
        return Answer(within, None, None, None, (), say("cannot be decided"), (), why)
    to = method_anchor(chance.method)
    counted = count_words(chance) or (count_words(rate.comeback) if rate is not None else "")
    count: Line = (Run(basis_words(chance), to),)
    if counted:
        home = rate_anchor(horizon) if rate is not None else "past-cases"
        count = phrase("{count} past cases came back", count=figure(counted, home))
    big = assessment.major.get(horizon)
    return Answer(
        within=within,
        chance=Range(chance.value, chance.low, chance.high),
        number=figure(percent(chance.value), to),
        interval=figure(spread(chance.low, chance.high), to),
        count=count,
        word=known_words(assessment.words.get(horizon, "")),
        major=phrase("Major: {chance}", chance=chance_runs(big)) if big is not None else (),
        why=say("Undecidable: {why}", why=why) if why else "",
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
            name = Run(say("{name}:", name=sentence(branch_name(branch.id))), tone="strong")
            lines.append((name, Run(" "), *chance_runs(chance, f"branch-{horizon}")))
    # the half page has room for the widest one: the last branch against the first
    for other, gaps in list(branches.differences.items())[-1:]:
        gap = gaps.get(horizon)
        if gap is not None:
            lines.append(
                phrase(
                    "{branch} against {first}: {difference}. {apart}.",
                    branch=sentence(branch_name(other)),
                    first=branch_name(branches.branches[0].id),
                    difference=figure(difference_words(gap), f"branch-{horizon}"),
                    apart=sentence(apart_words(gap)),
                )
            )
    return tuple(lines)


def _not_known(assessment: Assessment, present: frozenset[str]) -> tuple[Line, ...]:
    """What is not known, each with the part that shows it."""
    return tuple(
        followed(words, resolve(anchor, present, "situation"))
        for words, anchor in zip_longest(assessment.not_known, assessment.not_known_at, fillvalue="situation")
    )


def _rests_on(assessment: Assessment, present: frozenset[str]) -> tuple[Line, ...]:
    """What it stands on beside items of evidence, which have a place of their own where there are any."""
    shown = {item_anchor(item.id) for item in assessment.evidence}
    rows = {"comeback-model": member_anchor("all")}
    if assessment.hypotheses:
        first = max(assessment.hypotheses, key=lambda leaf: leaf.posterior.value)
        rows["hypotheses"] = leaf_anchor(first.id)
    found = [(reason.words, resolve(reason.anchor, present, "answer")) for reason in assessment.rests_on]
    return tuple(followed(words, rows.get(to, to)) for words, to in found if to not in shown)[:3]


def _confidence(assessment: Assessment) -> tuple[Line, ...]:
    """The level in one line and its reasons in others; no chance shares a sentence with it."""
    level = assessment.confidence.level
    rows = {one.counted: ground_anchor(at) for at, one in enumerate(assessment.confidence.grounds)}
    home = "confidence" if rows else "months"
    return (
        phrase("Confidence: {level}.", level=known(level, tone="strong")),
        *(followed(sentence(one), rows.get(one, home)) for one in assessment.confidence.reasons),
    )
