"""What a user adds to the register of groups: one record for each kind of entry (docs/data/groups.md)."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from smoulder.reading.countries import Countries
from smoulder.records.base import Record
from smoulder.records.errors import BadDate, NoCountry
from smoulder.records.group import Link
from smoulder.records.month import month_index, parse_day

FILE_NAME = "groups.toml"
FIRST_ID, LAST_ID = 1_000_000, 999_999_999
_NEED_OTHER = ("merged", "counted as")


def _own_id(number: int) -> int:
    if -LAST_ID <= number < 0 or FIRST_ID <= number <= LAST_ID:
        return number
    raise ValueError("write a negative number or one from 1000000 on; the others are UCDP's")


def _when(value: object) -> str:
    """A month or a day, as text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    try:
        month_index(str(value))
    except BadDate:
        try:
            parse_day(str(value))
        except BadDate as reason:
            raise ValueError("write a month, 2015-03, or a day, 2015-03-07") from reason
    return str(value)


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError("write a text in quotation marks")
    return text.strip()


def _country(name: str) -> str:
    try:
        return Countries().country(name)
    except NoCountry as reason:
        raise ValueError(str(reason)) from reason


Words = Annotated[str, AfterValidator(_words)]
CountryName = Annotated[str, AfterValidator(_country)]
When = Annotated[str, BeforeValidator(_when)]


class OwnGroup(Record):
    """A group that the UCDP actor list lacks."""

    id: Annotated[int, Field(strict=True), AfterValidator(_own_id)]
    name: Words
    full_name: str = ""
    countries: tuple[CountryName, ...] = ()


class OwnAlias(Record):
    """One more name of a group, with the time it held.

    in_text: 'yes' to look for it in reports, 'with name' to take it only beside the group's full name, or 'no'.
    """

    group: Annotated[int, Field(strict=True)]
    name: Words
    since: When = Field(default="", alias="from")
    until: When = Field(default="", alias="to")
    in_text: Literal["yes", "with name", "no"] = "yes"

    @model_validator(mode="after")
    def _in_order(self) -> OwnAlias:
        if self.since and self.until and self.since[:7] > self.until[:7]:
            raise ValueError(f"from {self.since} is after to {self.until}; turn them round")
        return self


class OwnLink(Record):
    """What a group became or where its deaths are counted, from the day it could be known."""

    group: Annotated[int, Field(strict=True)]
    kind: Literal["renamed", "split", "merged", "successor", "counted as", "won", "deal"]
    other: Annotated[int, Field(strict=True)] | None = None
    country: CountryName | Literal[""] = ""
    since: date
    until: date | None = None
    known: date
    note: Words
    source: Words = FILE_NAME

    @model_validator(mode="after")
    def _makes_sense(self) -> OwnLink:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"since {self.since} is after until {self.until}; turn them round")
        if self.kind in _NEED_OTHER and self.other is None:
            raise ValueError(f"a link of the kind {self.kind!r} needs other; write the id of the other group")
        if self.other == self.group:
            raise ValueError("other is the group itself; write the id of another group")
        return self

    @property
    def link(self) -> Link:
        """The link as the registry has it."""
        return Link(
            kind=self.kind,
            group_id=self.other,
            country=self.country,
            since=self.since,
            until=self.until,
            known=self.known,
            note=self.note,
            source=self.source,
        )


class OwnGroups(Record):
    """All that one file adds to the register."""

    group: tuple[OwnGroup, ...] = ()
    alias: tuple[OwnAlias, ...] = ()
    link: tuple[OwnLink, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.group or self.alias or self.link)

    def links(self, group_id: int) -> tuple[Link, ...]:
        """The links of one group, in the order of the file."""
        return tuple(one.link for one in self.link if one.group == group_id)

    def digest(self) -> str:
        """Twelve characters that change with what the file says.

        >>> OwnGroups().digest() == OwnGroups(group=(OwnGroup(id=-900, name="Norland Front"),)).digest()
        False
        """
        return sha256(self.model_dump_json().encode()).hexdigest()[:12]
