"""The whole bundle: a report about the group in the country, and all that it rests on."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import Any

from smoulder.brief.edition import UNSIGNED, Issue
from smoulder.brief.front import question_words
from smoulder.brief.inert import one_line
from smoulder.brief.language.say import speaking
from smoulder.brief.language.tongue import ENGLISH
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.stix.extension import StixAssessment, StixPayload, extension
from smoulder.brief.stix.ids import bundle_id, stamp_of
from smoulder.brief.stix.scales import CONFIDENCE, CONFIDENCE_SCALE
from smoulder.records.case import Assessment
from smoulder.records.errors import MissingExtra

REPORT_TYPES = ["threat-actor"]


def stix_files(manuscript: Manuscript) -> dict[str, bytes]:
    """The brief as `brief.stix.json`.

    raises: MissingExtra where stix2 is not installed.
    """
    text = render_stix(manuscript.assessment, manuscript.edition.issue)
    return {"brief.stix.json": text.encode("utf-8")}


def render_stix(assessment: Assessment, issue: Issue = UNSIGNED) -> str:
    """The assessment as a STIX 2.1 bundle: UTF-8, indented, one line feed at its end.

    It speaks English in every edition, since it is read by programs.
    raises: MissingExtra where stix2 is not installed.
    """
    if find_spec("stix2") is None:
        raise MissingExtra("The brief as STIX needs stix2. Run: pip install 'smoulder[stix]'")
    with speaking(ENGLISH.code):
        objects = [json.loads(one.serialize()) for one in _objects(assessment, issue)]
    bundle = {"type": "bundle", "id": bundle_id(objects), "objects": objects}
    return json.dumps(bundle, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _objects(assessment: Assessment, issue: Issue) -> list[Any]:  # Any: stix2 brings no types
    from stix2 import v21  # type: ignore[import-untyped]  # stix2 brings no types

    from smoulder.brief.stix.judgements import judgements
    from smoulder.brief.stix.sources import sources
    from smoulder.brief.stix.subjects import MARKINGS, subjects

    stamp = stamp_of(assessment.question, issue)
    about = subjects(assessment, stamp, issue.marking)
    from_ = sources(assessment, about, stamp)
    thought = judgements(assessment, about, from_, stamp)
    level = assessment.confidence.level
    told = StixAssessment(
        question=assessment.question,
        headline=assessment.headline,
        confidence=level,
        made_with=f"Smoulder {assessment.smoulder_version}",
        case=issue.case,
    )
    spoken = [about.group, about.country, about.active_in, about.fought_in, *from_.objects, *thought]
    report = v21.Report(
        **stamp.of_case("report"),
        **about.common,
        name=one_line(question_words(assessment)),
        description=one_line(assessment.headline)
        + f"\n\nConfidence: {level} ({CONFIDENCE[level]} on the {CONFIDENCE_SCALE})."
        + "".join(f"\n- {one_line(reason.words)}" for reason in assessment.rests_on),
        report_types=REPORT_TYPES,
        published=stamp.made,
        confidence=CONFIDENCE[level],
        object_refs=[one.id for one in spoken if one is not None],
        external_references=_references(assessment),
        extensions=extension(StixPayload(assessment=told)),
    )
    return [MARKINGS[issue.marking], report, *about.all(), *from_.objects, *thought]


def _references(assessment: Assessment) -> list[dict[str, str]]:
    """The data sets and the program."""
    used = [
        {
            "source_name": one_line(one.name) or "data",
            "description": one_line(f"{one.what}, {one.vintage}; {one.citation} ({one.licence})"),
        }
        for one in assessment.data
    ]
    return [*used, {"source_name": "Smoulder", "description": f"version {assessment.smoulder_version}"}]
