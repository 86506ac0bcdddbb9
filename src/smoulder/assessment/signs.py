"""Evidence that the data give themselves: reporting of others, the group elsewhere, what is on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from smoulder.assessment.likelihood import KINDS, likelihoods
from smoulder.assessment.weighing import Draft
from smoulder.records.case_file import item_id
from smoulder.records.evidence import Source
from smoulder.records.group import Group, Link
from smoulder.records.month import month_text
from smoulder.records.series import Series
from smoulder.series.coverage import CoverageCheck

RECENT_YEARS = 5


def sign_of_reporting(check: CoverageCheck, country: str, began: int) -> Draft | None:
    """Is it the group that went quiet, or the sources? None where the counts cannot tell.

    check: reporting of others since the lull began against that before (series/coverage.py).
    """
    kinds = {"fell": "reporting fell for all", "held": "others still reported"}
    if check.said not in kinds:
        return None
    return _draft(kinds[check.said], check.words, f"coverage, {country}, since {month_text(began)}")


def sign_of_elsewhere(
    group: Group, others: Sequence[Series], country: str, began: int, to: int
) -> Draft | None:
    """Does the same group fight in other countries while it is quiet here?

    others: its monthly series in other countries.
    """
    active = []
    for one in others:
        if one.country == country:
            continue
        last = one.deaths[max(0, began - one.first) : to - one.first + 1]
        total = float(np.nansum(last)) if one.first <= to else 0.0
        if total >= 25:
            active.append(f"{one.country} ({total:,.0f} deaths)")
    if not active:
        return None
    words = f"{group.name} has deaths recorded elsewhere since {month_text(began)}: {', '.join(active)}."
    return _draft("active elsewhere", words, f"group-months, {group.name}, other countries")


def links_in_force(links: Sequence[Link], country: str, as_of: date) -> tuple[Link, ...]:
    """Victories and deals of a group in a country that are known by a day and have not ended by it."""
    return tuple(
        link
        for link in links
        if link.kind in ("won", "deal")
        and link.known <= as_of
        and (link.until is None or link.until > as_of)
        and link.country in ("", country)
    )


def signs_on_record(links: Sequence[Link], country: str, began: int, as_of: date) -> list[Draft]:
    """What the registry knows about this group by the as-of day: won, a deal, split or merged.

    began:   month index of the lull's begin. Splits and mergers count from a year before it.
    returns: a victory or a deal only while it lasts; a rename of the same actor moves no deaths and
             is no item, nor are months counted under another name, because these are joined in.
    """
    year_before = date((began - 12) // 12, (began - 12) % 12 + 1, 1)
    moved = [
        link
        for link in links
        if link.kind in ("split", "merged", "successor")
        and link.group_id is not None
        and year_before <= link.since
        and link.known <= as_of
        and link.country in ("", country)
    ]
    kinds = {"won": "took the government", "deal": "agreement on record"}
    return [
        _draft(
            kinds.get(link.kind, "renamed or split"),
            f"{link.since}: {link.note}.",
            f"group links: {link.source}",
            (country, link.since, link.group_id),
        )
        for link in (*links_in_force(links, country, as_of), *moved)
    ]


def sign_of_agreement(
    links: Sequence[Link], country: str, signed: Sequence[date], as_of: date
) -> Draft | None:
    """Was anything signed with the group? None where a deal in force is an item already.

    signed: days of agreements with the group in this country.
    """
    if any(link.kind == "deal" for link in links_in_force(links, country, as_of)):
        return None
    newest = max((day for day in signed if day <= as_of), default=None)
    if newest is not None and as_of.year - newest.year <= RECENT_YEARS:
        words = f"The group signed an agreement on {newest}; whether it still holds is not on record."
        return _draft("agreement signed", words, f"UCDP Peace Agreements, {newest}")
    broken = [link for link in links if link.kind == "deal" and link.known <= as_of]
    if newest is not None or broken:
        return None
    words = f"No agreement or ceasefire with the group in {country} is on record by {as_of}."
    return _draft("no agreement on record", words, "UCDP Peace Agreements and group links", (country,))


def _draft(kind: str, text: str, row: str, about: tuple[object, ...] = ()) -> Draft:
    """An item with an id from what it is about, not from its figures: a revised count is the same item."""
    values = likelihoods(kind)
    assert values is not None, kind
    return Draft(
        id=item_id("data", kind, row, *about),
        kind=kind,
        text=text,
        source=Source(
            kind="data",
            name="UCDP",
            row=row,
            reliability="B",
            credibility="2",
            grade_why="a research data set with published rules",
        ),
        cluster=f"data: {kind}",
        likelihoods=values,
        why=KINDS[kind].why,
    )
