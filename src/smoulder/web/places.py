"""Where a house keeps its things, left out of words that others read, and passwords left out of its own log."""

from __future__ import annotations

import re
from pathlib import Path

_IN_ADDRESS, _IN_WORDS = re.compile(r"://\S*@"), re.compile(r"(?i)(\w*pass(?:word|file)=)[^\s&;]+")
"""Where an address of a database holds who comes in by which password."""
_DATABASE = re.compile(r"\bpostgres(?:ql)?(?:\+\w+)?://[^\s;,)]+")
_AT_WORK = re.compile(r"longest at work there is [^;]*; ")
"""Who else is at a database, which is for those who keep it."""


def without_places(words: str, folder: Path) -> str:
    """Words in which files of the data folder are named as they lie in it, and a ledger on a server by no address.

    >>> without_places("postgresql://desk@db.example:5432/cases did not answer in time", Path("/srv/desk"))
    'the ledger did not answer in time'
    >>> without_places("/srv/desk/groups.toml is no TOML; put another into /srv/desk", Path("/srv/desk"))
    'groups.toml is no TOML; put another into the data folder'
    """
    words, place = _AT_WORK.sub("", _DATABASE.sub("the ledger", words)), str(folder)
    return words.replace(f"{place}/", "").replace(place, "the data folder") if len(place) > 1 else words


def without_secrets(words: str) -> str:
    """An error as the log keeps it: one line, without what lets somebody into a database.

    >>> without_secrets("postgresql://desk:heron@server/cases?passfile=/x does not answer\\nin time")
    'postgresql://…@server/cases?passfile=… does not answer in time'
    """
    return " ".join(_IN_WORDS.sub(r"\1…", _IN_ADDRESS.sub("://…@", words)).split())
