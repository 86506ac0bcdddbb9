"""An armed group: an organised actor with dated names and links to others."""

from __future__ import annotations

from datetime import date
from typing import Literal

from smoulder.records.base import Record


class Link(Record):
    """What a group became, or where its deaths are counted under another name.

    known: the day since which it could be known; a forecast made earlier must not use it.
    """

    kind: Literal["renamed", "split", "merged", "successor", "counted as", "won", "deal"]
    group_id: int | None = None
    country: str = ""
    since: date
    until: date | None = None
    known: date
    note: str
    source: str


class DatedName(Record):
    """A name of a group and the time it held, in months or days; '' where not known."""

    name: str
    since: str = ""
    until: str = ""


class Group(Record):
    """One armed group of the UCDP actor list."""

    group_id: int
    name: str
    full_name: str = ""
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
