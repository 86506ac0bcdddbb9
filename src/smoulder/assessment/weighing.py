"""Items of evidence: drafted from reports and from the data, graded, clustered, then weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.assessment.grade import grade
from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.likelihood import KINDS, by_favour, likelihoods
from smoulder.assessment.update import Updated
from smoulder.assessment.weights import Weighed
from smoulder.records.case_file import item_id
from smoulder.records.evidence import Item, Likelihood, Source
from smoulder.records.series import Floats
from smoulder.records.statement import Reading, TextEvidence

NOTHING = 0.005
"""An item that moves no leaf by more than this tells nothing."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One item before it is weighed.

    id:    from what it rests on, so that later items leave its random numbers as they are.
    share: part of it that is news; 0 where the months of the series hold it already.
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


def draft_from_readings(readings: Sequence[Reading], covered: float) -> list[Draft]:
    """Items from what the reports say.

    covered: how much of the last twelve months before the reports the series holds by month, 0 to 1;
             a sentence that attacks go on is news only for the rest, because no month counts twice.
    returns: one item for each sentence of evidence; sentences of one speaker in one report share a
             cluster, and a second sentence of the same kind there is left out. A report that is given
             twice is taken once.
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
            kind = f"not {evidence.kind}" if evidence.negated else evidence.kind
            if (cluster, kind) in seen:
                continue
            seen.add((cluster, kind))
            drafts.append(_draft(number, reading, evidence, speaker, cluster, covered))
    return drafts


def _draft(
    number: int, reading: Reading, evidence: TextEvidence, speaker: str, cluster: str, covered: float
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
        share=1 - covered if evidence.kind == "continued attacks" and not evidence.negated else 1.0,
    )


def _speaker_at(reading: Reading, evidence: TextEvidence) -> str:
    """The speaker of the statement that holds this sentence, if one does."""
    for statement in reading.statements:
        if statement.start < evidence.end and evidence.start < statement.end:
            return statement.speaker
    return ""


def name_items(drafts: Sequence[Draft]) -> list[Weighed]:
    """The drafts as the update takes them, in their order."""
    return [
        Weighed(
            id=draft.id,
            cluster=draft.cluster,
            likelihoods=draft.likelihoods,
            reliability=draft.source.reliability,
            credibility=draft.source.credibility,
            share=draft.share,
        )
        for draft in drafts
    ]


def weigh(drafts: Sequence[Draft], updated: Updated, given: Floats) -> tuple[Item, ...]:
    """The items with what each changed: posterior with it less posterior without it.

    given: shape (leaf,), mean chance of a comeback within 12 months under each leaf.
    """
    posterior = updated.posterior.mean(axis=0)
    first = int(np.argmax(posterior))
    items = []
    for draft in drafts:
        without = updated.without[draft.id]
        change = _change(posterior, without)
        items.append(
            Item(
                id=draft.id,
                kind=draft.kind,
                text=draft.text,
                speaker=draft.speaker,
                source=draft.source,
                cluster=draft.cluster,
                weight=updated.weights[draft.id],
                likelihoods=draft.likelihoods,
                basis="assumed",
                why=draft.why if draft.share > 0 else f"{draft.why}; not counted: the months hold it already",
                change=change,
                moves_answer=float((posterior - without) @ given),
                flips=int(np.argmax(updated.removed[draft.id])) != first,
                tells_nothing=max(abs(value) for value in change.values()) < NOTHING,
            )
        )
    return tuple(items)


def _change(posterior: Floats, without: Floats) -> dict[str, float]:
    return {leaf: float(posterior[at] - without[at]) for at, leaf in enumerate(LEAVES)}
