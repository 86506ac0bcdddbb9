"""The opportunity test in words and one table, for the terminal."""

from __future__ import annotations

import textwrap

from smoulder.cli.terminal import table
from smoulder.records.opportunity import LeafFactor, OpportunityResult, PhaseSeen

_HEAD = 22
"""Columns of the words before each line."""
_PHASES = {"during": "In the window", "before": "Before the departure", "after": "After it"}


def opportunity_words(found: OpportunityResult, columns: int) -> str:
    """What was expected, what was seen, whether the test could tell, what it says, how often it cries wolf."""
    parts = [
        f"Opportunity test: {found.kind}, {found.first} to {found.last}\n"
        f"{found.group} in {found.country}, {found.counted}; the model saw months to {found.until}."
    ]
    lines = _answer(found) if found.covered else _not_covered(found)
    parts.append("\n".join(_line(head, words, columns) for head, words in lines))
    parts.append("What each hypothesis expects\n" + _expects(found))
    if found.curve:
        parts.append("If a patient group that uses it did …\n" + _curve(found))
    parts += [textwrap.fill(note, columns) for note in found.notes]
    return "\n\n".join(parts)


def _answer(found: OpportunityResult) -> list[tuple[str, str]]:
    lines = []
    for phase in found.phases:
        head = "" if len(found.phases) == 1 else f"{_PHASES[phase.name]}: "
        lines.append(("Expected" if not head else _PHASES[phase.name], f"{_expected(phase)}"))
        lines.append(("Seen", _seen(phase)))
    lines += [("Could it tell?", _power(found)), ("What it says", _says(found))]
    lines += [("Placebo windows", _placebos(found)), ("No month twice", _once(found))]
    return lines


def _not_covered(found: OpportunityResult) -> list[tuple[str, str]]:
    return [
        ("What it says", f"Neutral: {found.neutral}. All factors are 1: nothing is learnt either way."),
        *(("What there is" if at == 0 else "", words) for at, words in enumerate(found.instead)),
    ]


def _expected(phase: PhaseSeen) -> str:
    words = (
        f"{_count(phase.middle)} in the middle case, {_count(phase.low)} to {_count(phase.high)} with 90 %, "
        f"had the group gone on as before ({phase.months[0]} to {phase.months[-1]})."
    )
    if phase.exposed < 0.995:
        words += (
            f" Whole months are counted; {100 * phase.exposed:.0f} % of this falls on days of the window, "
            "and only that part is thought changed."
        )
    return words


def _seen(phase: PhaseSeen) -> str:
    share = f"{100 * phase.below:.0f} % of the forecast's draws, equal ones counted half"
    return f"{_count(phase.seen)}: more than in {share}."


def _power(found: OpportunityResult) -> str:
    power = found.power
    if power is None:
        return ""
    words = "Yes" if power.power >= power.least else "No"
    words += (
        f": had the group used it, the counts would have said so {power.bound:.0f} to 1 with "
        f"{100 * power.if_used:.0f} %; had it not, with {100 * power.if_not:.0f} %. "
        f"Both must reach {100 * power.least:.0f} %."
    )
    if power.smallest is None:
        words += " No effect up to tenfold could be told for sure."
    else:
        words += f" An effect of {power.smallest:g} times or more could be told."
    if found.neutral and found.measure != "events":
        words += " Events tell more than deaths: see --measure events."
    return words


def _says(found: OpportunityResult) -> str:
    factor = found.factors[0]
    if found.neutral:
        return (
            f"Neutral: {found.neutral}. It is given no weight. (Taken alone the count is {_times(factor)}.)"
        )
    return "The count is " + "; ".join(_times(one) for one in found.factors) + "."


def _times(one: LeafFactor) -> str:
    """A factor in words, the larger way round."""
    if 0.95 <= one.value <= 1.05:
        return f"about as likely under {one.first} as under {one.second}"
    first, second, value, low, high = one.first, one.second, one.value, one.low, one.high
    if value < 1:
        first, second, value, low, high = second, first, 1 / value, 1 / high, 1 / low
    return f"{value:.1f} times as likely under {first} as under {second} ({low:.1f} to {high:.1f})"


def _placebos(found: OpportunityResult) -> str:
    tried = found.placebos
    if tried is None or tried.n == 0:
        return "None: no other window of this length has the months it needs, so the false-alarm rate is not known."
    words = f"{tried.as_much} of {tried.n} earlier windows of this length say as much or more the same way"
    if tried.enough:
        words += f" ({100 * tried.as_much / tried.n:.0f} %)"
    words += f"; {tried.beyond} of {tried.n} pass 3 to 1 one way or the other"
    if tried.n < tried.possible:
        words += f" ({tried.possible} windows there are)"
    return words + ("." if tried.enough else ". Too few for a rate.")


def _once(found: OpportunityResult) -> str:
    words = f"Beside this item a comeback model must end with {found.until}."
    if found.unused:
        months = "month" if found.unused == 1 else "months"
        words += f" The {found.unused} {months} after the window are used by neither"
        words += ": an old window costs more than it brings." if found.unused >= 12 else "."
    return words


def _expects(found: OpportunityResult) -> str:
    rows = [
        [
            one.leaf,
            f"{one.use.value:.2f} ({one.use.low:.2f}–{one.use.high:.2f})" if one.use.high else "0",
            f"{one.times.value:g} ({one.times.low:g}–{one.times.high:g})" if one.use.high else "1",
            one.basis if not one.n else f"{one.basis}, n={one.n}",
        ]
        for one in found.expects
    ]
    return table(("hypothesis", "would use it", "times as much, or as little", "basis"), rows)


def _curve(found: OpportunityResult) -> str:
    rows = [
        [f"{one.times:g}", f"{one.factor:.2f}", f"{one.low:.2f}–{one.high:.2f}", f"{100 * one.power:.0f} %"]
        for one in found.curve
    ]
    return table(("times", "patience : degraded", "range", "power"), rows)


def _count(value: float) -> str:
    return f"{value:,.0f}"


def _line(head: str, words: str, columns: int) -> str:
    return textwrap.fill(
        words, max(columns, 50), initial_indent=head.ljust(_HEAD), subsequent_indent=" " * _HEAD
    )
