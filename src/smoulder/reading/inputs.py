"""What lies in a file, a folder or a pipe, as single reports still to be opened."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from smoulder.reading.feed import entries, is_feed
from smoulder.reading.page import LIMIT_BYTES, report_from_text
from smoulder.reading.warc import is_warc, pages
from smoulder.records.errors import BadReport
from smoulder.records.report import Report


@dataclass(frozen=True, slots=True)
class Source:
    """One report that has not been opened.

    name:    where it was found: the path, with the number or address of a part after '#'.
    content: its bytes; `trouble` says instead why there are none.
    begin:   where it begins in its file: a byte of an archive, a number in a feed, else 0.
    """

    name: str
    content: bytes = b""
    trouble: str = ""
    begin: int = 0

    @property
    def sha256(self) -> str:
        """Of the content; of the name where there is none, so that every source has a key of its own."""
        return hashlib.sha256(self.content or self.name.encode("utf-8", "surrogateescape")).hexdigest()

    def open(self) -> Report:
        """raises: BadReport as `open_report` does, and where the source could not even be read."""
        if self.trouble:
            raise BadReport(self.trouble)
        return report_from_text(self.name, self.content)


def sources(path: Path) -> Iterator[Source]:
    """Every report of a file, or of the files of a folder and of the folders in it, in the order of their names.

    path:   a text or web page, a feed (RSS or Atom), an archive of pages (WARC), or a folder of such files; hidden
            files and folders are passed over. One file is held in memory at a time, of an archive one page.
    raises: BadReport if `path` is not there. What goes wrong with one file is told by its source.
    """
    if not path.exists():
        raise BadReport(f"{path} is not there; check the path of the report")
    if not path.is_dir():
        yield from _of_file(path)
        return
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield from _of_file(Path(folder) / name)


def sources_in(name: str, content: bytes) -> Iterator[Source]:
    """Every report in bytes: the entries of a feed, or the one that they are.

    name: what to call it in errors.
    """
    if not is_feed(content):
        yield Source(name, content)
        return
    try:
        for number, page in enumerate(entries(name, content), start=1):
            yield Source(f"{name}#{number}", page.encode(), begin=number)
    except BadReport as reason:
        yield Source(name, trouble=str(reason))


def sources_of(name: str, file: IO[bytes], begin: int = 0) -> Iterator[Source]:
    """Every report of an open file, of an archive from one on.

    name:   what to call the file. begin: `Source.begin` of the first page of an archive that is wanted.
    raises: OSError if the file cannot be read.
    """
    if is_warc(file.read(512)):
        file.seek(begin)
        try:
            for place, address, content in pages(file):
                yield Source(f"{name}#{address}", content, begin=place)
        except BadReport as reason:
            yield Source(name, trouble=f"{name} {reason}", begin=-1)
        return
    size = file.seek(0, os.SEEK_END)
    if size > LIMIT_BYTES:
        yield Source(name, trouble=_too_large(name, size))
        return
    file.seek(0)
    yield from sources_in(name, file.read())


def unreadable(name: str, reason: OSError) -> Source:
    """A file that could not be opened, as a source that tells so."""
    said = reason.strerror or reason
    return Source(name, trouble=f"{name} cannot be read ({said}); check the file and its permissions")


def _of_file(path: Path) -> Iterator[Source]:
    try:
        with path.open("rb") as file:
            yield from sources_of(str(path), file)
    except OSError as reason:
        yield unreadable(str(path), reason)


def _too_large(name: str, size: int) -> str:
    return (
        f"{name} is {size / 1e6:.0f} MB, over the limit of {LIMIT_BYTES / 1e6:.0f} MB for one report; "
        "save the article alone as text and give that file"
    )
