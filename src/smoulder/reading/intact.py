"""Whether a downloaded file is what it should be: its hash, the checksums of an archive, no web page instead."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from smoulder.reading.unpack import check_size
from smoulder.records.errors import BadData, FetchFailed

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def check_hash(name: str, found: str, published: str) -> None:
    """Hold a hash against the published one.

    raises: FetchFailed if they differ.

    >>> check_hash("a.zip", "00ff", "")
    """
    if published and found.lower() != published.strip().lower():
        raise FetchFailed(
            f"{name} has the hash sha256 {found} and {published.strip()} was published; "
            "it is not kept: fetch it again, or mend the hash given with --sha256"
        )


def check_content(name: str, path: Path) -> None:
    """See that a file holds what its name says: an archive whose checksums hold, no web page.

    name: what the file is called; path: where it lies now.
    raises: FetchFailed.
    """
    with path.open("rb") as file:
        begin = file.read(512)
    if not begin:
        raise FetchFailed(f"{name} is empty; look the address up and give it with --url")
    if _PAGE.match(begin):
        raise FetchFailed(
            f"{name} is a web page and no data: a proxy or a login stands before it; "
            "look the address up and give it with --url"
        )
    if name.lower().endswith((".zip", ".xlsx")) or begin.startswith(b"PK\x03\x04"):
        _check_archive(name, path)


def _check_archive(name: str, path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            check_size(path, archive)
            broken = archive.testzip()
    except BadData as reason:
        raise FetchFailed(
            f"{name} is an archive that would unpack to far too much; give another --url"
        ) from reason
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as reason:
        raise FetchFailed(f"{name} is no whole archive ({reason}); fetch it again") from reason
    if broken is not None:
        raise FetchFailed(f"{name} is damaged inside, at {broken[:80]!r}; fetch it again")
