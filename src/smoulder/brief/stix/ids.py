"""Ids and times of STIX objects: from what they stand for, so that the same answer gives the same bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from smoulder.brief.edition import Issue
from smoulder.records.case import Question
from smoulder.records.month import month_index

NAMESPACE = UUID("00464755-3255-49ee-ab7d-cbd019c03683")
"""Under which every id is made. It must never change: the same case would come in a second time."""
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
"""The day from which objects that no case owns (organisation, group, country) count as made."""
UNNAMED = "Unnamed organisation"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whose bundle it is, of which case, and when.

    owner: what the ids of the case's own objects are made from.
    opened, made: of the case and of its answer.
    """

    organisation: str
    owner: str
    opened: datetime
    made: datetime

    @property
    def report(self) -> str:
        """The id of the report, on which the notes are."""
        return object_id("report", self.owner)

    def of_case(self, kind: str, *parts: object) -> dict[str, object]:
        """Id and times of an object that belongs to the case: a later answer gives it again, changed later."""
        return {"id": object_id(kind, self.owner, *parts), "created": self.opened, "modified": self.made}

    def of_organisation(self, kind: str, *parts: object) -> dict[str, object]:
        """Id and times of an object that all cases of the organisation share."""
        made = max(BEGAN, self.made)
        return {"id": object_id(kind, self.organisation, *parts), "created": BEGAN, "modified": made}


def stamp_of(question: Question, issue: Issue) -> Stamp:
    """The stamp of an answer.

    An answer that was kept bears the times of its case; another one bears its as-of day, and each day is an object
    of its own.
    """
    organisation = issue.organisation or UNNAMED
    day = datetime.combine(question.as_of, time.min, UTC)
    asked: tuple[object, ...] = (question.group_id, question.country, question.mode, question.measure)
    if issue.case:
        made = issue.made or day
        opened = min(issue.opened or made, made)
        return Stamp(organisation, _joined("case", organisation, issue.case), opened, made)
    return Stamp(organisation, _joined("day", organisation, *asked, question.as_of), day, day)


def object_id(kind: str, *parts: object) -> str:
    """The id of an object: the same for the same thing.

    >>> object_id("location", "Iraq") == object_id("location", "Iraq")
    True
    >>> object_id("location", "Iraq") == object_id("location", "Syria")
    False
    """
    return f"{kind}--{uuid5(NAMESPACE, _joined(kind, *parts))}"


def bundle_id(objects: list[Mapping[str, object]]) -> str:
    """The id of a bundle, from the versions of what is in it."""
    return object_id("bundle", *(f"{one['id']} {one.get('modified', '')}" for one in objects))


def first_moment(month: str) -> datetime:
    """When a month begins.

    >>> first_moment("2018-12").isoformat()
    '2018-12-01T00:00:00+00:00'
    """
    year, at = divmod(month_index(month), 12)
    return datetime(year, at + 1, 1, tzinfo=UTC)


def after(month: str) -> datetime:
    """When a month is over.

    >>> after("2018-12").isoformat()
    '2019-01-01T00:00:00+00:00'
    """
    year, at = divmod(month_index(month) + 1, 12)
    return datetime(year, at + 1, 1, tzinfo=UTC)


def on_day(day: date) -> datetime:
    """The beginning of a day."""
    return datetime.combine(day, time.min, UTC)


def _joined(*parts: object) -> str:
    text = "\x1f".join(str(part) for part in parts)
    # half a surrogate pair, as broken files hold it, has no place in UTF-8
    return text.encode("utf-8", "replace").decode("utf-8")
