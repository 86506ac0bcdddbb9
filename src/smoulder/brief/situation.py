"""Where things stand: how deep the lull is, how long, and what the counts leave open."""

from __future__ import annotations

from smoulder.brief.charts.series import series_chart
from smoulder.brief.months import row_of
from smoulder.brief.numbers import (
    SPACE,
    amount,
    figure,
    linked,
    month_words,
    months_words,
    percent,
)
from smoulder.brief.page import Block, Bullets, Facts, Line, Picture, Row, Run, Section, Table, Text
from smoulder.records.case import Assessment
from smoulder.records.situation import Bridge, LullView, Situation

LULLS = "method-lulls"
STATES = {
    "active": "active",
    "quiet": "in a lull, and quiet: under the line from which a group counts as active",
    "subdued": "in a lull, and subdued: well below its peak, but above the line of an active group",
    "never active": "never active in these data",
    "unknown": "unknown",
}
ENDS = {"comeback": "fighting came back", "won": "it became the government", "open": "still runs"}


def situation_section(assessment: Assessment) -> Section:
    """The chart of the series, what is known of the state, and earlier lulls."""
    blocks: list[Block] = []
    chart = series_chart(assessment)
    if chart is not None:
        blocks.append(Picture(chart))
    blocks.append(Facts(_facts(assessment)))
    if assessment.bridge is not None:
        blocks.append(_bridge(assessment.bridge))
    if assessment.situation.notes:
        blocks.append(Bullets(tuple(linked(note, "months") for note in assessment.situation.notes)))
    if assessment.lulls:
        blocks.append(_lulls(assessment.lulls))
    return Section("situation", "Where things stand", tuple(blocks))


def twelve_words(now: Situation, to: str) -> Line:
    """Deaths in 12 months, with bounds where they are bridged."""
    runs = [figure(amount(now.deaths_12), to)]
    low, high = now.deaths_12_low, now.deaths_12_high
    if low is not None and high is not None and high > low:
        bounds = f"90{SPACE}% interval {amount(low)}–{amount(high)}"
        runs += [Run(" "), Run(f"({bounds})", "method-bridging", "quiet")]
    return tuple(runs)


def _facts(assessment: Assessment) -> tuple[tuple[Line, Line], ...]:
    now, asked = assessment.situation, assessment.question
    row = row_of(assessment, now.seen_to)
    facts: list[tuple[str, Line]] = [("State", (Run(STATES[now.state], LULLS),))]
    if now.deaths_12 is not None:
        facts.append((f"Deaths in the 12 months to {month_words(now.seen_to)}", twelve_words(now, row)))
    if now.peak is not None:
        facts.append(("Peak before the lull", (figure(amount(now.peak), LULLS), Run(" in 12 months"))))
    if now.known is not None:
        facts.append(("The lull", _lull_words(now)))
    if now.lowest is not None:
        facts.append(("Lowest of the lull so far", (figure(amount(now.lowest), row), Run(" in 12 months"))))
    if asked.line is not None:
        facts.append(("A comeback is", _line_words(asked.line, asked.major_line)))
    if now.still is not None and now.still < 1:
        still = (figure(percent(now.still), "method-bridging"), Run(" on the as-of day"))
        facts.append(("Chance that the lull still runs", still))
    facts += [("Inflicted against total", _sides(now, row))] if now.inflicted_12 is not None else []
    facts += [("Events", _events(now, row))] if now.events_12 is not None else []
    if now.months_since_death:
        since = figure(months_words(now.months_since_death), row)
        facts.append(("Since the last death", (since,)))
    facts.append(("How fresh", _fresh(now, row_of(assessment, now.last_month))))
    return tuple(((Run(words, LULLS),), line) for words, line in facts)


def _lull_words(now: Situation) -> Line:
    runs = [Run("known since "), figure(month_words(now.known), "lulls")]
    if now.began is not None:
        runs += [Run(", dated back to "), figure(month_words(now.began), "lulls")]
    if now.age:
        runs += [
            Run("; "),
            figure(months_words(now.age), "lulls"),
            Run(f" old in {month_words(now.seen_to)}"),
        ]
    return tuple(runs)


def _line_words(line: float, major: float | None) -> Line:
    runs = [figure(f"{amount(line)} deaths", LULLS), Run(" in 12 months")]
    if major is not None:
        runs += [Run("; a major one "), figure(amount(major), LULLS)]
    return tuple(runs)


def _sides(now: Situation, row: str) -> Line:
    many = amount(now.inflicted_12)
    if now.inflicted_12_high is not None and now.inflicted_12_high > (now.inflicted_12 or 0):
        many = f"{many}–{amount(now.inflicted_12_high)}"
    runs = [Run("inflicted by the group "), figure(many, row)]
    if now.suffered_12 is not None:
        runs += [Run(", its own dead "), figure(amount(now.suffered_12), row)]
    if now.inflicted_agrees:
        runs.append(Run(". Both tell the same story"))
    else:
        runs.append(Run(". They tell another story than total deaths", tone="strong"))
    runs.append(Run(f": by inflicted deaths alone the state is {now.inflicted_state or 'unknown'}."))
    return tuple(runs)


def _events(now: Situation, row: str) -> Line:
    state = f"; by events the state is {now.events_state}" if now.events_state else ""
    return (figure(amount(now.events_12), row), Run(f" in 12 months{state}"))


def _fresh(now: Situation, row: str) -> Line:
    runs = [Run("last monthly row "), figure(month_words(now.last_month), row)]
    if now.stale:
        runs += [Run(", "), figure(months_words(now.stale), "months"), Run(" before the as-of day")]
    if now.seen_to != now.last_month:
        runs.append(Run(f"; yearly rows stand in to {month_words(now.seen_to)}"))
    if now.unseen:
        runs += [Run("; nothing covers the last "), figure(months_words(now.unseen), "months")]
    return tuple(runs)


def _bridge(bridge: Bridge) -> Text:
    years = f"{min(bridge.years)}–{max(bridge.years)}" if bridge.years else "no common year"
    return Text(
        (
            Run(f"Yearly rows ({bridge.kind}) stand in for missing months: each is multiplied by "),
            figure(f"{bridge.ratio:.2f}", "years"),
            Run(f" (90{SPACE}% interval {bridge.low:.2f}–{bridge.high:.2f})", "method-bridging", "quiet"),
            Run(f", the ratio of the two counts in {years}. "),
            *linked(bridge.note, "method-bridging"),
        ),
        "note",
    )


def _lulls(lulls: tuple[LullView, ...]) -> Table:
    rows = tuple(
        Row(
            tuple(
                (Run(text),)
                for text in (
                    lull.known,
                    lull.began,
                    amount(lull.peak),
                    amount(lull.lowest),
                    str(lull.months),
                    f"{ENDS[lull.end]}{f', {lull.ended}' if lull.ended else ''}",
                )
            ),
            marked=lull.end == "open",
        )
        for lull in lulls
    )
    head = ("Known", "Began", "Peak before", "Lowest", "Months", "How it ended")
    return Table(
        "Lulls of this group in this country (deaths in 12 months).",
        head,
        rows,
        stacks=True,
        id="lulls",
        raw=True,
        data="lulls",
    )
