"""Past cases: what became of lulls like this one, the countries they come from, and yearly episodes apart."""

from __future__ import annotations

from smoulder.brief.anchors import method_anchor, rate_anchor
from smoulder.brief.numbers import (
    amount,
    basis_words,
    chance_runs,
    count_words,
    figure,
    joined,
    linked,
    months_words,
)
from smoulder.brief.page import Block, Bullets, Line, Range, Row, Run, Section, Table, Text
from smoulder.records.case import Assessment
from smoulder.records.forecast import Chance
from smoulder.records.rates import EpisodeRate, HorizonRate, PastCase, RateClass


def past_section(rates: RateClass) -> Section:
    """The class, the share that came back by horizon, and the country mix."""
    blocks: list[Block] = [
        Text(
            (
                Run("Those most like this lull, to argue with: "),
                figure(str(rates.n), "cases"),
                Run(" past lulls of "),
                figure(str(rates.groups), "cases"),
                Run(" groups: "),
                *linked(f"{rates.words}.", "cases"),
            )
        )
    ]
    if rates.widened:
        blocks.append(Text((Run("The class was widened until it held enough cases. Before:"),), "note"))
        blocks.append(Bullets(tuple(linked(step, "method-base-rates") for step in rates.widened)))
    blocks.append(_rate_table(rates.rates))
    for rate in rates.rates:
        if not rate.decidable:
            words = f"Within {months_words(rate.horizon)} the question cannot be decided for this case: {rate.why}"
            blocks.append(Text(linked(words, "months"), "note"))
        elif rate.beyond:
            words = (
                f"Within {months_words(rate.horizon)} the share stands where the cases end: {rate.beyond}."
            )
            blocks.append(Text(linked(words, "cases"), "note"))
    if rates.mix:
        blocks.append(_mix(rates))
    blocks.append(Text((Run("Every past case by name, and what became of it", "cases"),)))
    return Section("past-cases", "Past cases, and what became of them", tuple(blocks))


def _rate_table(rates: tuple[HorizonRate, ...]) -> Table:
    rows = []
    for rate in rates:
        within = (Run(f"within {months_words(rate.horizon)}"),)
        cells = (within, _counted(rate.comeback), _share(rate.comeback), _share(rate.major))
        rows.append(Row(cells, rate_anchor(rate.horizon)))
    return Table(
        "Share of past cases that came back, with 90\u00a0% interval. The share allows for cases that are "
        "followed for less than the whole time, so it can differ from the plain count.",
        ("From that age", "Came back", "Share", "Major comeback"),
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
    more = [f"{country} {n}" for country, n in countries if n > 1]
    once = [country for country, n in countries if n == 1]
    shown = [", ".join(more)] if more else []
    if once:
        shown.append(f"one each from {joined(once)}" if len(once) > 1 else f"one from {once[0]}")
    return Text((Run("Where they come from: ", tone="strong"), *linked(f"{'; '.join(shown)}.", "cases")))


def cases_section(rates: RateClass) -> Section:
    """The list of past cases: those that came back first, the soonest on top."""
    order = sorted(rates.cases, key=lambda case: (case.came_back is None, case.followed, case.group))
    head = ("Past case", "Lull", "Deaths", "Then")
    table = Table(
        "Past lulls of the same class, and what became of each. Deaths are those in 12 months: at the peak before "
        "the lull, and at the month from which the case is followed, when it was as old as this one.",
        head,
        tuple(_case_row(case) for case in order),
        raw=True,
        stacks=True,
        data="past_cases",
    )
    return Section("cases", "The past cases one by one", (table,), long=True)


def _case_row(case: PastCase) -> Row:
    if case.won is not None:
        became = f"won by {case.won}, after {months_words(case.followed)}"
    elif case.came_back is None:
        became = f"quiet for the {months_words(case.followed)} it was followed"
    else:
        size = "major comeback" if case.major else "comeback"
        became = f"{size} {case.came_back}, after {months_words(case.followed)}"
    cells = (
        f"{case.group}, {case.country}",
        f"known {case.known}, followed from {case.landmark}",
        f"{amount(case.peak)} at the peak, {amount(case.deaths_12)} then",
        became,
    )
    return Row(tuple((Run(text),) for text in cells), marked=case.came_back is not None)


def episodes_section(assessment: Assessment) -> Section:
    """Yearly conflict episodes, which are another kind of base rate."""
    intro = "Another yardstick, not part of the answer: conflicts by calendar year."
    blocks: list[Block] = [Text((Run(f"{intro} "), *linked(assessment.episodes_note, "method-episodes")))]
    blocks.append(
        Table(
            "Conflict episodes back above the active line, with 90\u00a0% interval.",
            ("Episodes", "Within", "Came back", "Share"),
            tuple(_episode_row(rate) for rate in assessment.episodes),
            stacks=True,
            data="episodes",
        )
    )
    return Section("episodes", "Yearly episodes, kept apart", tuple(blocks))


def _episode_row(rate: EpisodeRate) -> Row:
    to = method_anchor(rate.chance.method or "episodes")
    counted = count_words(rate.chance) or basis_words(rate.chance)
    return Row(
        (
            linked(rate.words, to),
            (Run(months_words(rate.horizon)),),
            (figure(counted, to),),
            _share(rate.chance),
        )
    )
