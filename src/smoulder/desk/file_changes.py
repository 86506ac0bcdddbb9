"""Changes that come by a file, held to what the desk takes from who enters them here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smoulder.records.case_file import hypotheses_with
from smoulder.records.change import Change, DayMoved, HypothesisPut, ItemMark, ItemPut, Judged
from smoulder.records.errors import BadData, BadEntry

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from smoulder.records.case_export import CaseExport


def check_changes(name: str, export: CaseExport) -> None:
    """See that every change of a file is one that a case can be answered with.

    name:   of the file, for errors.
    raises: BadData that names the change: one of a leaf that neither the tree nor any change of the file has, with
            chances that the desk does not take, with months that are none or lie after the last day of the case, or of
            a second round of somebody who has no first; and BadData where the tree cannot grow by all of them.
    """
    from smoulder.assessment.hypothesis import LEAVES
    from smoulder.assessment.tree import grow

    changes = [one.change for one in export.log]
    puts = [one for one in changes if isinstance(one, HypothesisPut)]
    leaves = {*LEAVES, *(part.id for put in puts for part in put.parts)}
    last = max((export.question.as_of, *(one.as_of for one in changes if isinstance(one, DayMoved))))
    blind: set[str] = set()
    for entry in export.log:
        try:
            _check(entry.change, leaves, last)
            _check_round(entry.change, blind)
        except BadEntry as reason:
            raise BadData(f"{name}: change {entry.number}: {reason}") from reason
    held: dict[str, HypothesisPut] = {}
    for put in puts:
        held = hypotheses_with(held, put)
    try:
        _ = grow(
            held
        )  # once, after all: of two changes that were entered together, one alone can make no tree
    except BadEntry as reason:
        raise BadData(f"{name}: {reason}; set it right where the case was exported") from reason


def _check(change: Change, leaves: Collection[str], last: date) -> None:
    """raises: BadEntry as the desk does."""
    from smoulder.assessment.likelihood import check_range
    from smoulder.assessment.once import check_item
    from smoulder.desk.evidence import months_in
    from smoulder.desk.leaf_numbers import check_odds, check_parts

    if isinstance(change, HypothesisPut):
        _check_leaf(change.leaf, leaves)
        if change.prior is not None:
            check_range(change.prior, "--prior")
        check_parts(change.leaf, len(change.parts))
        for part in change.parts:
            check_range(part.share, f"--split {part.id}")
            odds = part.odds
            where = f"--odds {part.id}: {odds.low:g}, {odds.mid:g}, {odds.high:g}"
            check_odds(odds.low, odds.mid, odds.high, where)
    if isinstance(change, Judged):
        for leaf in {*change.hypotheses, *(one for by_leaf in change.items.values() for one in by_leaf)}:
            _check_leaf(leaf, leaves)
    if isinstance(change, ItemPut | ItemMark):
        for leaf, likelihood in (change.likelihoods or {}).items():
            _check_leaf(leaf, leaves)
            check_range(likelihood, f"--under {leaf}")
    if isinstance(change, ItemPut):
        source = change.source
        if (source.report or 0) < 0 or not 0 <= (source.start or 0) <= (source.end or source.start or 0):
            raise BadEntry(
                f"{change.text[:40]!r} stands at no place of a report; give the report and a span in it"
            )
        if change.months is not None:
            _ = months_in("..".join(change.months), last)
        check_item(change)


def _check_round(change: Change, blind: set[str]) -> None:
    """See that a second round follows a first, which is added to those that do; without one nobody gets any further.

    blind: who has judged. raises: BadEntry.
    """
    if not isinstance(change, Judged):
        return
    if change.round == 2 and change.analyst not in blind:
        raise BadEntry(f"{change.analyst} has no first round, which is given blind, before a second")
    blind.add(change.analyst)


def _check_leaf(leaf: str, leaves: Collection[str]) -> None:
    from smoulder.assessment.hypothesis import LEAVES
    from smoulder.desk.leaf_numbers import check_leaf

    if leaf not in leaves:
        check_leaf(leaf, LEAVES)
