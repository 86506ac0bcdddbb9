"""Where things stand: how deep the lull is, how long, and what the counts leave open."""

from __future__ import annotations

from smoulder.brief.beside import beside_table
from smoulder.brief.charts.indicators import indicators_chart
from smoulder.brief.charts.series import series_chart
from smoulder.brief.known import known, known_words
from smoulder.brief.language.digits import digits
from smoulder.brief.language.say import say, to_say
from smoulder.brief.months import row_of
from smoulder.brief.numbers import (
    amount,
    between,
    figure,
    interval_words,
    month_words,
    months_words,
    percent,
    told,
)
from smoulder.brief.page import Block, Bullets, Facts, Line, Picture, Row, Run, Section, Table, Text
from smoulder.brief.phrase import phrase
from smoulder.records.case import Assessment
from smoulder.records.situation import Bridge, LullView, Situation

LULLS = "method-lulls"
STATES = {
    "active": to_say("active"),
    "quiet": to_say("in a lull, and quiet: under the line from which a group counts as active"),
    "subdued": to_say("in a lull, and subdued: well below its peak, but above the line of an active group"),
    "never active": to_say("never active in these data"),
    "unknown": to_say("unknown"),
}
ENDS = {
    "comeback": to_say("fighting came back"),
    "won": to_say("it became the government"),
    "open": to_say("still runs"),
}


def situation_section(assessment: Assessment) -> Section:
    """The chart of the series with what stood beside it, what is known of the state, earlier lulls, indicators."""
    blocks: list[Block] = []
    chart = series_chart(assessment)
    if chart is not None:
        blocks.append(Picture(chart))
    beside = beside_table(assessment)
    if beside is not None:
        blocks.append(beside)
    blocks.append(Facts(_facts(assessment)))
    if assessment.bridge is not None:
        blocks.append(_bridge(assessment.bridge))
    if assessment.situation.notes:
        blocks.append(Bullets(tuple(told(note, "months") for note in assessment.situation.notes)))
    if assessment.lulls:
        blocks.append(_lulls(assessment.lulls))
    small = indicators_chart(assessment)
    if small is not None:
        blocks.append(Picture(small))
    return Section("situation", say("Where things stand"), tuple(blocks))


def twelve_words(now: Situation, to: str) -> Line:
    """Deaths in 12 months, with bounds where they are bridged."""
    runs = [figure(amount(now.deaths_12), to)]
    low, high = now.deaths_12_low, now.deaths_12_high
    if low is not None and high is not None and high > low:
        bounds = interval_words(between(amount(low), amount(high)))
        runs += [Run(" "), Run(f"({bounds})", "method-bridging", "quiet")]
    return tuple(runs)


def _facts(assessment: Assessment) -> tuple[tuple[Line, Line], ...]:
    now, asked = assessment.situation, assessment.question
    row = row_of(assessment, now.seen_to)
    facts: list[tuple[str, Line]] = [(say("State"), (Run(say(STATES[now.state]), LULLS),))]
    if now.deaths_12 is not None:
        until = say("Deaths in the 12 months to {month}", month=month_words(now.seen_to))
        facts.append((until, twelve_words(now, row)))
    if now.peak is not None:
        facts.append((say("Peak before the lull"), in_twelve(amount(now.peak), LULLS)))
    if now.known is not None:
        facts.append((say("The lull"), _lull_words(now)))
    if now.lowest is not None:
        facts.append((say("Lowest of the lull so far"), in_twelve(amount(now.lowest), row)))
    if asked.line is not None:
        facts.append((say("A comeback is"), _line_words(asked.line, asked.major_line)))
    if now.still is not None and now.still < 1:
        still = phrase("{chance} on the as-of day", chance=figure(percent(now.still), "method-bridging"))
        facts.append((say("Chance that the lull still runs"), still))
    counted = month_words(now.last_month)
    if now.inflicted_12 is not None:
        facts.append((say("Inflicted against total, 12 months to {month}", month=counted), _sides(now, row)))
    if now.events_12 is not None:
        facts.append((say("Events in the 12 months to {month}", month=counted), _events(now, row)))
    if now.months_since_death:
        since = figure(months_words(now.months_since_death), row)
        facts.append((say("Since the last death"), (since,)))
    facts.append((say("How fresh"), _fresh(now, row_of(assessment, now.last_month))))
    return tuple(((Run(words, LULLS),), line) for words, line in facts)


def _lull_words(now: Situation) -> Line:
    known = figure(month_words(now.known), "lulls")
    if now.began is None:
        since = phrase("known since {month}", month=known)
    else:
        began = figure(month_words(now.began), "lulls")
        since = phrase("known since {month}, dated back to {began}", month=known, began=began)
    if not now.age:
        return since
    age, seen = figure(months_words(now.age), "lulls"), month_words(now.seen_to)
    return phrase("{since}; {age} old in {month}", since=since, age=age, month=seen)


def _line_words(line: float, major: float | None) -> Line:
    words = in_twelve(say("{number} deaths", number=amount(line)), LULLS)
    if major is None:
        return words
    return phrase("{comeback}; a major one {major}", comeback=words, major=figure(amount(major), LULLS))


def in_twelve(words: str, to: str) -> Line:
    """Deaths that are summed over 12 months."""
    return phrase("{deaths} in 12 months", deaths=figure(words, to))


def _sides(now: Situation, row: str) -> Line:
    many = amount(now.inflicted_12)
    if now.inflicted_12_high is not None and now.inflicted_12_high > (now.inflicted_12 or 0):
        many = between(many, amount(now.inflicted_12_high))
    dead = phrase("inflicted by the group {deaths}", deaths=figure(many, row))
    if now.suffered_12 is not None:
        own = figure(amount(now.suffered_12), row)
        dead = phrase(
            "inflicted by the group {deaths}, its own dead {own}", deaths=figure(many, row), own=own
        )
    if now.inflicted_agrees:
        story = Run(say(". Both tell the same story"))
    else:
        story = Run(say(". They tell another story than total deaths"), tone="strong")
    state = say(
        ": by inflicted deaths alone the state is {state}.",
        state=known_words(now.inflicted_state or "unknown"),
    )
    return (*dead, story, Run(state))


def _events(now: Situation, row: str) -> Line:
    events = figure(amount(now.events_12), row)
    if not now.events_state:
        return phrase("{events} in 12 months", events=events)
    state = known_words(now.events_state)
    return phrase("{events} in 12 months; by events the state is {state}", events=events, state=state)


def _fresh(now: Situation, row: str) -> Line:
    line = phrase("last monthly row {month}", month=figure(month_words(now.last_month), row))
    if now.stale:
        line += phrase(", {months} before the as-of day", months=figure(months_words(now.stale), "months"))
    if now.seen_to != now.last_month:
        line += phrase("; yearly rows stand in to {month}", month=month_words(now.seen_to))
    if now.unseen:
        line += phrase(
            "; nothing covers the last {months}", months=figure(months_words(now.unseen), "months")
        )
    return line


def _bridge(bridge: Bridge) -> Text:
    years = say("no common year")
    if bridge.years:
        years = between(str(min(bridge.years)), str(max(bridge.years)))
    bounds = interval_words(between(digits(f"{bridge.low:.2f}"), digits(f"{bridge.high:.2f}")))
    line = phrase(
        "Yearly rows ({kind}) stand in for missing months: each is multiplied by {ratio} {interval}, the ratio of the "
        "two counts in {years}. ",
        kind=known(bridge.kind),
        ratio=figure(digits(f"{bridge.ratio:.2f}"), "years"),
        interval=Run(f"({bounds})", "method-bridging", "quiet"),
        years=years,
    )
    return Text((*line, *told(bridge.note, "method-bridging")), "note")


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
                    say("{end}, {month}", end=say(ENDS[lull.end]), month=lull.ended)
                    if lull.ended
                    else say(ENDS[lull.end]),
                )
            ),
            marked=lull.end == "open",
        )
        for lull in lulls
    )
    head = (say("Known"), say("Began"), say("Peak before"), say("Lowest"), say("Months"), say("How it ended"))
    return Table(
        say("Lulls of this group in this country (deaths in 12 months)."),
        head,
        rows,
        stacks=True,
        id="lulls",
        raw=True,
        data="lulls",
    )
