"""The web pages of an archive in the WARC format, plain or gzipped, read by warcio."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO

from smoulder.reading.page import LIMIT_BYTES
from smoulder.records.errors import BadReport

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def is_warc(head: bytes) -> bool:
    """Whether a file is an archive, by its first bytes.

    >>> is_warc(b"WARC/1.1"), is_warc(zlib.compress(b"WARC/1.0 ...", wbits=31)), is_warc(b"\\x1f\\x8b is no archive")
    (True, True, False)
    """
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def pages(file: IO[bytes]) -> Iterator[tuple[int, str, bytes]]:
    """Place, address and content of each page that was fetched with success, in the order of the archive.

    file:   at its beginning, or at the place of a page, to go on from there. A page longer than one report may be is
            cut, so that it is refused when it is opened.
    raises: BadReport if the archive breaks off or is damaged; the pages before that have been given.
    """
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    try:
        records = ArchiveIterator(file)
        for record in records:
            place = records.offset
            headers = record.http_headers
            if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
                continue
            kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            if kind in _PAGES:
                address = record.rec_headers.get_header("WARC-Target-URI") or "page"
                yield place, address, record.content_stream().read(LIMIT_BYTES + 1)
    except (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError) as reason:
        raise BadReport(f"is a damaged archive ({reason}); fetch it again") from reason
