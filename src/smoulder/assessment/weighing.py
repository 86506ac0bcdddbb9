"""Items of evidence: drafted from reports and from the data, graded, clustered, then weighed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from smoulder.assessment.grade import grade
from smoulder.assessment.likelihood import KINDS, by_favour, likelihoods
from smoulder.assessment.tree import WHOLE, Tree
from smoulder.assessment.update import Updated
from smoulder.assessment.weights import Weighed, roots_of
from smoulder.records.case_file import item_id
from smoulder.records.evidence import Item, Likelihood, Source
from smoulder.records.month import month_of, month_text
from smoulder.records.series import Floats
from smoulder.records.statement import Reading, TextEvidence

NOTHING = 0.005
"""An item that moves no leaf by more than this tells nothing."""
RESTS_ON = {"continued attacks": 3, "large attack": 2, "unused opportunity": 12}
"""Kinds that rest on months of the series, and how many up to the report's own, where the sentence names none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One item before it is weighed.

    id:       from what it rests on, so that later items leave its random numbers as they are.
    cluster:  '' where it leans on no other. copy_of: id of the item that it repeats, '' where it repeats none.
    share:    part of it that is news; 0 where it is known already.
    months, indicator: what it rests on, as in `records.change.ItemPut`.
    left_out: why it is not in the update, '' where it is.
    marks:    what an analyst overruled, in words; entered_by: who entered it, '' where it was read or counted.
    """

    id: str
    kind: str
    text: str
    source: Source
    cluster: str
    likelihoods: dict[str, Likelihood]
    why: str
    speaker: str = ""
    share: float = 1.0
    basis: Literal["estimated", "assumed"] = "assumed"
    copy_of: str = ""
    months: tuple[str, str] | None = None
    indicator: str = ""
    left_out: str = ""
    marks: tuple[str, ...] = ()
    entered_by: str = ""


def draft_from_readings(readings: Sequence[Reading], as_of: date) -> list[Draft]:
    """Items from what the reports say.

    as_of:   stands in for the day of a report that has none.
    returns: one item for each sentence of evidence; sentences of one speaker in one report share a
             cluster, and a second sentence of the same kind there is left out. A report that is given
             twice is taken once. Sentences that rest on months of the series say which, so that none
             of them counts twice (`once.count_once`).
    """
    drafts: list[Draft] = []
    read: set[str] = set()
    for number, reading in enumerate(readings):
        if reading.report.sha256 in read:
            continue
        read.add(reading.report.sha256)
        seen: set[tuple[str, str]] = set()
        for evidence in reading.evidence:
            speaker = evidence.speaker or _speaker_at(reading, evidence)
            cluster = f"report {number + 1}: {speaker or 'the report itself'}"
            kind = f"denied: {evidence.kind}" if evidence.negated else evidence.kind
            if (cluster, kind) in seen:
                continue
            seen.add((cluster, kind))
            drafts.append(_draft(number, reading, evidence, speaker, cluster, as_of))
    return drafts


def _draft(
    number: int, reading: Reading, evidence: TextEvidence, speaker: str, cluster: str, as_of: date
) -> Draft:
    role = next((one.role for one in reading.statements if one.speaker == speaker and one.role), "")
    graded = grade(speaker, role, evidence.anonymous)
    # a denial has its direction turned round by the reader, so the table of the kind does not fit it
    known = None if evidence.negated else likelihoods(evidence.kind)
    kind = f"denied: {evidence.kind}" if evidence.negated else evidence.kind
    return Draft(
        id=item_id("report", reading.report.sha256, evidence.start, evidence.end, kind),
        kind=kind,
        text=evidence.text,
        speaker=speaker,
        source=Source(
            kind="report",
            name=reading.report.title or reading.report.name,
            report=number,
            start=evidence.start,
            end=evidence.end,
            reliability=graded.reliability,
            credibility=graded.credibility,
            grade_why=graded.why,
        ),
        cluster=cluster,
        likelihoods=known or by_favour(evidence.favours, evidence.over),
        why=KINDS[evidence.kind].why if known else "direction from the report's own words, size assumed",
        months=_months(reading, evidence, as_of),
    )


def _months(reading: Reading, evidence: TextEvidence, as_of: date) -> tuple[str, str] | None:
    """The months of the series that a sentence rests on: those of its own dates, else the last before its report."""
    if evidence.kind not in RESTS_ON:
        return None
    told = min(reading.report.published or as_of, as_of)
    last = month_of(told)
    first = last + 1 - RESTS_ON[evidence.kind]
    named = [
        (month_of(one.from_), month_of(min(one.to, told)))
        for one in reading.dates
        if one.start < evidence.end
        and evidence.start < one.end
        and one.from_
        and one.to
        and one.from_ <= told
    ]
    if named:
        first, last = min(one for one, _ in named), max(one for _, one in named)
    return month_text(first), month_text(last)


def _speaker_at(reading: Reading, evidence: TextEvidence) -> str:
    """The speaker of the statement that holds this sentence, if one does."""
    for statement in reading.statements:
        if statement.start < evidence.end and evidence.start < statement.end:
            return statement.speaker
    return ""


def name_items(drafts: Sequence[Draft | Item], tree: Tree = WHOLE) -> list[Weighed]:
    """The items as the update takes them, in their order, without those that are left out.

    drafts:  with those that are left out, since copies of one of them stay copies of one item, in the cluster in which
             they stood with it: to reject an original lets nothing that repeats it weigh more than both did.
    tree:    a part of a leaf that an item does not speak of takes the likelihood of the leaf.
    """
    roots = roots_of(drafts)
    gone = {draft.id: draft for draft in drafts if draft.left_out}
    clusters: dict[str, set[str]] = {id_: {one.cluster} for id_, one in gone.items()}
    for draft, root in zip(drafts, roots, strict=True):
        if root in gone and not draft.left_out:
            clusters[root].add(draft.cluster)
    return [
        Weighed(
            id=draft.id,
            cluster=min(clusters[root] - {""}, default="") if root in gone else draft.cluster,
            likelihoods=tree.likelihoods(draft.likelihoods),
            reliability=draft.source.reliability,
            credibility=draft.source.credibility,
            share=draft.share,
            copy_of="" if root == draft.id else root,
            source=_behind(draft),
            root_source=_behind(gone[root]) if root in gone else None,
        )
        for draft, root in zip(drafts, roots, strict=True)
        if not draft.left_out
    ]


def _behind(draft: Draft | Item) -> str:
    return draft.speaker or draft.source.name


def weigh(
    drafts: Sequence[Draft], updated: Updated, given: Floats, flips: Collection[str], tree: Tree = WHOLE
) -> tuple[Item, ...]:
    """The items with what each changed: posterior with it less posterior without it.

    given: shape (leaf,), mean chance of a comeback within 12 months under each leaf.
    flips: ids of the items without which another leaf comes first.
    """
    posterior = updated.posterior.mean(axis=0)
    items = []
    for draft in drafts:
        without = updated.without.get(draft.id, posterior)
        change = dict(zip(tree.ids, (posterior - without).tolist(), strict=True))
        items.append(
            Item(
                id=draft.id,
                kind=draft.kind,
                text=draft.text,
                speaker=draft.speaker,
                source=draft.source,
                cluster=draft.cluster,
                weight=updated.weights.get(draft.id, 0.0),
                likelihoods=tree.likelihoods(draft.likelihoods),
                basis=draft.basis,
                why=draft.why,
                change=change,
                moves_answer=float((posterior - without) @ given),
                flips=draft.id in flips,
                tells_nothing=max(abs(value) for value in change.values()) < NOTHING,
                left_out=draft.left_out,
                marks=draft.marks,
                entered_by=draft.entered_by,
                copy_of=draft.copy_of,
                months=draft.months,
                indicator=draft.indicator,
                share=draft.share,
            )
        )
    return tuple(items)
