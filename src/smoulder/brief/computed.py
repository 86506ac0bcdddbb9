"""What a number of this answer was computed from: its rows, its data sets with their vintage, its settings."""

from __future__ import annotations

from collections.abc import Callable

from smoulder.brief.anchors import (
    data_anchor,
    item_anchor,
    leaf_anchor,
    member_anchor,
    rate_anchor,
    setting_anchor,
)
from smoulder.brief.evidence import kind_words
from smoulder.brief.excerpt import excerpt
from smoulder.brief.known import known
from smoulder.brief.language.say import say
from smoulder.brief.months import row_of, year_row
from smoulder.brief.numbers import amount, figure, month_words, months_words, percent
from smoulder.brief.page import Line, Run
from smoulder.brief.phrase import as_is, phrase, phrase_many, quote
from smoulder.records.case import Assessment

Source = Callable[[Assessment], list[Line]]
LISTED = 12
"""Rows of one kind that are named one by one."""


def computed_from(stem: str, assessment: Assessment) -> tuple[Line, ...]:
    """What the numbers of a method were computed from in this answer, each part with its link.

    stem: the name of the method, as `anchors.method_stem` has it; of one that is not known here, the settings.
    """
    parts = SOURCES.get(stem, _nothing)(assessment)
    sets = [
        phrase("{data} {vintage}", data=as_is(used.name, data_anchor(used.name)), vintage=as_is(used.vintage))
        for used in assessment.data
        if used.name in SETS.get(stem, ())
    ]
    return (*parts, *sets, _settings(assessment))


def _settings(assessment: Assessment) -> Line:
    seed, draws = (
        Run(str(assessment.seed), setting_anchor("seed"), "figure"),
        assessment.settings.get("draws"),
    )
    if draws is None:
        return phrase("seed {seed}", seed=seed)
    return phrase(
        "seed {seed}, {draws} draws, and the thresholds under {settings}",
        seed=seed,
        draws=figure(amount(float(draws)), setting_anchor("draws")),
        settings=Run(say("Settings"), "settings"),
    )


def _nothing(_: Assessment) -> list[Line]:
    return []


def _months(assessment: Assessment) -> list[Line]:
    now, monthly = assessment.situation, [one for one in assessment.months if one.basis == "monthly"]
    found: list[Line] = []
    if monthly:
        found.append(
            phrase(
                "{number} monthly rows to {month}",
                number=figure(amount(len(monthly)), "months"),
                month=Run(month_words(monthly[-1].month), row_of(assessment, monthly[-1].month), "figure"),
            )
        )
    if now.peak is not None and assessment.lulls:
        found.append(phrase("its {lulls} on record", lulls=Run(say("lulls"), "lulls")))
    return found


def _years(assessment: Assessment) -> list[Line]:
    used = [one for one in assessment.years if one.used][-LISTED:]
    if not used:
        return []
    rows: list[Run] = []
    for one in used:
        rows += [Run(say(", "))] if rows else []
        rows.append(
            Run(say("{year}: {deaths}", year=one.year, deaths=amount(one.deaths)), year_row(one), "figure")
        )
    return [phrase("deaths by year, {kind} ({rows})", kind=known(used[-1].kind), rows=tuple(rows))]


def _model(assessment: Assessment) -> list[Line]:
    learnt = assessment.learnt
    if learnt is None:  # then the chance is that of past cases
        return _past(assessment)
    weights: list[Run] = []
    for name, weight in learnt.weights.items():
        weights += [Run(say(", "))] if weights else []
        weights += [known(name), Run(" "), figure(percent(weight), member_anchor(name))]
    return [
        phrase(
            "{lulls} past lulls of groups and {borrowed} of whole countries to {month}",
            lulls=figure(amount(learnt.lulls), "comeback-model"),
            borrowed=figure(amount(learnt.borrowed), "comeback-model"),
            month=month_words(learnt.fitted_to),
        ),
        phrase("six models with their weights: {weights}", weights=tuple(weights)),
    ]


def _able(assessment: Assessment) -> list[Line]:
    if assessment.learnt is None or assessment.learnt.able is None:
        return []
    rows: list[Run] = []
    for one in assessment.learnt.able.models:
        rows += [Run(say(", "))] if rows else []
        rows += [known(one.model), Run(" "), figure(percent(one.chance), member_anchor(f"able {one.model}"))]
    return [phrase("how likely each model says it is: {rows}", rows=tuple(rows))]


def _past(assessment: Assessment) -> list[Line]:
    rates = assessment.rates
    if rates is None:
        return []
    counted: list[Run] = []
    for rate in rates.rates:
        counted += [Run(say(", "))] if counted else []
        counted.append(Run(months_words(rate.horizon), rate_anchor(rate.horizon), "figure"))
    return [
        phrase(
            "{number} past lulls, {by_name}",
            number=figure(str(rates.n), "cases"),
            by_name=Run(say("by name"), "cases"),
        ),
        phrase("what became of them within {horizons}", horizons=tuple(counted)),
    ]


def _episodes(assessment: Assessment) -> list[Line]:
    return [
        phrase("{number} conflicts", number=figure(str(one.chance.n), f"episode-{one.horizon}"))
        for one in assessment.episodes[:1]
        if one.chance.n
    ]


def _leaves(assessment: Assessment) -> list[Line]:
    found: list[Line] = []
    if assessment.stack:
        found.append(phrase("what the {model} says", model=Run(say("comeback model"), member_anchor("all"))))
    if assessment.hypotheses:
        priors: list[Run] = []
        for leaf in assessment.hypotheses[:LISTED]:
            priors += [Run(say(", "))] if priors else []
            priors += [known(leaf.id), Run(" "), figure(percent(leaf.prior.value), leaf_anchor(leaf.id))]
        found.append(phrase("chances before evidence: {priors}", priors=tuple(priors)))
    return [*found, *_items(assessment)]


def _items(assessment: Assessment) -> list[Line]:
    items: list[Run] = []
    for item in assessment.evidence[:LISTED]:
        items += [Run(say(", "))] if items else []
        found = excerpt(assessment, item)
        items.append(Run(kind_words(item.kind), found.to if found is not None else item_anchor(item.id)))
    if not items:
        return []
    return [
        phrase_many(
            "{number} item of evidence: {items}",
            "{number} items of evidence: {items}",
            len(assessment.evidence),
            number=figure(str(len(assessment.evidence)), "evidence"),
            items=tuple(items),
        )
    ]


def _branches(assessment: Assessment) -> list[Line]:
    if assessment.branches is None:
        return []
    return [
        phrase("past departure: {name}", name=Run(case.name, f"departure-{at}"))
        for at, case in enumerate(assessment.branches.cases, start=1)
    ] + [phrase("the {answer}, which is the first branch", answer=Run(say("answer"), "answer"))]


def _words(assessment: Assessment) -> list[Line]:
    return [
        phrase(
            "{chance} within {months}: {word}",
            chance=figure(percent(chance.value), rate_anchor(horizon)),
            months=months_words(horizon),
            word=known(assessment.words.get(horizon, "")),
        )
        for horizon, chance in sorted(assessment.answer.items())
    ] + [
        phrase("the counted {grounds}", grounds=Run(say("grounds of confidence"), "confidence"))
        for _ in assessment.confidence.grounds[:1]
    ]


def _reports(assessment: Assessment) -> list[Line]:
    return [
        (quote(one.report.title or one.report.name, f"report-{at}"),)
        for at, one in enumerate(assessment.readings[:LISTED], start=1)
    ]


def _record(assessment: Assessment) -> list[Line]:
    return [
        phrase_many(
            "{number} past question within {months}",
            "{number} past questions within {months}",
            one.questions,
            number=figure(amount(one.questions), "record"),
            months=months_words(one.horizon),
        )
        for one in (assessment.record.tracks if assessment.record is not None else ())
        if one.topic == "comeback"
    ]


SOURCES: dict[str, Source] = {
    "lulls": lambda one: [*_months(one), *_years(one)],
    "bridging": lambda one: [*_years(one), *_months(one)],
    "comeback": _model,
    "survival": _able,
    "base-rates": _past,
    "episodes": _episodes,
    "hypotheses": _leaves,
    "evidence": _items,
    "branches": _branches,
    "record": _record,
    "wording": _words,
    "reading": _reports,
}
"""What each method goes by."""
SETS: dict[str, tuple[str, ...]] = {
    "lulls": ("UCDP GED",),
    "places": ("UCDP GED", "Natural Earth"),
    "bridging": ("UCDP Battle-Related Deaths", "UCDP yearly files (battle-related, one-sided, non-state)"),
    "comeback": ("UCDP GED", "VIEWS country-months", "Weights of the comeback stack"),
    "record": ("UCDP GED", "Weights of the comeback stack"),
    "base-rates": ("UCDP GED", "UCDP Conflict Termination"),
    "episodes": ("UCDP Conflict Termination",),
    "evidence": ("Opportunity test",),
    "branches": ("troopdata", "Effects of departures of pressure", "Public record"),
    "wording": ("Words of probability",),
}
"""The data sets behind each method, by name."""
