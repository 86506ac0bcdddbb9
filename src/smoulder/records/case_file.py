"""A case as it stands: all its changes laid over one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import islice
from typing import get_args

from pydantic import Field

from smoulder.records.base import Record
from smoulder.records.change import (
    DayMoved,
    Entry,
    HypothesisPut,
    ItemMark,
    ItemPut,
    Judged,
    Note,
    NumberGiven,
    OfLeaf,
    ReportPut,
)


class OwnItem(Record):
    """An item that was entered, with the id it has in the case, and who entered it."""

    id: str
    item: ItemPut
    who: str


OF_LEAF: tuple[OfLeaf, ...] = get_args(OfLeaf)
"""What a case can say of a leaf."""


class Said(Record):
    """Who said a thing of a case, and why."""

    who: str
    why: str = ""


class CaseFile(Record):
    """What a case holds beside its question.

    reports:    by SHA-256, in the order they came.
    marks:      by item, with later words over earlier ones.
    hypotheses: by leaf, the last word on each.
    said:       by item or leaf, who said each part of its mark or of what became of it last ('rejected', 'prior',
                'under spent'), and why.
    judgements: by analyst and round, the last of each.
    numbers:    by analyst, topic, horizon, branch and day, the last of each.
    as_of:      None where the day of the question stands.
    last:       number of the last entry that was laid, 0 where the log has none.
    """

    reports: dict[str, ReportPut] = Field(default_factory=dict)
    items: tuple[OwnItem, ...] = ()
    marks: dict[str, ItemMark] = Field(default_factory=dict)
    hypotheses: dict[str, HypothesisPut] = Field(default_factory=dict)
    said: dict[str, dict[str, Said]] = Field(default_factory=dict)
    judgements: dict[tuple[str, int], Judged] = Field(default_factory=dict)
    numbers: tuple[NumberGiven, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: date | None = None
    last: int = 0

    @property
    def read(self) -> tuple[str, ...]:
        """SHA-256 of the reports that give evidence."""
        return tuple(key for key, one in self.reports.items() if one.status == "read")


def item_id(*parts: object) -> str:
    """The id of an item: the same for the same thing, in whatever order items come.

    >>> item_id("data", "coverage", "Iraq") == item_id("data", "coverage", "Iraq")
    True
    >>> len(item_id("x"))  # of 50 items of a case, two share eight characters once in three million cases
    9
    """
    return "e" + sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:8]


def own_item_id(item: ItemPut) -> str:
    """The id of an item that was entered: from what it says and where it stands, not from its likelihoods."""
    source = item.source
    where = (source.name, item.sha256 or source.report, source.start, source.end, source.row)
    return item_id("own", item.kind, item.text, *where)


def report_of(item: ItemPut, reports: Iterable[str]) -> str:
    """SHA-256 of the report that an entered item is a passage of, '' where it is of none that is known.

    reports: of the case by SHA-256, in the order they came.
    """
    place = item.source.report
    if item.sha256 or place is None or place < 0:
        return item.sha256
    return next(islice(reports, place, None), "")


def lay(entries: Sequence[Entry]) -> CaseFile:
    """Lay changes over one another, oldest first.

    entries: of one case; those up to a day give the case as it stood on that day.
    """
    reports: dict[str, ReportPut] = {}
    items: dict[str, OwnItem] = {}
    marks: dict[str, ItemMark] = {}
    hypotheses: dict[str, HypothesisPut] = {}
    said: dict[str, dict[str, Said]] = {}
    judgements: dict[tuple[str, int], Judged] = {}
    numbers: dict[tuple[object, ...], NumberGiven] = {}
    notes: list[str] = []
    as_of: date | None = None
    for entry in sorted(entries, key=lambda one: one.number):
        change = entry.change
        if isinstance(change, ReportPut):
            reports[change.sha256] = change
        elif isinstance(change, ItemPut):
            key = own_item_id(change)
            items[key] = OwnItem(id=key, item=change, who=entry.who)
        elif isinstance(change, ItemMark):
            marks[change.item] = _over(marks.get(change.item), change)
            _note(said, change.item, entry, ("rejected", "reliability", "credibility", "cluster"))
            for leaf in change.likelihoods or ():
                said.setdefault(change.item, {})[under(leaf)] = Said(who=entry.who, why=entry.why)
            for leaf in change.takes_back:
                said.get(change.item, {}).pop(under(leaf), None)
        elif isinstance(change, HypothesisPut):
            hypotheses = hypotheses_with(hypotheses, change)
            _note(said, change.leaf, entry, ("words", "parts", "prior"))
            for part in change.takes_back:
                said.get(change.leaf, {}).pop(part, None)
        elif isinstance(change, Judged):
            judgements[change.analyst, change.round] = change
        elif isinstance(change, NumberGiven):
            key_ = (change.analyst, change.topic, change.horizon, change.branch, change.as_of)
            numbers[key_] = change
        elif isinstance(change, DayMoved):
            as_of = change.as_of
        elif isinstance(change, Note):
            notes.append(change.text)
    return CaseFile(
        reports=reports,
        items=tuple(items.values()),
        marks=marks,
        hypotheses=hypotheses,
        said=said,
        judgements=judgements,
        numbers=tuple(numbers.values()),
        notes=tuple(notes),
        as_of=as_of,
        last=max((entry.number for entry in entries), default=0),
    )


def under(leaf: str) -> str:
    """What the likelihood of an item under a leaf is called in `CaseFile.said`."""
    return f"under {leaf}"


def _note(said: dict[str, dict[str, Said]], name: str, entry: Entry, parts: Sequence[str]) -> None:
    """Note who said those parts of a change that say something."""
    for part in parts:
        value = getattr(entry.change, part)
        # an empty cluster takes an item out of the one it had
        if value not in (None, "", ()) or (part == "cluster" and value == ""):
            said.setdefault(name, {})[part] = Said(who=entry.who, why=entry.why)


def _over(before: ItemMark | None, after: ItemMark) -> ItemMark:
    """A later mark over an earlier one: what it leaves out stands, leaf by leaf, and what it takes back is gone."""
    before = before or ItemMark(item=after.item)
    said = {name: value for name, value in after if value is not None}
    worth = {**(before.likelihoods or {}), **(after.likelihoods or {})}
    stands = {leaf: one for leaf, one in worth.items() if leaf not in after.takes_back}
    return before.model_copy(update=said | {"likelihoods": stands or None, "takes_back": ()})


def hypotheses_with(held: Mapping[str, HypothesisPut], put: HypothesisPut) -> dict[str, HypothesisPut]:
    """The words on the leaves with one more: what it leaves out stands, and what it takes back is gone.

    New words of a part go with the part, so that no word is left on what is not there.
    """
    found, before = dict(held), held.get(put.leaf)
    said: dict[str, object] = {name: value for name in OF_LEAF if (value := getattr(put, name))}
    gone: dict[str, object] = {
        name: HypothesisPut.model_fields[name].get_default() for name in put.takes_back
    }
    after = (before or HypothesisPut(leaf=put.leaf)).model_copy(update=said | gone)
    for part in {one.id for one in before.parts} - {one.id for one in after.parts} if before else ():
        found.pop(part, None)
    found[put.leaf] = after
    if not any(getattr(after, name) for name in OF_LEAF):
        del found[put.leaf]
    return found
