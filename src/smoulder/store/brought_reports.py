"""Reports that a file of a case brings by terms: read anew here, also where its answers hold them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from json import dumps, loads

import sqlalchemy as sa

from smoulder.records.case_export import CaseExport, KeptAnswer
from smoulder.records.errors import BadData, BadEntry
from smoulder.records.report import Report
from smoulder.records.statement import Reading
from smoulder.store.report_texts import read_report
from smoulder.store.tables import REPORTS

LOST = "\ufffd"
"""What stands for a letter that could not be decoded."""


def read_anew(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Reports of a file as this version reads their raw texts; of what else the file says of them the name stays.

    reports: whose raw texts fit their SHA-256; one that lost letters is left as it is.
    raises:  BadEntry where a readable text is not that of its raw one; BadReport where a raw text is no report.
    """
    from smoulder.reading.page import report_in_any_language
    from smoulder.reading.report_digest import content_of

    found = []
    for one in reports:
        content = None if LOST in one.raw else content_of(one)
        again = one if content is None else report_in_any_language(one.name, content)
        if (again.raw, again.text, again.offsets) != (one.raw, one.text, one.offsets):
            raise BadEntry(
                f"the readable text of report {one.name} is not what is read in its raw text here; add the report "
                "itself to a case of your own, or ask whoever keeps the server to take the file in"
            )
        found.append(again)
    return tuple(found)


def check_reports(to: sa.Connection, reports: Sequence[Report]) -> None:
    """See that no text comes in under the SHA-256 of another: one that lost letters cannot be held to its own.

    raises: BadEntry where the ledger does not have the text of such a report already.
    """
    for one in reports:
        here = (REPORTS.c.sha256 == one.sha256) & REPORTS.c.raw.is_not(None)
        if LOST in one.raw and to.scalar(sa.select(REPORTS.c.sha256).where(here)) is None:
            raise BadEntry(
                f"the text of report {one.name} lost letters when it was first read, so that nothing shows whether it "
                "is still the same; add the report itself here first, then take in the file"
            )


def answers_anew(to: sa.Connection, export: CaseExport) -> tuple[KeptAnswer, ...]:
    """Answers of a file with its reports as they are read here; of the day of a report a correction stands over that.

    export: whose reports were read anew and checked; what the ledger has stands for one that lost letters.
    raises: BadData where the text that an answer holds of a report is not that of the report.
    """
    held = {one.sha256: read_report(to, one.sha256) if LOST in one.raw else one for one in export.reports}
    days = {(one.fix.sha256, one.fix.now) for one in export.fixes if one.fix.part == "published"}
    return tuple(
        one.model_copy(update={"answer": one.answer.model_copy(update={"readings": readings})})
        for one in export.answers
        for readings in [tuple(_anew(reading, held, days) for reading in one.answer.readings)]
    )


def digest_of_answer(answer: str) -> str:
    """SHA-256 of an answer in JSON, without what it says of its reports beside their SHA-256.

    By terms that is not what the file says but what is read here, and the answer is still the same.

    >>> told = '{"readings": [{"report": {"sha256": "a1", "title": "%s"}}]}'
    >>> digest_of_answer(told % "Calm") == digest_of_answer(told % "Calm again")
    True
    """
    whole = loads(answer)
    readings = [one | {"report": one["report"]["sha256"]} for one in whole["readings"]]
    return sha256(dumps(whole | {"readings": readings}, sort_keys=True).encode()).hexdigest()


def _anew(reading: Reading, held: Mapping[str, Report], days: Collection[tuple[str, str]]) -> Reading:
    said = reading.report
    report = held.get(said.sha256)
    if report is None or (report.raw, report.text) != (said.raw, said.text):
        raise BadData(
            f"an answer of the file holds another text of report {said.name} than the file has of the report itself; "
            "export the case again, or ask whoever keeps the server to take the file in"
        )
    day = said.published.isoformat() if said.published else ""
    if said.published != report.published and (said.sha256, day) in days:
        dated = {"published": said.published, "published_from": "user" if day else ""}
        report = report.model_copy(update=dated)
    return reading.model_copy(update={"report": report})
