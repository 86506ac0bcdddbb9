"""Past cases: what became of lulls like this one, the countries they come from, and yearly episodes apart."""

from __future__ import annotations

from smoulder.brief.anchors import method_anchor, rate_anchor
from smoulder.brief.charts.past_cases import past_cases_chart
from smoulder.brief.charts.survival import survival_chart
from smoulder.brief.language.countries import country_words
from smoulder.brief.language.say import say, say_many
from smoulder.brief.numbers import (
    amount,
    basis_words,
    chance_runs,
    count_words,
    figure,
    joined,
    linked,
    months_words,
    told,
)
from smoulder.brief.page import Block, Bullets, Line, Picture, Range, Row, Run, Section, Table, Text
from smoulder.brief.phrase import as_is, phrase
from smoulder.records.case import Assessment
from smoulder.records.forecast import Chance
from smoulder.records.rates import EpisodeRate, HorizonRate, PastCase, RateClass


def past_section(assessment: Assessment, rates: RateClass) -> Section:
    """The class, its curve, the share that came back by horizon, its cases as a strip, and the country mix."""
    blocks: list[Block] = [
        Text(
            phrase(
                "Those most like this lull, to argue with: {lulls} past lulls of {groups} groups: {which}.",
                lulls=figure(amount(rates.n), "cases"),
                groups=figure(amount(rates.groups), "cases"),
                which=told(rates.words, "cases"),
            )
        )
    ]
    if rates.widened:
        blocks.append(Text((Run(say("The class was widened until it held enough cases. Before:")),), "note"))
        blocks.append(Bullets(tuple(told(step, "method-base-rates") for step in rates.widened)))
    curve, strip = survival_chart(rates), past_cases_chart(assessment)
    if curve is not None:
        blocks.append(Picture(curve))
    blocks.append(_rate_table(rates.rates))
    for rate in rates.rates:
        if not rate.decidable:
            line = phrase(
                "Within {months} the question cannot be decided for this case: {why}",
                months=months_words(rate.horizon),
                why=told(rate.why, "months"),
            )
            blocks.append(Text(line, "note"))
        elif rate.beyond:
            line = phrase(
                "Within {months} the share stands where the cases end: {why}.",
                months=months_words(rate.horizon),
                why=told(rate.beyond, "cases"),
            )
            blocks.append(Text(line, "note"))
    if strip is not None:
        blocks.append(Picture(strip))
    if rates.mix:
        blocks.append(_mix(rates))
    blocks.append(Text((Run(say("Every past case by name, and what became of it"), "cases"),)))
    return Section("past-cases", say("Past cases, and what became of them"), tuple(blocks))


def _rate_table(rates: tuple[HorizonRate, ...]) -> Table:
    rows = []
    for rate in rates:
        within = (Run(say("within {months}", months=months_words(rate.horizon))),)
        cells = (within, _counted(rate.comeback), _share(rate.comeback), _share(rate.major))
        rows.append(Row(cells, rate_anchor(rate.horizon)))
    return Table(
        say(
            "Share of past cases that came back, with 90\u00a0% interval. The share allows for cases that are "
            "followed for less than the whole time, and counts one case more, with the rate of all lulls of that age; "
            "so it can differ from the plain count, and a little from the curve."
        ),
        (say("From that age"), say("Came back"), say("Share"), say("Major comeback")),
        tuple(rows),
        stacks=True,
        data="past_rates",
    )


def _counted(chance: Chance) -> Line:
    return (figure(count_words(chance) or basis_words(chance), "cases"),)


def _share(chance: Chance) -> Line:
    return (*chance_runs(chance), Range(chance.value, chance.low, chance.high))


def _mix(rates: RateClass) -> Text:
    countries = sorted(rates.mix.items(), key=lambda pair: (-pair[1], pair[0]))
    more = [f"{country_words(country)} {n}" for country, n in countries if n > 1]
    once = [country_words(country) for country, n in countries if n == 1]
    shown = [say(", ").join(more)] if more else []
    if once:
        shown.append(
            say_many("one from {countries}", "one each from {countries}", len(once), countries=joined(once))
        )
    mix = linked(f"{say('; ').join(shown)}.", "cases")
    return Text((Run(say("Where they come from:"), tone="strong"), Run(" "), *mix))


def cases_section(rates: RateClass) -> Section:
    """The list of past cases: those that came back first, the soonest on top."""
    order = sorted(rates.cases, key=lambda case: (case.came_back is None, case.followed, case.group))
    head = (say("Past case"), say("Lull"), say("Deaths"), say("Then"))
    table = Table(
        say(
            "Past lulls of the same class, and what became of each. Deaths are those in 12 months: at the peak before "
            "the lull, and at the month from which the case is followed, when it was as old as this one."
        ),
        head,
        tuple(_case_row(case) for case in order),
        raw=True,
        stacks=True,
        data="past_cases",
    )
    return Section("cases", say("The past cases one by one"), (table,), long=True)


def _case_row(case: PastCase) -> Row:
    after = months_words(case.followed)
    if case.won is not None:
        became = say("won by {month}, after {months}", month=case.won, months=after)
    elif case.came_back is None:
        became = say("quiet for the {months} it was followed", months=after)
    elif case.major:
        became = say("major comeback {month}, after {months}", month=case.came_back, months=after)
    else:
        became = say("comeback {month}, after {months}", month=case.came_back, months=after)
    peak, then = amount(case.peak), amount(case.deaths_12)
    cells = (
        say("known {month}, followed from {landmark}", month=case.known, landmark=case.landmark),
        say("{peak} at the peak, {deaths} then", peak=peak, deaths=then),
        became,
    )
    name = as_is(f"{case.group}, {case.country}")
    return Row(((name,), *((Run(text),) for text in cells)), marked=case.came_back is not None)


def episodes_section(assessment: Assessment) -> Section:
    """Yearly conflict episodes, which are another kind of base rate."""
    intro = say("Another yardstick, not part of the answer: conflicts by calendar year.")
    blocks: list[Block] = [Text((Run(f"{intro} "), *told(assessment.episodes_note, "method-episodes")))]
    blocks.append(
        Table(
            say("Conflict episodes back above the active line, with 90\u00a0% interval."),
            (say("Episodes"), say("Within"), say("Came back"), say("Share")),
            tuple(_episode_row(rate) for rate in assessment.episodes),
            stacks=True,
            data="episodes",
        )
    )
    return Section("episodes", say("Yearly episodes, kept apart"), tuple(blocks))


def _episode_row(rate: EpisodeRate) -> Row:
    to = method_anchor(rate.chance.method or "episodes")
    counted = count_words(rate.chance) or basis_words(rate.chance)
    return Row(
        (
            told(rate.words, to),
            (Run(months_words(rate.horizon)),),
            (figure(counted, to),),
            _share(rate.chance),
        ),
        f"episode-{rate.horizon}",
    )
