"""What makes an answer another than the last one of its case, so that it is kept."""

from __future__ import annotations

from collections.abc import Mapping

from smoulder.records.case import Assessment
from smoulder.records.case_file import CaseFile
from smoulder.records.statement import Reading
from smoulder.store.case_id import digest_of

_ASIDE = {"chosen", "moved", "record", "readings"}
"""How the question was put, why the number moved, how good earlier answers were; and readings, which are told apart."""


def inputs_key(case_id: str, assessment: Assessment, file: CaseFile) -> str:
    """What makes an answer one answer: everything that it says, and everything that it was made from.

    Beside the answer these are what was read from each report (corrections of the reader included), its date and
    publisher, the standing of reports, and what the case file says with who said it and why.

    file:    the case as the assessment saw it; its remarks, judgements and analysts' own numbers move no answer and
             are left out, and so is that a report joined it, as what was read from it says so.
    returns: 64 hexadecimal characters. The order of reports and items does not matter, nor what is told with another
             machine's last digits: numbers count to six digits.
    """
    return digest_of([case_id, _said(assessment), sorted(map(_read, assessment.readings)), _state(file)])


def _said(assessment: Assessment) -> object:
    whole = assessment.model_dump(mode="json", by_alias=True, exclude=_ASIDE)
    reports = dict(enumerate(one.report.sha256 for one in assessment.readings))
    for item in whole["evidence"]:
        at = item["source"]["report"]
        item["source"]["report"] = reports.get(at, at)
    whole["evidence"].sort(key=lambda item: str(item["id"]))
    whole["situation"]["notes"].sort()
    return _rounded(whole)


def _read(reading: Reading) -> tuple[str, ...]:
    """What moves an answer of a report: when it was out, whose it is, and what was read from it."""
    report = reading.report
    told = reading.model_dump_json(by_alias=True, exclude={"report"})
    return (report.sha256, str(report.published or ""), report.publisher, told)


def _state(file: CaseFile) -> list[object]:
    """What a case file says, in a form without an order where order does not matter."""
    standing = {
        key: [one.status, one.replaced_by] for key, one in file.reports.items() if one.status != "read"
    }
    plain = file.model_dump(mode="json", include={"marks", "hypotheses", "said"})
    items = {one.id: [one.who, one.item.model_dump(mode="json")] for one in file.items}
    return [plain, items, standing]


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Mapping):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, (list, tuple)) else value
