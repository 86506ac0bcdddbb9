"""The rows that the numbers link to: months and yearly rows."""

from __future__ import annotations

from smoulder.brief.anchors import month_anchor, slug
from smoulder.brief.known import known_words
from smoulder.brief.language.say import say, to_say
from smoulder.brief.numbers import amount, between
from smoulder.brief.page import Block, Row, Run, Section, Table, Text
from smoulder.records.case import Assessment
from smoulder.records.situation import MonthPoint, YearPoint

SHOWN = 36
BASES = {
    "monthly": to_say("monthly"),
    "bridged from a year": to_say("bridged"),
    "unknown": to_say("unknown"),
}


def row_of(assessment: Assessment, month: str | None) -> str:
    """The id of the row of a month, or of the whole part where that month is not shown."""
    shown = {point.month for point in assessment.months[-SHOWN:]}
    return month_anchor(month) if month is not None and month in shown else "months"


def year_row(point: YearPoint) -> str:
    """The id of a yearly row."""
    return f"year-{point.year}-{slug(point.kind)}-{slug(point.where)}"


def months_section(assessment: Assessment) -> Section:
    """The last three years of months, and all yearly rows."""
    blocks: list[Block] = []
    if assessment.months:
        blocks.append(_month_table(assessment.months[-SHOWN:], len(assessment.months)))
    if assessment.years:
        blocks += _year_tables(assessment.years)
    if not blocks:
        blocks.append(Text((Run(say("No monthly and no yearly rows.")),)))
    return Section("months", say("The rows behind the counts"), tuple(blocks), long=True)


def _month_table(points: tuple[MonthPoint, ...], all_months: int) -> Table:
    rows = []
    for point in points:
        bounds = "" if point.low is None else between(amount(point.low), amount(point.high))
        side = "" if point.inflicted is None else amount(point.inflicted)
        if point.inflicted is not None and point.unknown:
            side = between(amount(point.inflicted), amount(point.inflicted + point.unknown))
        cells = (
            point.month,
            amount(point.deaths),
            bounds,
            side,
            "" if point.suffered is None else amount(point.suffered),
            amount(point.twelve),
            say(BASES[point.basis]),
        )
        line = tuple((Run(text),) for text in cells)
        rows.append(Row(line, month_anchor(point.month), marked=point.basis != "monthly"))
    if all_months <= SHOWN:
        caption = say("Deaths by month.")
    else:
        caption = say(
            "Deaths by month. The last {shown} of {number} months; all are in brief.json.",
            shown=SHOWN,
            number=all_months,
        )
    side_words = say(
        "'Inflicted' runs from what is known to be the group's doing to that and all deaths whose side is not known."
    )
    return Table(
        f"{caption} {side_words}",
        (
            *(say("Month"), say("Deaths"), say("Low–high"), say("Inflicted"), say("Own dead")),
            *(say("12 months"), say("Row")),
        ),
        tuple(rows),
        raw=True,
        data="months",
    )


def _year_tables(points: tuple[YearPoint, ...]) -> list[Block]:
    """One table for each kind of count, the kinds that the answer uses first."""
    kinds: dict[tuple[str, str, str], list[YearPoint]] = {}
    for point in sorted(points, key=lambda point: not point.used):
        kinds.setdefault((point.kind, point.where, point.source), []).append(point)
    tables: list[Block] = []
    for (kind, where, source), rows in kinds.items():
        counted = known_words(kind) if kind.endswith(where) else f"{known_words(kind)}{say(', ')}{where}"
        caption = say("Deaths by year: {kind}. Source: {source}.", kind=counted, source=source)
        if not any(point.used for point in rows):
            caption += " " + say("Not used in this answer.")
        rows.sort(key=lambda point: point.year)
        found = tuple(_year_row(point) for point in rows)
        name = "" if tables else "years"
        tables.append(
            Table(caption, (say("Year"), say("Deaths"), say("Used")), found, id=name, raw=True, data="years")
        )
    return tables


def _year_row(point: YearPoint) -> Row:
    cells = (str(point.year), amount(point.deaths), say("yes") if point.used else say("no"))
    return Row(tuple((Run(text),) for text in cells), year_row(point), marked=point.used)
