"""Where it was: maps of the events by period, how sure their places are, and whose outlines these are."""

from __future__ import annotations

from smoulder.brief.charts.map import map_chart
from smoulder.brief.edition import Edition
from smoulder.brief.language.say import say
from smoulder.brief.numbers import amount, figure, sentence
from smoulder.brief.page import Block, Inline, Line, Picture, Row, Run, Section, Table, Text
from smoulder.brief.phrase import as_is, phrase
from smoulder.brief.place_words import DRAWN, SHORT, count_of, events_words, period_name, span_words
from smoulder.records.case import Assessment
from smoulder.records.event_map import EventMap

HOW = "method-places"
"""Where every number of this section points."""


def places_section(assessment: Assessment, found: EventMap, edition: Edition) -> Section:
    """The maps, the events that are on none of them, a row for each period, and a note on borders."""
    blocks: list[Block] = []
    chart = map_chart(assessment, edition.outlines)
    if chart is not None:
        blocks.append(Picture(chart))
    nowhere = _nowhere(found)
    if nowhere:
        blocks.append(Text(nowhere))
    blocks.append(_table(found))
    if chart is not None:
        blocks.append(Text(_borders(edition), "note"))
    return Section("places", say("Where it was"), tuple(blocks))


def _nowhere(found: EventMap) -> Line:
    """What is known only to the country, by period; () where that is nothing."""
    told: list[Inline] = []
    for one in found.periods:
        events = found.unplaced.get(one.name, 0.0)
        if events:
            number = figure(events_words(events), HOW)
            told += [
                *((Run(say(", ")),) if told else ()),
                *phrase("{events} ({period})", events=number, period=period_name(one.name)),
            ]
    return (
        phrase("On no map, because only the country is known: {events}.", events=tuple(told)) if told else ()
    )


def _table(found: EventMap) -> Table:
    """How many events of each period are placed how surely."""
    present = [placed for placed in DRAWN if any(count_of(one, placed) for one in found.periods)]
    classes = [say(SHORT[placed]) for placed in (*present, "country")]
    rows = tuple(
        Row(
            (
                phrase(
                    "{period}, {months}",
                    period=Run(sentence(period_name(one.name)), tone="strong"),
                    months=span_words(one),
                ),
                *(_number(count) for count in (one.deaths, one.events)),
                *(_number(count_of(one, placed)) for placed in present),
                _number(found.unplaced.get(one.name, 0.0)),
            )
        )
        for one in found.periods
    )
    caption = say(
        "Events by what is known of their place: the place itself to 25\u00a0km, its district, its province, or only "
        "the country. An event that goes on over a longer time counts by days, so that numbers need not be whole."
    )
    return Table(
        caption, (say("Period"), say("Deaths"), say("Events"), *classes), rows, stacks=True, data="places"
    )


def _number(count: float) -> Line:
    return (figure(amount(count), HOW),)


def _borders(edition: Edition) -> Line:
    if edition.outlines is not None:
        return phrase(
            "Outlines are those of {file}, as the reader gave them; this brief takes no side on where a border runs.",
            file=as_is(edition.outlines.source, tone="code"),
        )
    return phrase(
        "Outlines are Natural Earth's, drawn as they stand today; they take no side on where a border runs or should "
        "run. Events are shown under the country that the data set counts them in, which for months before a border "
        "changed can lie outside the outline. The switch {switch} puts outlines of your own in their place.",
        switch=Run("--borders", tone="code"),
    )
