"""What is thought: for each horizon the claim as a note and the opinion of it, and a note for each item."""

from __future__ import annotations

from typing import Any, Literal

from stix2 import v21  # type: ignore[import-untyped]  # stix2 brings no types

from smoulder.brief.branch_words import apart_words, branch_name
from smoulder.brief.evidence import CREDIBILITY as CREDIBLE
from smoulder.brief.evidence import RELIABILITY
from smoulder.brief.inert import one_line, web_address
from smoulder.brief.numbers import (
    SPACE,
    amount,
    basis_words,
    day_words,
    difference_words,
    months_words,
    percent,
    sentence,
    spread,
)
from smoulder.brief.stix.extension import StixChance, StixItem, StixPayload, extension
from smoulder.brief.stix.ids import Stamp
from smoulder.brief.stix.scales import (
    CONFIDENCE,
    CONFIDENCE_SCALE,
    CREDIBILITY,
    CREDIBILITY_SCALE,
    opinion_of,
)
from smoulder.brief.stix.sources import Sources
from smoulder.brief.stix.subjects import Subjects
from smoulder.records.case import Assessment
from smoulder.records.evidence import Item
from smoulder.records.forecast import Chance

Topic = Literal["comeback", "major"]


def judgements(
    assessment: Assessment, about: Subjects, from_: Sources, stamp: Stamp
) -> list[Any]:  # Any: stix2 brings no types
    """Claims with opinions, explanations, branches and items."""
    found: list[Any] = []  # Any: as above
    topics: tuple[tuple[Topic, dict[int, Chance]], ...] = (
        ("comeback", assessment.answer),
        ("major", assessment.major),
    )
    for topic, chances in topics:
        for horizon, chance in chances.items():
            found += _opinion(assessment, topic, horizon, chance, about, stamp)
    found += _told(assessment, about, stamp)
    items = {item.id: item for item in assessment.evidence}
    return found + [_item(assessment, item, about, from_, stamp) for item in items.values()]


def _opinion(
    assessment: Assessment, topic: Topic, horizon: int, chance: Chance, about: Subjects, stamp: Stamp
) -> list[Any]:  # Any: as above
    """The claim that fighting comes back within so many months, and the opinion of it."""
    asked = assessment.question
    line = asked.line if topic == "comeback" else asked.major_line
    what = "comes back" if topic == "comeback" else "comes back in force"
    measured = (
        f": deaths in 12 months reach {amount(line)} in any month of that time" if line is not None else ""
    )
    term = assessment.words.get(horizon, "") if topic == "comeback" else ""
    level = assessment.confidence.level
    likely = f"Chance: {percent(chance.value)} (90 % interval {spread(chance.low, chance.high)})"
    likely += f", by ICD 203: {one_line(term)}." if term else "."
    likely = _plain(likely)
    claim = v21.Note(
        **stamp.of_case("note", "claim", topic, horizon),
        **about.common,
        abstract=f"Claim: a {'' if topic == 'comeback' else 'major '}comeback within {months_words(horizon)}",
        content=f"Claim to be judged: the fighting of {about.group.name} in {about.country.name} {what} within "
        f"{months_words(horizon)} of {day_words(asked.as_of)}{measured}.\n\n{likely}",
        object_refs=[stamp.report, about.group.id],
    )
    opinion = v21.Opinion(
        **stamp.of_case("opinion", topic, horizon),
        **about.common,
        opinion=opinion_of(chance.value),
        confidence=CONFIDENCE[level],
        explanation=" ".join(
            (
                likely,
                f"{_plain(sentence(basis_words(chance)))}.",
                f"Confidence: {level} ({CONFIDENCE[level]} on the {CONFIDENCE_SCALE}).",
            )
        ),
        object_refs=[claim.id],
        extensions=extension(StixPayload(chance=StixChance.of(topic, horizon, chance, one_line(term)))),
    )
    return [claim, opinion]


def _told(assessment: Assessment, about: Subjects, stamp: Stamp) -> list[Any]:  # Any: as above
    """Explanations, branches and what would change the answer, in words."""
    notes = (
        ("explanations", "Explanations of the quiet, after evidence", _explanations(assessment)),
        ("branches", "If the pressure changes", _branches(assessment)),
        ("change", "What would change the answer", [one_line(one) for one in assessment.would_change]),
        ("unknown", "What is not known", [one_line(one) for one in assessment.not_known]),
    )
    return [
        v21.Note(
            **stamp.of_case("note", name),
            **about.common,
            abstract=title,
            content=_plain("\n".join(f"- {line}" for line in lines)),
            object_refs=[stamp.report, about.group.id],
        )
        for name, title, lines in notes
        if lines
    ]


def _explanations(assessment: Assessment) -> list[str]:
    return [
        f"{one_line(leaf.id)}: {one_line(leaf.words)}. {percent(leaf.posterior.value)} "
        f"({spread(leaf.posterior.low, leaf.posterior.high)}), before evidence {percent(leaf.prior.value)}, "
        f"{basis_words(leaf.prior)}."
        for leaf in assessment.hypotheses
    ]


def _branches(assessment: Assessment) -> list[str]:
    told = assessment.branches
    if told is None:
        return []
    lines = [
        f"{sentence(one_line(branch_name(branch.id)))}: {percent(chance.value)} "
        f"({spread(chance.low, chance.high)}) within {months_words(horizon)}."
        for branch in told.branches
        for horizon, chance in sorted(branch.comeback.items())
    ]
    first = branch_name(told.branches[0].id) if told.branches else ""
    lines += [
        f"{sentence(one_line(branch_name(other)))} against {one_line(first)}, within {months_words(horizon)}: "
        f"{difference_words(gap)}. {sentence(apart_words(gap))}."
        for other, gaps in told.differences.items()
        for horizon, gap in sorted(gaps.items())
    ]
    return lines


def _plain(text: str) -> str:
    """A text of ours with ordinary spaces, which every program finds."""
    return text.replace(SPACE, " ")


def _item(
    assessment: Assessment, item: Item, about: Subjects, from_: Sources, stamp: Stamp
) -> Any:  # Any: as above
    """A note with the passage or row, its grade, and where it stands."""
    source = item.source
    at = source.report if source.report is not None and source.report < len(from_.reports) else None
    sha256 = assessment.readings[at].report.sha256 if at is not None else ""
    grade = (
        f"Grade {source.reliability}{source.credibility}: source {RELIABILITY[source.reliability]}; "
        f"information {CREDIBLE[source.credibility]}."
    )
    number = CREDIBILITY.get(source.credibility)
    scale = f" Confidence {number} on the {CREDIBILITY_SCALE}." if number is not None else ""
    return v21.Note(
        **stamp.of_case("note", "item", item.id),
        **about.common,
        abstract=one_line(f"Item {item.id}: {item.kind}"),
        # four spaces set the words of others off: platforms that read Markdown show them as they stand
        content=f"{one_line(sentence(item.why))}.\n\n    {one_line(item.text)}\n\n{grade}{scale}",
        **({} if number is None else {"confidence": number}),
        object_refs=[stamp.report, about.group.id, *([] if at is None else [from_.reports[at]])],
        external_references=[_reference(assessment, item, at)],
        extensions=extension(StixPayload(item=StixItem.of(item, sha256))),
    )


def _reference(assessment: Assessment, item: Item, at: int | None) -> dict[str, Any]:  # Any: JSON values
    """The span of the report, with its digest and address, or the row of the data."""
    source = item.source
    name = one_line(source.name) or "source"
    if at is None:
        told = f"row {one_line(source.row)}" if source.row else "counted from the data"
        return {"source_name": name, "description": told}
    report = assessment.readings[at].report
    address = web_address(report.address)
    told = "" if source.start is None else f", characters {source.start} to {source.end} of its raw text"
    return {
        "source_name": name,
        "description": f"Report of SHA-256 {report.sha256}{told}",
        **({"url": address, "hashes": {"SHA-256": report.sha256}} if address else {}),
    }
