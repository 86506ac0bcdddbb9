"""Branches of a case in words and tables, for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from math import exp

from smoulder.assessment.branches import NORMAL_90
from smoulder.brief.branch_words import CANNOT, branch_name
from smoulder.brief.numbers import amount, months_words, percent, points, spread
from smoulder.cli.terminal import table
from smoulder.models.branches.tilt import FEW
from smoulder.records.case import Branch, Branches
from smoulder.records.forecast import Difference
from smoulder.records.scenario import Scenario


def scenario_words(found: Scenario, columns: int) -> str:
    """Everything a reader needs: the branches, chances, deaths, what they rest on, and when a question is void."""
    parts = [
        _fill(_asked(found), columns),
        "Branches\n" + _list([(one.id, one.words) for one in found.branches.branches], columns),
        f"Chance of a comeback, with 90 % interval\n{_chances(found)}\n" + _fill(_apart(found), columns),
        *_deaths(found, columns),
        "What this rests on\n" + _fill(_rests(found), columns),
        "When a question on a branch is void\n" + _list(list(found.rules.items()), columns),
    ]
    if found.verdicts:
        parts.append("Which branch was taken\n" + _verdicts(found, columns))
    parts += [_fill(note, columns) for note in found.notes]
    return "\n\n".join(parts).replace("\xa0", " ")


def _asked(found: Scenario) -> str:
    asked = found.question
    line = f"{asked.line:,.0f} deaths or more in 12 months" if asked.line else "the line of the question"
    late = f" The {months_words(found.late)} after that are covered by nothing." if found.late else ""
    mode = (
        "figures as they are today (revised)"
        if asked.mode == "revised"
        else "only what had been published by then (known-then)"
    )
    return (
        f"{asked.group} in {asked.country} as of {asked.as_of}, {mode}: months seen to {found.seen_to}; a comeback "
        f"is {line}.{late}"
    )


def _chances(found: Scenario) -> str:
    rows = []
    first = found.branches.branches[0]
    for horizon in found.horizons:
        for at, branch in enumerate(found.branches.branches):
            chance, major = branch.comeback[horizon], branch.major[horizon]
            gap = found.branches.differences.get(branch.id, {}).get(horizon)
            rows.append(
                [
                    "" if at else months_words(horizon),
                    branch.id,
                    f"{percent(chance.value)} ({spread(chance.low, chance.high)})",
                    percent(major.value),
                    _gap(gap),
                ]
            )
    return table(("within", "branch", "comeback", "major", f"points over {first.id}"), rows)


def _gap(gap: Difference | None) -> str:
    return "" if gap is None else f"{points(gap.value)} ({points(gap.low)} to {points(gap.high)})"


def _apart(found: Scenario) -> str:
    """Which differences hold zero."""
    gaps = [
        (name, horizon, gap) for name, by in found.branches.differences.items() for horizon, gap in by.items()
    ]
    apart = [(name, horizon) for name, horizon, gap in gaps if gap.told_apart]
    if not apart:
        return f"{CANNOT.capitalize()}: every difference has zero in its interval." if gaps else ""
    names = "; ".join(f"{name} at {months_words(horizon)}" for name, horizon in apart)
    rest = f" Of the others {CANNOT}." if len(apart) < len(gaps) else ""
    return f"The branches differ: {names}.{rest}"


def _deaths(found: Scenario, columns: int) -> list[str]:
    branches = found.branches.branches
    if any(one.deaths is None for one in branches):
        return [_fill(found.counts, columns)]
    rows = []
    for horizon in found.horizons:
        for at, branch in enumerate(branches):
            if branch.deaths is None:
                continue
            upto, gap = branch.deaths.upto[horizon], branch.deaths.differences.get(horizon)
            rows.append(
                [
                    "" if at else months_words(horizon),
                    branch.id,
                    f"{amount(round(upto.value))} ({amount(round(upto.low))} to {amount(round(upto.high))})",
                    "" if gap is None else _signed(gap),
                ]
            )
    head = ("within", "branch", "middle (90 % of futures)", f"mean over {branches[0].id} (90 % interval)")
    told = " ".join([found.counts, _worth(branches), _in_deaths(branches)]).strip()
    return ["Deaths the group inflicts\n" + table(head, rows) + "\n" + _fill(told, columns)]


def _signed(gap: Difference) -> str:
    def one(value: float) -> str:
        whole = round(value)
        return "0" if whole == 0 else f"{'+' if whole > 0 else '−'}{abs(whole):,}"

    return f"{one(gap.value)} ({one(gap.low)} to {one(gap.high)})"


def _in_deaths(branches: Sequence[Branch]) -> str:
    gaps = [gap for one in branches if one.deaths for gap in one.deaths.differences.values()]
    return "" if any(gap.told_apart for gap in gaps) or not gaps else f"In deaths too {CANNOT}."


def _worth(branches: Sequence[Branch]) -> str:
    """What the weights leave of the draws, with a warning where that is little."""
    parts = []
    for one in branches:
        if one.deaths is None:
            continue
        thin = " – few, read these deaths with care" if one.deaths.effective < FEW * one.deaths.draws else ""
        unmet = (
            f" ({', '.join(str(h) for h in one.deaths.not_met)} months could not be met: no path comes back in time)"
            if one.deaths.not_met
            else ""
        )
        parts.append(f"{one.id} {one.deaths.effective:,.0f}{thin}{unmet}")
    draws = next((one.deaths.draws for one in branches if one.deaths), 0)
    return (
        "Paths are weighted so that as many come back as the comeback model says; effective draws of "
        f"{draws:,}: {'; '.join(parts)}."
    )


def _rests(found: Scenario) -> str:
    learnt, branches = found.learnt, found.branches
    weights = ", ".join(f"{name} {weight:.2f}" for name, weight in learnt.weights.items())
    return (
        f"Comeback model: {learnt.lulls} lulls of groups with {learnt.comebacks} comebacks, fitted on what was known "
        f"by {learnt.fitted_to}, members weighted {weights}; without the evidence of the case. "
        f"Effect: {branches.basis}. {_rates(branches)}"
    )


def _rates(branches: Branches) -> str:
    """On what the ratio of inflicted deaths rests, where it is another ground than the hazard's."""
    told = []
    for one in branches.effects:
        low, high = (exp(one.log_rate + sign * NORMAL_90 * one.rate_error) for sign in (-1, 1))
        told.append(
            f"Inflicted deaths, {one.rate_basis}: {exp(one.log_rate):.2f} times as many "
            f"(90 % interval {low:.2f} to {high:.2f})."
        )
    return " ".join(told)


def _verdicts(found: Scenario, columns: int) -> str:
    answers = {(one.branch, one.horizon): one for one in found.verdicts}
    rows = [
        [
            branch_name(branch.id),
            *(
                f"{one.answer}{', void' if one.void else ''}"
                for h in found.horizons
                for one in [answers[branch.id, h]]
            ),
        ]
        for branch in found.branches.branches
    ]
    why = list(dict.fromkeys((one.branch, one.why) for one in found.verdicts))
    head = ("", *(months_words(one) for one in found.horizons))
    return table(head, rows) + "\n" + _list(why, columns)


def _list(pairs: Sequence[tuple[str, str]], columns: int) -> str:
    wide = min(24, max(len(name) for name, _ in pairs)) + 2
    return "\n".join(
        textwrap.fill(
            words,
            max(columns, 50),
            initial_indent=f"  {name}".ljust(wide + 2),
            subsequent_indent=" " * (wide + 2),
        )
        for name, words in pairs
    )


def _fill(words: str, columns: int) -> str:
    return textwrap.fill(words, max(columns, 50))
