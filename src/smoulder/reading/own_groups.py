"""Groups, names and links of the user's own, from `groups.toml` in the data folder (docs/data/groups.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from smoulder.reading.countries import Countries
from smoulder.reading.persons import looks_like_person
from smoulder.reading.tables import read_rows
from smoulder.records.base import Record
from smoulder.records.errors import BadDate, BadSetting, NoCountry, PersonGiven
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


def read_own_groups(folder: Path) -> OwnGroups:
    """The user's own groups, names and links.

    folder:  the data folder; without `groups.toml` in it nothing is added.
    raises:  BadSetting that names the file, the entry and the key, and says what may stand there;
             PersonGiven where a group is given a person's name.

    >>> bool(read_own_groups(Path("nowhere")))
    False
    """
    path = folder / FILE_NAME
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return OwnGroups()
    except OSError as reason:
        raise BadSetting(f"{path} cannot be read ({reason.strerror}); mend or remove it") from reason
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise BadSetting(f"{path} is no TOML ({reason}); mend that line") from reason
    for key in content:
        if key not in OwnGroups.model_fields:
            raise BadSetting(f"{path}: {key} is not known; {_nearest(key, list(OwnGroups.model_fields))}")
    own = OwnGroups(
        group=tuple(_entries(path, "group", content, OwnGroup)),
        alias=tuple(_entries(path, "alias", content, OwnAlias)),
        link=tuple(_entries(path, "link", content, OwnLink)),
    )
    _check_ids(path, own)
    _refuse_persons(path, own)
    return own


_Entry = TypeVar("_Entry", bound=Record)


def _entries(
    path: Path, kind: str, content: dict[str, Any], model: type[_Entry]
) -> Iterator[_Entry]:  # Any: whatever TOML holds
    entries = content.get(kind, [])
    if not isinstance(entries, list):
        raise BadSetting(f"{path}: {kind} is no list; write [[{kind}]] on a line of its own, in two brackets")
    for at, entry in enumerate(entries, 1):
        place = f"{path}, [[{kind}]] {at}"
        if not isinstance(entry, dict):
            raise BadSetting(f"{place} is no table; write [[{kind}]] and its keys on lines below")
        keys = [field.alias or name for name, field in model.model_fields.items()]
        for key in entry:
            if key not in keys:
                raise BadSetting(f"{place}: {key} is not known; {_nearest(key, keys)}")
        try:
            yield model.model_validate(entry)
        except ValidationError as reason:
            raise BadSetting(f"{place}{_told(reason)}") from reason


def _told(error: ValidationError) -> str:
    """The first thing wrong with an entry: its key, what stands there, and what may."""
    first = error.errors()[0]
    key = next((str(part) for part in first["loc"] if isinstance(part, str)), "")
    said = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "missing":
        return f": {key} is missing; write it"
    if not key:
        return f": {said}"
    if first["type"] != "value_error":
        expected = first.get("ctx", {}).get("expected")
        said = f"write {expected}" if expected else said[0].lower() + said[1:]
    return f": {key} is {first['input']!r}; {said}"


def _check_ids(path: Path, own: OwnGroups) -> None:
    """raises: BadSetting where an id is taken or stands for no group."""
    shipped = {int(row["group_id"]): row["name"] for row in read_rows("groups.csv")}
    seen: dict[int, str] = {}
    for at, group in enumerate(own.group, 1):
        holder = shipped.get(group.id) or seen.get(group.id)
        if holder is not None:
            raise BadSetting(
                f"{path}, [[group]] {at}: id {group.id} is that of {holder}; write another number"
            )
        seen[group.id] = group.name
    named: list[tuple[str, Sequence[tuple[str, int | None]]]] = [
        *((f"[[alias]] {at}", [("group", one.group)]) for at, one in enumerate(own.alias, 1)),
        *(
            (f"[[link]] {at}", [("group", one.group), ("other", one.other)])
            for at, one in enumerate(own.link, 1)
        ),
    ]
    for place, ids in named:
        for key, group_id in ids:
            if group_id is not None and group_id not in shipped and group_id not in seen:
                raise BadSetting(
                    f"{path}, {place}: {key} is {group_id}, and no group has that id; "
                    "look it up with smoulder group NAME, or add a [[group]]"
                )


def _refuse_persons(path: Path, own: OwnGroups) -> None:
    """raises: PersonGiven where a name reads like a person's."""
    for at, group in enumerate(own.group, 1):
        for key, name in (("name", group.name), ("full_name", group.full_name)):
            _refuse_person(f"{path}, [[group]] {at}: {key}", name)
    for at, alias in enumerate(own.alias, 1):
        _refuse_person(f"{path}, [[alias]] {at}: name", alias.name)


def _refuse_person(place: str, name: str) -> None:
    if looks_like_person(name):
        raise PersonGiven(
            f"{place} is {name!r}, which reads like a person's name; Smoulder has cases about groups, "
            "never persons: write the group's name"
        )


def _nearest(key: str, known: Sequence[str]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
