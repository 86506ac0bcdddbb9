"""What holds a group down: entries of a calendar, and the rows of data sets that they can be made from."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from smoulder.records.base import Record
from smoulder.records.when import When

PressureKind = Literal[
    "foreign troops", "air campaign", "peacekeepers", "government offensive", "sanctions", "deal"
]
KINDS: tuple[PressureKind, ...] = get_args(PressureKind)

Step = Literal["demanded", "announced", "due", "began", "seen", "reduced", "handed_over", "departed"]
STEPS: tuple[Step, ...] = get_args(Step)
"""The dates of an entry. `announced` and `due` are of its end, by words and by plan; `demanded` by others."""
HAPPENED: tuple[Step, ...] = tuple(one for one in STEPS if one != "due")
COUNTED: tuple[Step, ...] = ("seen", "reduced", "began")
"""The steps whose day the size is of: the first of them that an entry has."""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _range(value: object) -> object:
    """One number as a range of its own."""
    sides = value if isinstance(value, (list, tuple)) else (value, value)
    if value is None:
        return None
    if len(sides) != 2 or not all(
        isinstance(one, (int, float)) and not isinstance(one, bool) for one in sides
    ):
        raise ValueError("write a number, or two with the lower first")
    if not all(0 <= one < math.inf for one in sides):
        raise ValueError("write a number from 0, or two with the lower first")
    return tuple(sides)


def _sound(size: tuple[float, float] | None) -> tuple[float, float] | None:
    if size is not None and not 0 <= size[0] <= size[1]:
        raise ValueError("write a number from 0, or two with the lower first")
    return size


def _presser(text: str) -> str:
    if not text:
        raise ValueError("write who presses: a country, a mission or an alliance")
    return text


def _entry_id(text: str) -> str:
    if text and not re.fullmatch(r"[0-9a-f]{8}", text):
        raise ValueError("write the eight characters that smoulder pressure list gives as its id")
    return text


Line = Annotated[str, AfterValidator(_one_line)]
Size = Annotated[tuple[float, float] | None, BeforeValidator(_range), AfterValidator(_sound)]


class PressureEntry(Record):
    """What one source says of one presser in one place: an entry never changes, a correction is a new one.

    by:        who presses: a country as UCDP names it, or a mission or alliance.
    group_id:  the group it is on; None for all groups of the country.
    country:   as UCDP names it; '' only where a group is named that is pressed everywhere.
    size:      lower and upper bound, in `unit`. It is the size on the day of `seen`, else after `reduced`, else
               when it `began`; with none of these it is a number that was spoken of, and counts for nothing.
    row:       line of a data set. document: SHA-256 of a report; start, end: characters of its raw text.
    known:     when it could be known; None means as soon as it happened.
    supersedes: id of the entry that this one corrects. withdrawn: the correction is that there was no such thing.
    raises:    ValidationError without a group and a country, without a date, with a size that has no unit.
    """

    kind: PressureKind
    by: Annotated[Line, AfterValidator(_presser)]
    group_id: int | None = None
    country: Line = ""
    place: Line = ""
    size: Size = None
    unit: Line = ""
    demanded: When | None = None
    announced: When | None = None
    due: When | None = None
    began: When | None = None
    seen: When | None = None
    reduced: When | None = None
    handed_over: When | None = None
    departed: When | None = None
    known: When | None = None
    source: Line = ""
    row: Annotated[int, Field(ge=1)] | None = None
    document: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    start: Annotated[int, Field(ge=0)] | None = None
    end: Annotated[int, Field(ge=0)] | None = None
    note: Line = ""
    supersedes: Annotated[str, AfterValidator(_entry_id)] = ""
    withdrawn: bool = False

    @model_validator(mode="after")
    def _makes_sense(self) -> PressureEntry:
        if self.group_id is None and not self.country:
            raise ValueError("neither group nor country is there; write one of them, or both")
        if not any(getattr(self, step) for step in STEPS):
            raise ValueError(f"no date is there; write one of {', '.join(STEPS)}")
        if (self.size is None) != (not self.unit):
            raise ValueError("size and unit stand together or not at all; write both")
        if (self.start is None) != (self.end is None) or (self.start or 0) > (self.end or 0):
            raise ValueError("start and end stand together, with start first; write both")
        if self.start is not None and not self.document:
            raise ValueError("start and end are characters of a document; write document")
        if self.withdrawn and not self.supersedes:
            raise ValueError("a withdrawal needs supersedes; write the id of the entry that is withdrawn")
        return self

    @property
    def key(self) -> str:
        """64 hexadecimal characters that change with what the entry says, and with nothing else."""
        said = self.model_dump(mode="json", exclude_defaults=True)
        return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @property
    def id(self) -> str:
        """The first eight characters of `key`: the same entry has the same id everywhere."""
        return self.key[:8]

    def date_of(self, step: Step) -> When | None:
        """The date of one step."""
        found: When | None = getattr(self, step)
        return found

    @property
    def counted(self) -> When | None:
        """The time the size is of; None where there is no size, or none that counts."""
        if self.size is None:
            return None
        return next((found for step in COUNTED if (found := self.date_of(step))), None)

    @property
    def none_there(self) -> bool:
        """Whether it says that none are there: a count of 0."""
        return self.size is not None and self.size[1] == 0


@dataclass(frozen=True, slots=True)
class PressureRow:
    """One row of a data set: so much pressure of one presser, in one place, over some months.

    country:   as `figures/countries.csv` names it.
    by:        who presses: a country as UCDP names it, or a mission, 'UNMIL'.
    first, last: month indices, both included; a yearly row has January and December.
    size:      in `unit`; None where it is not reported or known to be wrong. 0 means counted and none there.
    unit:      what is counted, 'US military personnel'; '' where there is no size.
    place:     a town or region; '' for the whole country. latitude, longitude: degrees, or None.
    source:    name and version of the data set. row: line of the file it was read from, the heads being line 1.
    """

    country: str
    kind: PressureKind
    by: str
    first: int
    last: int
    size: float | None
    unit: str
    source: str
    row: int
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
