"""The answer in one sentence: as it was given, or made again from its numbers in another language."""

from __future__ import annotations

from dataclasses import replace

from smoulder.brief.anchors import method_anchor
from smoulder.brief.known import known_words
from smoulder.brief.language.countries import country_words
from smoulder.brief.language.say import in_english, say
from smoulder.brief.numbers import (
    amount,
    day_words,
    interval_words,
    linked,
    month_words,
    months_words,
    percent,
    spread,
    told,
)
from smoulder.brief.page import Line
from smoulder.records.case import Assessment

USUAL = 12
"""Months of the horizon that the sentence is about, where that one can be decided."""


def headline(assessment: Assessment, to: str) -> Line:
    """The sentence with its numbers linked: a chance to how it is made, what was counted to `to`."""
    if in_english():
        runs = linked(_in_lull(assessment) if assessment.answer else _outside(assessment), to)
    else:
        runs = told(assessment.headline, to)
    method = next((method_anchor(chance.method) for chance in assessment.answer.values()), to)
    return tuple(replace(run, to=method) if run.to and run.text[-1:] in "%٪" else run for run in runs)


def _in_lull(assessment: Assessment) -> str:
    asked = assessment.question
    rates = {rate.horizon: rate for rate in (assessment.rates.rates if assessment.rates is not None else ())}
    order = sorted(
        assessment.answer, key=lambda one: (one in rates and not rates[one].decidable, one != USUAL, one)
    )
    horizon = order[0]
    chance = assessment.answer[horizon]
    said = say(
        "A comeback of {group} in {country} within {months} of {day}: {word}, {chance} ({interval}).",
        group=asked.group,
        country=country_words(asked.country),
        months=months_words(horizon),
        day=day_words(asked.as_of),
        word=known_words(assessment.words.get(horizon, "unknown")),
        chance=percent(chance.value),
        interval=interval_words(spread(chance.low, chance.high)),
    )
    if horizon not in rates or rates[horizon].comeback.count is None:
        return said
    counted = say(
        "Of {n} past lulls like this one, {count} came back within {months}.",
        n=rates[horizon].comeback.n,
        count=rates[horizon].comeback.count,
        months=months_words(horizon + assessment.situation.unseen),
    )
    return f"{said} {counted}"


def _outside(assessment: Assessment) -> str:
    now, asked = assessment.situation, assessment.question
    return say(
        "{group} in {country}: {state}; {deaths} deaths in the 12 months to {month}.",
        group=asked.group,
        country=country_words(asked.country),
        state=known_words(now.state),
        deaths=amount(now.deaths_12),
        month=month_words(now.seen_to),
    )
