"""A whole case as one file: the question, everything that was entered, the reports, the answers, how it came out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from json import dumps, loads
from typing import Annotated, Literal

from pydantic import Field

from smoulder.records.asked import Asked, Forecast, Resolution
from smoulder.records.base import Record
from smoulder.records.case import Assessment, Question
from smoulder.records.change import Entry
from smoulder.records.fix import KeptFix
from smoulder.records.report import Report

EXPORT_VERSION = "1"
"""Of the form of an export; another one is refused."""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class KeptAnswer(Record):
    """An answer as the ledger keeps it.

    inputs: digest of what it was made from. created: with its time zone.
    entry:  number of the last entry of the log that it rests on; None in an older one.
    """

    answer: Assessment
    inputs: Digest
    created: datetime
    entry: int | None = None


class CaseExport(Record):
    """One case, to be kept elsewhere, sent to a colleague, or read by other programs (docs/data/case.md).

    schema_version: of this form. digest: SHA-256 of everything else here, so that a changed file is seen.
    log:     every change, oldest first, numbered from 1.
    reports: with their raw texts, in the order in which they came into the case; of one that an older version read
             without keeping its text there is none.
    fixes:   corrections of these reports, made in this case or another; they hold in every case that reads the report.
    answers: oldest first; `entry` counts in this log.
    Grades of sources are the desk's and not the case's: they are not here, the answers hold those that were used.
    """

    schema_version: Literal["1"] = "1"
    smoulder_version: str
    exported: datetime
    id: str
    label: str = ""
    created: datetime
    question: Question
    log: tuple[Entry, ...] = ()
    reports: tuple[Report, ...] = ()
    fixes: tuple[KeptFix, ...] = ()
    answers: tuple[KeptAnswer, ...] = ()
    questions: tuple[Asked, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    digest: str = ""


def render_export(export: CaseExport) -> str:
    """An export as it is written, with its digest."""
    whole = loads(export.model_dump_json(by_alias=True, exclude={"digest"}))
    return dumps(whole | {"digest": digest_of(whole)}, ensure_ascii=False, indent=1) + "\n"


def digest_of(whole: Mapping[str, object]) -> str:
    """SHA-256 of the content of an export, whatever the order and the spaces of its JSON.

    whole: the JSON object; its `digest` is left aside.

    >>> digest_of({"a": 1, "digest": "x"}) == digest_of({"a": 1})
    True
    """
    content = {key: value for key, value in whole.items() if key != "digest"}
    return sha256(dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
