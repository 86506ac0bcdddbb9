"""One download: what it is of, what it needs from outside, and how a try of it can fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

import numpy as np

from smoulder.reading.backoff import Patience
from smoulder.reading.manifest import Fetched
from smoulder.reading.partial import Part
from smoulder.records.errors import FetchFailed


@dataclass(frozen=True, slots=True)
class Outside:
    """What a download needs from outside, handed in by the door.

    when:  now, with its time zone; sleep: waits so many seconds; ticks: seconds of a clock that only goes on.
    tell:  told how many bytes there are so far, and of how many (None where it is not known).
    note:  told in words what goes wrong and what is done about it.
    """

    when: datetime
    sleep: Callable[[float], None]
    ticks: Callable[[], float]
    rng: np.random.Generator
    tell: Callable[[int, int | None], None] = lambda done, total: None
    note: Callable[[str], None] = lambda words: None


@dataclass(frozen=True, slots=True)
class Job:
    """One download under way; `known` is what an earlier one left, where it still stands as it was."""

    url: str
    part: Part
    known: Fetched | None
    outside: Outside
    patience: Patience

    @property
    def host(self) -> str:
        """The server's name."""
        return urlsplit(self.url).hostname or self.url


class Again(Exception):
    """This try failed and another may not; `wait` is what the server asks for, in seconds."""

    def __init__(self, words: str, wait: float | None = None) -> None:
        super().__init__(words)
        self.wait = wait


def file_name(url: str) -> str:
    """The name a download gets: the last part of its address, made safe.

    raises: FetchFailed if the address is none of the web, or names no file.

    >>> file_name("https://ucdp.uu.se/downloads/ged/ged251-csv.zip?x=1")
    'ged251-csv.zip'
    """
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known or not url.isascii() or any(ord(sign) <= 32 or ord(sign) == 127 for sign in url):
        raise FetchFailed(f"{url!r} is no address of the web; give one that begins with https://")
    last = unquote(parts.path.rpartition("/")[2])
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "_" for sign in last)
    if not name.strip("._-"):
        raise FetchFailed(f"{url} names no file; give the address of the file itself with --url")
    return name.lstrip(".")[-120:]
