"""Names of cases, and what makes a case and an answer the same as one that is kept."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from datetime import date

from smoulder.records.case import Assessment, Question
from smoulder.records.case_file import CaseFile
from smoulder.records.report import Report


def case_key(question: Question, label: str = "") -> str:
    """What makes a case one case: the question's group, country, day and mode, and the label given to it.

    returns: 64 hexadecimal characters; which reports were read does not matter, as later ones join the case.
    """
    return _digest([question.group_id, question.country, question.as_of.isoformat(), question.mode, label])


def inputs_key(case_id: str, assessment: Assessment, file: CaseFile) -> str:
    """What makes an answer one answer: everything that it was made from.

    These are the case with the day it stands at, what was read from each report (corrections of the reader
    included), its date and publisher, what the case file says with who said it and why, the grades of the sources,
    settings, seed, version and data vintages.

    file:    the case as the assessment saw it; its remarks and analysts' own numbers move no answer and are left out,
             and so is that a report joined it, as what was read from it says so.
    returns: 64 hexadecimal characters; the order of reports and items does not matter.
    """
    read = sorted(
        (one.report.sha256, *_of_report(one.report), one.model_dump_json(by_alias=True, exclude={"report"}))
        for one in assessment.readings
    )
    grades = sorted((one.id, one.source.reliability, one.source.credibility) for one in assessment.evidence)
    return _digest(
        [
            case_id,
            assessment.question.as_of.isoformat(),
            read,
            _state(file),
            grades,
            sorted(assessment.settings.items()),
            assessment.seed,
            assessment.smoulder_version,
            sorted((data.name, data.vintage) for data in assessment.data),
        ]
    )


def _of_report(report: Report) -> tuple[str, ...]:
    """What moves an answer of a report whose text stands: when it was out, and whose it is."""
    return (str(report.published or ""), report.publisher)


def _state(file: CaseFile) -> list[object]:
    """What a case file says, in a form without an order where order does not matter."""
    standing = {
        key: [one.status, one.replaced_by] for key, one in file.reports.items() if one.status != "read"
    }
    plain = file.model_dump(mode="json", include={"marks", "hypotheses", "said"})
    items = {one.id: [one.who, one.item.model_dump(mode="json")] for one in file.items}
    judged = [one.model_dump(mode="json") for one in file.judgements.values()]
    judged.sort(key=lambda one: (one["analyst"], one["round"]))
    return [plain, items, judged, standing]


def case_id(group: str, country: str, as_of: date, key: str, length: int = 4) -> str:
    """A name such as 'is-iraq-2020-01-23-7f3a'.

    key:    as `case_key` gives it; its first `length` characters tell cases of one day apart.

    >>> case_id("IS", "DR Congo (Zaire)", date(2020, 1, 23), "7f3a" + 60 * "0")
    'is-dr-congo-zaire-2020-01-23-7f3a'
    """
    return f"{_slug(group)}-{_slug(country)}-{as_of.isoformat()}-{key[:length]}"


def _slug(name: str, most: int = 20) -> str:
    """A name in plain lower-case letters, digits and hyphens, cut at a word."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = "".join(mark if mark.isalnum() else " " for mark in plain).split()
    slug = "-".join(words)
    if len(slug) <= most:
        return slug or "x"
    return slug[: most + 1].rpartition("-")[0] or slug[:most]


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
