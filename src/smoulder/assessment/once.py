"""Nothing counts twice: each month and each indicator enters once (docs/methods/evidence.md#once)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from smoulder.assessment.covariates import covariate_named
from smoulder.assessment.weighing import RESTS_ON, Draft
from smoulder.assessment.weights import CREDIBILITY, RELIABILITY, join_grades
from smoulder.records.change import ItemPut
from smoulder.records.errors import BadEntry
from smoulder.records.month import month_index, month_text
from smoulder.records.series import Series

WINDOW = "opportunity test"
"""The kind of an item that brings a window of counts."""
TIMED = (WINDOW, "unused opportunity")
"""Kinds that speak of when within a year there was quiet: a yearly total has not used that."""


@dataclass(frozen=True, slots=True)
class Used:
    """What the comeback model has used.

    months: by monthly rows. totals: by yearly rows alone, which say nothing of how the months lie in the year.
    """

    months: frozenset[int] = frozenset()
    totals: frozenset[int] = frozenset()

    def by(self, kind: str) -> frozenset[int]:
        """The months that are used up for items of this kind."""
        timed = kind.removeprefix("denied: ") in TIMED
        return self.months if timed else self.months | self.totals


def months_used(cut: Series, carried: Series, until: int) -> Used:
    """The months of a series that a comeback model has seen.

    cut:     monthly rows; carried: the same, carried on by yearly rows.
    until:   last month that the model saw.
    """
    known = [
        frozenset(
            one.first + int(at)
            for at in np.flatnonzero(~np.isnan(one.deaths))
            if one.first + int(at) <= until
        )
        for one in (cut, carried)
    ]
    return Used(known[0], known[1] - known[0])


def windows_of(drafts: Sequence[Draft]) -> int | None:
    """The first month of all windows that tests bring as evidence, None where none does.

    A comeback model beside them ends in the month before.
    """
    first = [
        month_index(one.months[0])
        for one in drafts
        if one.kind == WINDOW and one.months is not None and not one.left_out
    ]
    return min(first, default=None)


def count_once(drafts: Sequence[Draft], used: Used) -> list[Draft]:
    """Give each item the share of it that is news, so that no month and no indicator weighs more than one.

    returns: the same items in their order, with their shares. An indicator of the comeback model counts nothing. Of
             several items on one indicator the best founded counts. A month goes to the best founded item that rests
             on it, unless the model has used it.
    """
    left = {draft.id: draft for draft in drafts if not draft.left_out}
    for draft in list(left.values()):
        if known := covariate_named(draft.indicator):
            left[draft.id] = _not_counted(draft, f"the comeback model uses {known} already")
        elif draft.kind in RESTS_ON and draft.months is None:
            left[draft.id] = _not_counted(draft, "it rests on months of the series and does not say which")
    _one_each(left)
    claimed = claim_months([one for one in left.values() if one.share > 0], used)
    owners = {month: id_ for id_, months in claimed.items() for month in months}
    for id_, months in claimed.items():
        left[id_] = _share(left[id_], months, owners)
    return [left.get(draft.id, draft) for draft in drafts]


def check_item(item: ItemPut) -> None:
    """See that an item, as an analyst enters it, can count at all.

    raises: BadEntry for one that measures what the comeback model has used, and for one whose kind rests on months of
            the series and that names none.
    """
    if known := covariate_named(item.indicator):
        raise BadEntry(
            f"--indicator {item.indicator!r} is known to the comeback model ({known}) and would count twice; "
            "leave the item out, or name another indicator if it measures something else"
        )
    if item.kind in RESTS_ON and item.months is None:
        raise BadEntry(
            f"--kind {item.kind!r} rests on months of the series, and none may count twice; name them, such as "
            "--months 2019-10..2019-12"
        )


def claim_months(drafts: Sequence[Draft], used: Used) -> dict[str, frozenset[int]]:
    """Which months each item brings, by its id; no month to two of them, and none that is used.

    returns: only items that rest on months.
    """
    taken: set[int] = set()
    found = {}
    for draft in sorted(drafts, key=_founded):
        if draft.months is None:
            continue
        mine = frozenset(months_of(draft.months)) - used.by(draft.kind) - taken
        taken |= mine
        found[draft.id] = mine
    return found


def months_of(window: tuple[str, str]) -> range:
    """The months from the first to the last of a window."""
    first, last = (month_index(one) for one in window)
    return range(min(first, last), max(first, last) + 1)


def _founded(draft: Draft) -> tuple[bool, bool, float, bool, str]:
    """Sorts the best founded first: a test, what is estimated, the better grades, what repeats no other; then by id, so
    that order is none.
    """
    unknown = float(np.mean(list(RELIABILITY.values())))
    source = draft.source
    grade = join_grades(
        RELIABILITY.get(source.reliability, unknown), CREDIBILITY.get(source.credibility, unknown)
    )
    return (draft.kind != WINDOW, draft.basis != "estimated", -float(grade), bool(draft.copy_of), draft.id)


def _one_each(left: dict[str, Draft]) -> None:
    """Of the items on one indicator only the best founded keeps its weight."""
    best: dict[str, Draft] = {}
    for draft in sorted(left.values(), key=_founded):
        name = " ".join(draft.indicator.casefold().split())
        if not name or draft.share <= 0:
            continue
        first = best.setdefault(name, draft)
        if first.id != draft.id:
            left[draft.id] = _behind(draft, first, f"{first.id} measures the same ({draft.indicator})")


def _share(draft: Draft, mine: Collection[int], owners: dict[int, str]) -> Draft:
    assert draft.months is not None
    window = months_of(draft.months)
    news = len(mine) / len(window)
    if news == 1:
        return draft
    others = sorted({owners[month] for month in window if month in owners and month not in mine})
    span = f"{month_text(window[0])} to {month_text(window[-1])}"
    held = "the comeback model" if not others else f"{', '.join(others)} or the comeback model"
    if news == 0:
        return _not_counted(draft, f"{held} has its months ({span}) already")
    words = f"counted for {len(mine)} of its {len(window)} months ({span}): {held} has the rest"
    return replace(draft, share=draft.share * news, why=f"{draft.why}; {words}")


def _behind(draft: Draft, first: Draft, why: str) -> Draft:
    return replace(_not_counted(draft, why), copy_of=first.id, cluster=first.cluster)


def _not_counted(draft: Draft, why: str) -> Draft:
    words = f"not counted: {why}"
    return replace(draft, share=0.0, why=f"{draft.why}; {words}" if draft.why else words)
