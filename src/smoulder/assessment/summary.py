"""The half page: headline, what it rests on, what is not known, what came later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smoulder.assessment.wording import predicate
from smoulder.records.case import HypothesisView, Question, Reason
from smoulder.records.evidence import Item
from smoulder.records.forecast import Chance
from smoulder.records.learnt import LearntFrom
from smoulder.records.month import month_text
from smoulder.records.rates import RateClass
from smoulder.records.series import Lull, Series, YearRow
from smoulder.records.situation import Bridge, Situation


def percent(share: float) -> str:
    """A share in whole per cent, never 0 or 100 where it is not.

    >>> percent(0.004), percent(0.29)
    ('under 1 %', '29 %')
    """
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 < share < 1:
        return "over 99 %"
    return f"{share:.0%}".replace("%", " %")


def choose_horizon(horizons: Sequence[int], undecidable: dict[int, str]) -> int:
    """The horizon of the headline: twelve months if it can be decided, else the first that can."""
    order = sorted(horizons, key=lambda one: (one in undecidable, one != 12, one))
    return order[0]


def headline_in_lull(
    question: Question, horizon: int, answer: Chance, word: str, rates: RateClass, late: int
) -> str:
    """One sentence: the answer in words and number, with its count.

    late: months before the as-of day that nothing covers; past lulls are followed over them as well.
    """
    rate = next(one for one in rates.rates if one.horizon == horizon)
    return (
        f"A comeback of {question.group} in {question.country} within {horizon} months of {question.as_of} "
        f"{predicate(word)}: {percent(answer.value)} (90 % interval {percent(answer.low)} to {percent(answer.high)}). "
        f"Of {rate.comeback.n} past lulls like this one, {rate.comeback.count} came back "
        f"within {horizon + late} months."
    )


def headline_outside(question: Question, situation: Situation, lulls: Sequence[Lull]) -> str:
    """For a group in no lull: its state, its months, what its past lulls did."""
    where = f"{question.group} in {question.country}"
    if situation.state == "active":
        past = _past_lulls(lulls)
        return (
            f"{where} is active, not in a lull: {situation.deaths_12:,.0f} deaths in the 12 months to "
            f"{situation.seen_to}. {past}"
        )
    if situation.state == "never active":
        return (
            f"{where} has never reached the line of an active group in these data: "
            f"{situation.deaths_12 or 0:,.0f} deaths in the 12 months to {situation.seen_to}."
        )
    return f"The state of {where} is unknown: too few months are covered up to {situation.seen_to}."


def _past_lulls(lulls: Sequence[Lull]) -> str:
    ended = [one for one in lulls if one.ended is not None]
    if not ended:
        return "No lull of it is on record before."
    spells = "; ".join(
        f"{month_text(one.known)} to {month_text(one.ended)}" for one in ended if one.ended is not None
    )
    count = "One earlier lull" if len(ended) == 1 else f"{len(ended)} earlier lulls"
    return f"{count} ended: {spells}."


def model_reason(stack: Chance, learnt: LearntFrom, horizon: int) -> Reason:
    """What the comeback model says within a horizon, and how far its members part."""
    said = [chances[horizon] for chances in learnt.members.values() if horizon in chances]
    return Reason(
        words=f"The comeback model, fitted on {learnt.lulls:,} past lulls of groups to {learnt.fitted_to}, says "
        f"{percent(stack.value)} within {horizon} months (90 % interval {percent(stack.low)} to "
        f"{percent(stack.high)}); its members say {percent(min(said))} to {percent(max(said))}.",
        anchor="comeback-model",
    )


def rests_on(
    rates: RateClass | None,
    model: Reason | None,
    horizon: int,
    items: Sequence[Item],
    hypotheses: Sequence[HypothesisView],
    bridge: Bridge | None,
    situation: Situation,
) -> tuple[Reason, ...]:
    """The three things the answer rests on most.

    model: what the comeback model says, where it was asked.
    """
    reasons: list[Reason] = [] if model is None else [model]
    if rates is not None:
        rate = next(one for one in rates.rates if one.horizon == horizon).comeback
        reasons.append(
            Reason(
                words=f"Past lulls: {rate.count} of {rate.n} like this one came back within "
                f"{horizon + situation.unseen} months "
                f"({percent(rate.value)}, 90 % interval {percent(rate.low)} to {percent(rate.high)}).",
                anchor="past-cases",
            )
        )
    told = sorted(items, key=lambda one: -abs(one.move(12)))
    told = [one for one in told if not one.tells_nothing]
    room = 3 - len(reasons) - (1 if bridge is not None else 0)
    reasons += [_item_reason(one) for one in told[:room]]
    if bridge is not None:
        reasons.append(_bridge_reason(bridge))
    if len(reasons) < 3 and hypotheses:
        first = max(hypotheses, key=lambda one: one.posterior.value)
        reasons.append(
            Reason(
                words=f"'{first.id}' ({first.words}) comes first with {percent(first.posterior.value)}; "
                f"its prior is {first.prior.basis}.",
                anchor="hypotheses",
            )
        )
    if len(reasons) < 3:
        reasons.append(_depth_reason(situation))
    return tuple(reasons)


def _bridge_reason(bridge: Bridge) -> Reason:
    words = f"Yearly rows stand in for months ({bridge.kind})"
    if bridge.years:
        words += (
            f", {bridge.ratio:.2f} deaths by month for one of them "
            f"(90 % interval {bridge.low:.2f} to {bridge.high:.2f}, {len(bridge.years)} years)"
        )
    return Reason(words=f"{words}.", anchor="situation")


def _depth_reason(situation: Situation) -> Reason:
    words = f"{situation.deaths_12 or 0:,.0f} deaths in the 12 months to {situation.seen_to}"
    if situation.peak:
        words += f", against {situation.peak:,.0f} at the peak"
    return Reason(words=f"{words}.", anchor="situation")


def _item_reason(item: Item) -> Reason:
    leaf, change = max(item.change.items(), key=lambda pair: abs(pair[1]))
    way = "up" if change > 0 else "down"
    who = f" ({item.speaker})" if item.speaker else ""
    part = item.move(12)
    return Reason(
        words=f"{item.kind.capitalize()}{who}: takes '{leaf}' {way} by {abs(change) * 100:.0f} points and the "
        f"12-month answer {'up' if part > 0 else 'down'} by {abs(part) * 100:.1f}.",
        anchor=f"item-{item.id}",
    )


def _months(n: int) -> str:
    return "month" if n == 1 else f"{n} months"


def not_known(
    situation: Situation, undecidable: dict[int, str], bridge: Bridge | None, has_branches: bool
) -> tuple[Reason, ...]:
    """What the answer does not know, most telling first, each with the part of the brief that shows it."""
    lines: list[tuple[str, str]] = []
    if situation.unseen:
        lines.append(
            (
                f"Nothing covers the {_months(situation.unseen)} after {situation.seen_to}; a comeback then would "
                "not be seen, and every chance here reaches over them too.",
                "months",
            )
        )
    if bridge is not None:
        since = f"Months after {situation.last_month}" if situation.last_month else "All months"
        lines.append((f"{since} are known only as yearly totals ({bridge.kind}).", "years"))
    lines += [(words, "method-bridging") for words in cannot_words(undecidable)]
    if has_branches:
        lines.append(
            ("What a departure of the pressure does: past ones are few, and no experiment.", "branches")
        )
        lines.append(
            (
                "Whether the group is able or unable: base rates do not tell patience from degraded.",
                "method-survival",
            )
        )
    if not situation.inflicted_agrees:
        state = situation.inflicted_state
        lines.append(
            (f"By deaths it inflicted the group would be {state}, not {situation.state}.", "situation")
        )
    return tuple(Reason(words=words, anchor=anchor) for words, anchor in lines)


def cannot_words(undecidable: Mapping[int, str]) -> tuple[str, ...]:
    """A sentence on each horizon that later rows cannot decide."""
    return tuple(
        f"The {horizon}-month question cannot be decided: {why}." for horizon, why in undecidable.items()
    )


def what_came_later(series: Series, years: Sequence[YearRow], to: int) -> tuple[str, ...]:
    """Figures after the last month that was seen: shown apart, not used."""
    lines = []
    for row in years:
        if row.year * 12 + 11 > to and row.where == series.country:
            amount = f"{row.deaths:,.0f}" if row.deaths > 0 else f"under {row.high + 1:,.0f}"
            lines.append(f"{row.year}: {amount} deaths, {row.kind} ({row.source})")
    for year in range(to // 12, series.last // 12 + 1):
        months = series.deaths[max(0, max(year * 12, to + 1) - series.first) : year * 12 + 12 - series.first]
        if len(months) and year * 12 + 11 > to:
            first = month_text(max(year * 12, to + 1, series.first))
            lines.append(f"{first} to {year}-12: {months.sum():,.0f} deaths by month, {series.measure}")
    return tuple(lines)
