"""The choices of a reader, and who gives a brief out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from smoulder.records.outlines import Outlines

Marking = Literal["clear", "green", "amber", "red"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Who gives a brief out, and which kept answer it prints; only STIX needs to say so.

    organisation: its name, '' where it gave none. marking: by the traffic light protocol, whom it may be passed to.
    case: id of the case, '' where the answer was not kept; opened, made: when the case and the answer were.
    """

    organisation: str = ""
    marking: Marking = "clear"
    case: str = ""
    opened: datetime | None = None
    made: datetime | None = None


UNSIGNED = Issue()
"""By nobody who is named, of an answer that was not kept."""


@dataclass(frozen=True, slots=True)
class Edition:
    """How a brief is to be printed.

    language: 'en', or the code of a catalogue in `brief/language`. issue: who gives it out.
    outlines: the reader's own, to draw maps with; None for those that ship.
    """

    language: str = "en"
    issue: Issue = UNSIGNED
    outlines: Outlines | None = None


PLAIN = Edition()
"""English, as it comes."""
