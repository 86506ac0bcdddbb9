"""Names of cases, and what makes a case the same as one that is kept."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from datetime import date

from smoulder.records.case import Question


def case_key(question: Question, label: str = "") -> str:
    """What makes a case one case: the question's group, country, day and mode, and the label given to it.

    returns: 64 hexadecimal characters; which reports were read does not matter, as later ones join the case.
    """
    return digest_of([question.group_id, question.country, question.as_of.isoformat(), question.mode, label])


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


def digest_of(value: object) -> str:
    """SHA-256 of a value of JSON, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
