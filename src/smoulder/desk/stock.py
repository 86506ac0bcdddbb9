"""The items of a case with their worth, and which of them may lean on one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smoulder.records.case_file import report_of

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.reading.copies import Proposal
    from smoulder.records.case import Assessment
    from smoulder.records.case_file import CaseFile, OwnItem
    from smoulder.records.change import ItemPut
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
    from smoulder.desk.desk import last_answer

    return stock_of(case.id, desk.ledger.file(case.id), last_answer(desk, case.id))


def stock_of(case_id: str, file: CaseFile, answer: Assessment | None) -> Stock:
    """The items of a case of which the last answer is in hand."""
    from smoulder.reading.copies import propose_clusters

    items = answer.evidence if answer else ()
    weighed = {one.id for one in items}
    counted = [one for one in items if not one.left_out and not _rejected(file, one.id)]
    cluster = {one.id: _cluster(file, one.id, one.cluster) for one in counted}
    found = propose_clusters(counted, answer.readings if answer else ())
    open_ = (one for one in found if one.taken or len({cluster[key] or key for key in one.items}) > 1)
    waiting = tuple(one for one in file.items if one.id not in weighed)
    return Stock(case_id, file, tuple(items), waiting, tuple(open_))


def items_json(stock: Stock) -> dict[str, Any]:  # Any: JSON
    """The same as JSON."""
    return {
        "id": stock.case_id,
        "items": [
            one.model_dump(mode="json") | {"state": state_of(stock.file, one), "weighed": True}
            for one in stock.items
        ]
        + [
            {"id": own.id, "entered_by": own.who, "state": waits(stock.file, own), "weighed": False}
            | _own_json(stock.file, own.item)
            for own in stock.waiting
        ],
        "proposals": [_proposal(one) for one in stock.proposals],
    }


def _own_json(file: CaseFile, item: ItemPut) -> dict[str, Any]:  # Any: JSON
    """An entered item; its report is told by its place in the case."""
    found, sha256 = item.model_dump(mode="json", exclude={"what"}), report_of(item, file.reports)
    if sha256 in file.reports:
        found["source"]["report"] = list(file.reports).index(sha256)
    return found | {"sha256": sha256}


def _proposal(one: Proposal) -> dict[str, Any]:  # Any: JSON
    return {
        "items": list(one.items),
        "kind": one.kind,
        "taken": one.taken,
        "share": round(one.share, 3),
        "reason": one.reason,
        "cluster": one.cluster,
    }


def state_of(file: CaseFile, one: Item) -> str:
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


def waits(file: CaseFile, own: OwnItem) -> str:
    """The state of an item that no answer has weighed."""
    return "rejected" if _rejected(file, own.id) else "not weighed yet"


def _rejected(file: CaseFile, key: str) -> bool:
    return key in file.marks and bool(file.marks[key].rejected)


def _cluster(file: CaseFile, key: str, weighed: str) -> str:
    mark = file.marks.get(key)
    return weighed if mark is None or mark.cluster is None else mark.cluster
