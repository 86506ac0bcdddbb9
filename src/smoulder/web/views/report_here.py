"""A place in a report that is open: what was read there, what weighs there, and what was corrected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smoulder.records.errors import BadEntry
from smoulder.web.views.report_facts import Taken, taken_at

if TYPE_CHECKING:
    from smoulder.records.fix import KeptFix
    from smoulder.web.views.report_case import Placed, ReportOfCase
    from smoulder.web.views.report_text import Part

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Here:
    """What stands at a place.

    start, end: characters of `Report.text`. number: of the sentence that holds its beginning, 0 where none does.
    items:      of the case. fixes: corrections that touch it, oldest first.
    """

    start: int
    end: int
    number: int
    words: str
    taken: Sequence[Taken]
    items: Sequence[Placed]
    fixes: Sequence[KeptFix]

    @property
    def at(self) -> str:
        """The place as an address has it."""
        return f"{self.start}-{self.end}"


def span_of(at: str, found: ReportOfCase) -> tuple[int, int]:
    """A place from START-END, characters of `Report.text`, without white space at its ends.

    raises: BadEntry where it is not clear, lies outside, or holds no words.
    """
    text, given = found.report.text, _SPAN.fullmatch(at)
    start, end = (int(given[1]), int(given[2])) if given else (0, 0)
    if not start < end <= len(text):
        raise BadEntry(
            f"the place {at[:40]!r} is not in report {found.number}, which has {len(text)} characters; "
            "choose a sentence, or select some words"
        )
    words = text[start:end]
    start, end = end - len(words.lstrip()), start + len(words.rstrip())
    if start >= end:
        raise BadEntry("no words are selected; choose some that can be read")
    return start, end


def here_of(at: str, found: ReportOfCase) -> Here:
    """What stands at a place; raises: BadEntry as `span_of`."""
    start, end = span_of(at, found)
    first, last = found.report.raw_span(start, end)
    return Here(
        start,
        end,
        sentence_at(found.parts, start),
        found.report.text[start:end],
        taken_at(found.reading, start, end),
        [one for one in found.items if one.start < end and start < one.end],
        [one for one in found.fixes if one.fix.start < last and first < one.fix.end],
    )


def sentence_at(parts: Sequence[Part], start: int) -> int:
    """The number of the sentence at a character, 0 where none holds it."""
    part = next((one for one in parts if one.start <= start < one.end), None)
    inside = (one.number for one in (part.sentences if part else ()) if one.start <= start < one.end)
    return next(inside, 0)
