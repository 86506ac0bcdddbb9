"""A row of the watch list as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from smoulder.brief.numbers import month_words
from smoulder.records.month import month_text
from smoulder.series.traps import first_day_after
from smoulder.series.watched import TRAIL_MONTHS, Watched
from smoulder.web.page import path_to
from smoulder.web.views.small_svg import spark_svg

if TYPE_CHECKING:
    from smoulder.reading.groups import Registry
    from smoulder.series.all_lulls import Key
    from smoulder.store.case_rows import Case

LARGEST_SHARE = 0.995


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One group in a lull: the words of a row, its drawing, and where one goes on from it.

    known:   id in UCDP's list, so that it has a page and can have a case.
    opens:   address of the form for a new case, '' where there can be none.
    cases:   the cases there are of it, with their as-of days, the newest first.
    """

    row: Watched
    address: str
    age: str
    began: str
    months_to: str
    silence: str
    kinds: str
    spark: Markup
    opens: str
    cases: tuple[tuple[str, date], ...]

    @property
    def known(self) -> bool:
        """Whether UCDP's list has the group."""
        return self.row.group_id > 0


def watch_row(row: Watched, to: int, cases: Sequence[Case], registry: Registry) -> WatchRow:
    """A row as it is shown; cases: those of the group in the country that the reader sees."""
    day = first_day_after(to)
    named = row.group_id > 0
    called = name_of(row.group_id, row.group, registry)
    return WatchRow(
        row=row,
        address=group_address(row.group_id, row.country) if named else "",
        age=months(row.age),
        began=month_words(month_text(row.began)),
        months_to=month_words(month_text(row.last)),
        silence=f"{_gap(row)}{row.silence.words}",
        kinds=_kinds(row),
        spark=_spark(row),
        opens=path_to("cases", "new", group=called, country=row.country, as_of=day.isoformat()) if named else "",
        cases=tuple((one.id, one.as_of) for one in sorted(cases, key=lambda one: one.as_of, reverse=True)),
    )  # fmt: skip


def name_of(group_id: int, name: str, registry: Registry) -> str:
    """What a form is filled with for a group: its name where that is of no other, else its id."""
    return name if registry.ids(name) == (group_id,) else str(group_id)


def group_address(group_id: int, country: str) -> str:
    """Where the page of a group in a country is."""
    return path_to("groups", str(group_id), country)


def cases_by_group(cases: Sequence[Case]) -> dict[Key, list[Case]]:
    """Cases by group id and country."""
    found: dict[Key, list[Case]] = {}
    for one in cases:
        if one.question.group_id is not None:
            found.setdefault((one.question.group_id, one.country), []).append(one)
    return found


def months(count: int) -> str:
    """A number of months.

    >>> months(1), months(14)
    ('1 month', '14 months')
    """
    return f"{count:,} month{'' if count == 1 else 's'}"


def _gap(row: Watched) -> str:
    if not row.silence.gap:
        return ""
    longest = f" (longest before: {row.silence.longest})" if row.silence.longest else ""
    return f"no death for {months(row.silence.gap)}{longest}; "


def _kinds(row: Watched) -> str:
    """The violence of its loudest twelve months: one word where all was of one kind."""
    shares = [(kind, share) for kind, share in row.spell.kinds if share >= 0.005]
    if shares and shares[0][1] >= LARGEST_SHARE:
        return shares[0][0]
    return ", ".join(f"{share:.0%} {kind}" for kind, share in shares)


def _spark(row: Watched) -> Markup:
    """A(t) of the months up to the last known one, with the lull shaded."""
    first = row.last - len(row.trail) + 1
    words = (
        f"Deaths in 12 months over the {TRAIL_MONTHS} months to {month_text(row.last)}: last {row.twelve:,.0f}; "
        f"the lull from {month_text(row.began)} is shaded"
    )
    stretch = (max(row.began - first, 0), len(row.trail) - 1)
    return spark_svg(row.trail, words, shaded=[stretch], width=180, height=36)
