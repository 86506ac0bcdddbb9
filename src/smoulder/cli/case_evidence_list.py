"""The items of a case with their worth, and which of them may lean on one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smoulder.cli.terminal import table

if TYPE_CHECKING:
    from smoulder.cli.case_desk import Desk
    from smoulder.reading.copies import Proposal
    from smoulder.records.case_file import CaseFile, OwnItem
    from smoulder.records.evidence import Item
    from smoulder.store.case_rows import Case


@dataclass(frozen=True, slots=True)
class Stock:
    """What a case has of evidence.

    items:     of the last answer, as they were weighed; waiting: entered since and not weighed yet.
    proposals: items that may lean on one another and share no cluster yet, and clear copies that were taken as one.
    """

    case_id: str
    file: CaseFile
    items: tuple[Item, ...]
    waiting: tuple[OwnItem, ...]
    proposals: tuple[Proposal, ...]


def take_stock(desk: Desk, case: Case) -> Stock:
    """The items of a case as it stands now."""
    from smoulder.cli.case_desk import last_answer
    from smoulder.reading.copies import propose_clusters

    answer = last_answer(desk, case.id)
    file = desk.ledger.file(case.id)
    items = answer.evidence if answer else ()
    weighed = {one.id for one in items}
    counted = [one for one in items if not one.left_out and not _rejected(file, one.id)]
    cluster = {one.id: _cluster(file, one.id, one.cluster) for one in counted}
    found = propose_clusters(counted, answer.readings if answer else ())
    open_ = (one for one in found if one.taken or len({cluster[key] or key for key in one.items}) > 1)
    waiting = tuple(one for one in file.items if one.id not in weighed)
    return Stock(case.id, file, tuple(items), waiting, tuple(open_))


def items_words(stock: Stock) -> str:
    """A table of the items, the strongest first, then the proposals."""
    rows = []
    for one in sorted(stock.items, key=lambda item: -abs(item.moves_answer)):
        moved = max(one.change, key=lambda leaf: abs(one.change[leaf])) if one.change else ""
        leaf = f"{moved} {one.change[moved] * 100:+.0f}" if moved else ""
        grade = f"{one.source.reliability}{one.source.credibility}"
        rows.append(
            [
                one.id,
                one.kind,
                grade,
                f"{one.weight:.2f}",
                f"{one.moves_answer * 100:+.1f}",
                leaf,
                _state(stock.file, one),
            ]
        )
    for own in stock.waiting:
        grade = f"{own.item.source.reliability}{own.item.source.credibility}"
        rows.append([own.id, own.item.kind, grade, "", "", "", _waits(stock.file, own)])
    if not rows:
        return "No item of evidence yet."
    heads = ("item", "kind", "grade", "weight", "12-month points", "moves most", "state")
    lines = [table(heads, rows)]
    for found in stock.proposals:
        said = "taken as one" if found.taken else f"one cluster? --cluster '{found.cluster}' for each"
        lines.append(f"{' '.join(found.items)}: {found.reason} ({said})")
    return "\n".join(lines)


def items_json(stock: Stock) -> dict[str, Any]:  # Any: JSON
    """The same as JSON."""
    return {
        "id": stock.case_id,
        "items": [
            one.model_dump(mode="json") | {"state": _state(stock.file, one), "weighed": True}
            for one in stock.items
        ]
        + [
            {"id": own.id, "entered_by": own.who, "state": _waits(stock.file, own), "weighed": False}
            | own.item.model_dump(mode="json", exclude={"what"})
            for own in stock.waiting
        ],
        "proposals": [_proposal(one) for one in stock.proposals],
    }


def _proposal(one: Proposal) -> dict[str, Any]:  # Any: JSON
    return {
        "items": list(one.items),
        "kind": one.kind,
        "taken": one.taken,
        "share": round(one.share, 3),
        "reason": one.reason,
        "cluster": one.cluster,
    }


def _state(file: CaseFile, one: Item) -> str:
    """What became of an item: its cluster, and what an analyst said of it since it was weighed."""
    if _rejected(file, one.id):
        return "rejected"
    if one.left_out:
        return f"left out: {one.left_out}"
    said = [f"copy of {one.copy_of}"] if one.copy_of else []
    cluster = _cluster(file, one.id, one.cluster)
    said += [cluster] if cluster else []
    if one.share == 0:
        said.append("not counted: the model or another item has its months or indicator")
    elif one.tells_nothing:
        said.append("tells nothing")
    return ", ".join(said)


def _waits(file: CaseFile, own: OwnItem) -> str:
    """The state of an item that no answer has weighed."""
    return "rejected" if _rejected(file, own.id) else "not weighed yet"


def _rejected(file: CaseFile, key: str) -> bool:
    return key in file.marks and bool(file.marks[key].rejected)


def _cluster(file: CaseFile, key: str, weighed: str) -> str:
    mark = file.marks.get(key)
    return weighed if mark is None or mark.cluster is None else mark.cluster
