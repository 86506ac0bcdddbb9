"""Names of cases: short, readable, the same for the same question and reports."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from datetime import date

from smoulder.records.case import Assessment


def case_key(assessment: Assessment) -> str:
    """What makes a case one case: the question's group, country, day and mode, and the reports read for it.

    returns: 64 hexadecimal characters; the order of the reports does not matter.
    """
    asked = assessment.question
    reports = sorted({reading.report.sha256 for reading in assessment.readings})
    return _digest([asked.group_id, asked.country, asked.as_of.isoformat(), asked.mode, reports])


def inputs_key(assessment: Assessment) -> str:
    """What makes an answer one answer: the case, the settings, the seed, the version and the data vintages.

    returns: 64 hexadecimal characters.
    """
    vintages = sorted((data.name, data.vintage) for data in assessment.data)
    return _digest(
        [
            case_key(assessment),
            sorted(assessment.settings.items()),
            assessment.seed,
            assessment.smoulder_version,
            vintages,
        ]
    )


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
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()
