"""Corrections of the reader: kept by report and span, applied whenever that report is read again."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from smoulder.records.base import Record

ELSEWHERE = "made in another case"
"""Stands for who made a correction where that is not told."""
FixPart = Literal["speaker", "group", "country", "claim", "evidence", "statement", "published"]


class Fix(Record):
    """One correction of what the reader took from a report.

    start, end: characters of `Report.raw` that the passage has; both 0 for the report as a whole (group, country,
                published).
    part:       what is wrong. was: what the reader said there. now: what is right; '' where there is no such thing
                and the passage is taken out; the same as `was` where the reader was right and earlier corrections of
                the passage are taken back.
    rule:       what found the passage, so that errors can be counted by rule: 'evidence: capacity judged low'.
    """

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    part: FixPart
    start: Annotated[int, Field(ge=0)] = 0
    end: Annotated[int, Field(ge=0)] = 0
    was: str = ""
    now: str = ""
    rule: str = ""

    @model_validator(mode="after")
    def _fits_its_part(self) -> Fix:
        if self.end < self.start:
            raise ValueError(f"the passage ends at {self.end}, before it starts at {self.start}")
        if (self.end > 0) == (self.part in ("group", "country", "published")):
            raise ValueError("give a passage to a statement, claim, item or speaker, and to nothing else")
        if self.part in ("claim", "statement") and self.now not in ("", self.was):
            raise ValueError(f"a {self.part} is taken out, and not turned into another; leave now empty")
        if self.part == "group" and self.now and not re.fullmatch("-?[0-9]{1,9}", self.now):
            raise ValueError(f"the group is {self.now[:40]!r}; give its id")
        if self.part == "published" and self.now:
            date.fromisoformat(self.now)
        return self


class KeptFix(Record):
    """A correction with who made it, when and why.

    case_id: of the case in which it was made; '' where it is not known or not told.
    """

    fix: Fix
    who: str
    why: str
    at: datetime
    case_id: Annotated[str, Field(max_length=80)] = ""

    def told_in(self, case_id: str) -> KeptFix:
        """The correction as another case than that in which it was made tells it: without who made it, and why.

        >>> fix = Fix(sha256=64 * "a", part="country", now="Iraq")
        >>> kept = KeptFix(fix=fix, who="Ada", why="so I heard", at=datetime(2026, 1, 2), case_id="one")
        >>> kept.told_in("one") == kept, kept.told_in("two").who, kept.told_in("two").why
        (True, 'made in another case', '')
        """
        if self.case_id == case_id:
            return self
        return self.model_copy(update={"who": ELSEWHERE, "why": "", "case_id": ""})


class SourceGrade(Record):
    """How reliable a source is from a day on, by the Admiralty code, with the reason.

    name:  of a publisher, an institution or a party, never of a person.
    since: the day from which it holds; a later one stands over it.
    """

    name: str
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    since: date
    why: str
