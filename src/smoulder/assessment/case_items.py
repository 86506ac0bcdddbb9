"""The items of a case: what was read and counted, with the analysts' own laid over it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from smoulder.assessment.grade import Reliability
from smoulder.assessment.likelihood import KINDS, likelihoods
from smoulder.assessment.weighing import Draft
from smoulder.assessment.weights import roots_of
from smoulder.reading.copies import propose_clusters
from smoulder.records.case_file import CaseFile, OwnItem, Said, report_of, under
from smoulder.records.change import ItemMark
from smoulder.records.evidence import Source
from smoulder.records.fix import SourceGrade
from smoulder.records.statement import Reading

COPY = "copy: "
"""A cluster of this name and an item's id is of copies of that item."""
UNKNOWN = "F"
_BEST_FIRST = get_args(Reliability)


def lay_items(
    drafts: Sequence[Draft],
    file: CaseFile,
    grades: Mapping[str, SourceGrade],
    readings: Sequence[Reading],
) -> list[Draft]:
    """Lay what analysts entered over what was read and counted.

    drafts:   of reports and of data. file: the case as it stands.
    grades:   of sources, by name, as they hold on the as-of day.
    readings: those that `source.report` counts in.
    returns:  drafts first, then the analysts' own items. Clear copies of one text are copies of one item unless an
              analyst put them elsewhere. Items that were rejected, or whose report no longer stands or is not seen, are
              left out of the update and stay listed with the reason.
    """
    laid = {draft.id: draft for draft in drafts}
    place = {reading.report.sha256: at for at, reading in reversed(list(enumerate(readings)))}
    for own in file.items:
        laid.setdefault(own.id, _found(_own(own), report_of(own.item, file.reports), file, place))
    graded = [_graded(draft, grades, readings) for draft in laid.values()]
    standing = [_standing(draft, file, readings) for draft in graded]
    copied = _copies(standing, readings)
    return _with_copies(
        [
            _marked(draft, file.marks[draft.id], file.said.get(draft.id, {}))
            if draft.id in file.marks
            else draft
            for draft in copied
        ]
    )


def _with_copies(drafts: Sequence[Draft]) -> list[Draft]:
    """The items, and beside the reason why one is left out which copies of it still count."""
    counted: dict[str, list[str]] = {}
    for draft, root in zip(drafts, roots_of(drafts), strict=True):
        if not draft.left_out and root != draft.id:
            counted.setdefault(root, []).append(draft.id)
    return [
        replace(draft, left_out=f"{draft.left_out}; {_still(counted[draft.id])}")
        if draft.left_out and draft.id in counted
        else draft
        for draft in drafts
    ]


def _still(ids: Sequence[str]) -> str:
    copies = " and ".join(sorted(ids))
    return f"its copy {copies} still counts" if len(ids) == 1 else f"its copies {copies} still count"


def _own(own: OwnItem) -> Draft:
    """An entered item; without likelihoods it has those of its kind, and of a kind without any it tells nothing."""
    item = own.item
    default = likelihoods(item.kind) or {}
    why = item.why or (KINDS[item.kind].why if item.kind in KINDS else "")
    if not item.likelihoods and not default:
        why = f"{why}; no likelihoods were given, so it tells nothing".removeprefix("; ")
    return Draft(
        id=own.id,
        kind=item.kind,
        text=item.text,
        speaker=item.speaker,
        source=item.source,
        cluster=item.cluster,
        likelihoods=dict(item.likelihoods) or default,
        why=why,
        basis=item.basis,
        months=item.months,
        indicator=item.indicator,
        entered_by=own.who,
    )


def _found(draft: Draft, sha256: str, file: CaseFile, place: Mapping[str, int]) -> Draft:
    """An entered item with the place of its report among the readings, left out where it is none of them.

    sha256: of its report, '' where it is of none that is known. place: of the readings by SHA-256.
    """
    if not sha256:
        return draft
    source = draft.source.model_copy(update={"report": place.get(sha256)})
    if sha256 in place:
        return replace(draft, source=source)
    unseen = "later than the day of the question" if sha256 in file.reports else "not in the case"
    return replace(draft, source=source, left_out=f"its report is {unseen}")


def _graded(draft: Draft, grades: Mapping[str, SourceGrade], readings: Sequence[Reading]) -> Draft:
    """The reliability of its source as graded by then: of the institution that speaks, and of who published it.

    What somebody said is no more reliable than the publisher that has it.
    """
    source = draft.source
    if draft.entered_by and source.reliability != UNKNOWN:
        return draft
    reading = _reading(source, readings)
    speaker = draft.speaker
    if reading is not None and speaker:
        speaker += " " + next((one.role for one in reading.statements if one.speaker == draft.speaker), "")
    publisher = (reading.report.publisher if reading is not None else "") or source.name
    spoken, published = _named(speaker, grades), _named(publisher, grades)
    best = spoken if speaker else published
    if best is not None:
        source = _with(source, best, best.name)
    if speaker and published is not None and _worse(published.reliability, source.reliability):
        source = _with(source, published, f"published by {published.name}")
    return replace(draft, source=source)


def _named(text: str, grades: Mapping[str, SourceGrade]) -> SourceGrade | None:
    """The graded source that a text names; of several the one with the longest name."""
    found = [
        one
        for one in grades.values()
        if re.search(rf"(?<!\w){re.escape(one.name.casefold())}(?!\w)", text.casefold())
    ]
    return max(found, key=lambda one: (len(one.name), one.name), default=None)


def _worse(one: str, other: str) -> bool:
    if UNKNOWN in (one, other):
        return False
    return _BEST_FIRST.index(one) > _BEST_FIRST.index(other)


def _with(source: Source, grade: SourceGrade, who: str) -> Source:
    why = f"{who} is graded {grade.reliability} since {grade.since}: {grade.why}"
    return source.model_copy(update={"reliability": grade.reliability, "grade_why": why})


def _standing(draft: Draft, file: CaseFile, readings: Sequence[Reading]) -> Draft:
    reading = _reading(draft.source, readings)
    put = file.reports.get(reading.report.sha256) if reading is not None else None
    if put is None or put.status == "read":
        return draft
    by = "by an analyst" if put.status == "dropped" else "by its publisher"
    return replace(draft, left_out=f"its report was {put.status} {by}")


def _reading(source: Source, readings: Sequence[Reading]) -> Reading | None:
    if source.kind != "report" or source.report is None or source.report >= len(readings):
        return None
    return readings[source.report]


def _copies(drafts: Sequence[Draft], readings: Sequence[Reading]) -> list[Draft]:
    """Clear copies of one text are copies of the one that came out first, by id among those of one day, and say so.

    A copy that joins later then leaves the random numbers of what it repeats as they are.
    """
    day = {draft.id: _day(draft, readings) for draft in drafts}
    of = {}
    for one in propose_clusters([draft for draft in drafts if not draft.left_out], readings):
        if one.kind == "copy" and one.taken:
            first = min(one.items, key=lambda id_: (day[id_], id_))
            of.update({id_: (first, one.reason) for id_ in one.items if id_ != first})
    return [
        replace(
            draft,
            copy_of=of[draft.id][0],
            why=f"{draft.why}; counts as one with {of[draft.id][0]}: {of[draft.id][1]}",
        )
        if draft.id in of
        else draft
        for draft in drafts
    ]


def _day(draft: Draft, readings: Sequence[Reading]) -> date:
    """When its report came out; one without a day comes last."""
    reading = _reading(draft.source, readings)
    return (reading.report.published if reading is not None else None) or date.max


def _marked(draft: Draft, mark: ItemMark, said: Mapping[str, Said]) -> Draft:
    """An item with an analyst's words over its own, each labelled as such."""
    source, notes = draft.source, list(draft.marks)
    for name, given in (("reliability", mark.reliability), ("credibility", mark.credibility)):
        if given is not None:
            notes.append(f"{name} {given} (was {getattr(draft.source, name)}){_by(said, name)}")
            source = source.model_copy(update={name: given})
    changed = replace(draft, source=source)
    if mark.cluster is not None:
        changed = _put_into(changed, mark.cluster)
        notes.append(
            f"cluster {mark.cluster or 'none'} (was {draft.cluster or 'none'}){_by(said, 'cluster')}"
        )
    if mark.likelihoods:
        changed = replace(changed, likelihoods={**draft.likelihoods, **mark.likelihoods})
        leaves: dict[str, list[str]] = {}
        for leaf in mark.likelihoods:
            leaves.setdefault(_by(said, under(leaf)), []).append(leaf)
        notes += [f"likelihoods under {', '.join(some)}{by}" for by, some in leaves.items()]
    if mark.rejected:
        changed = replace(changed, left_out=f"rejected{_by(said, 'rejected')}")
    return replace(changed, marks=tuple(notes))


def _put_into(draft: Draft, cluster: str) -> Draft:
    if not cluster.startswith(COPY):
        return replace(draft, cluster=cluster, copy_of="")
    of = cluster.removeprefix(COPY)
    # a copy leans on whatever the item that it repeats leans on
    return replace(draft, copy_of="" if of == draft.id else of)


def _by(said: Mapping[str, Said], name: str) -> str:
    one = said.get(name)
    if one is None:
        return " by an analyst"
    return f" by {one.who}: {one.why}" if one.why else f" by {one.who}"
