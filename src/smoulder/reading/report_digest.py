"""Whether a report still is the text that its digest was made of."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from hashlib import sha256

from smoulder.records.report import Report


def is_unchanged(report: Report) -> bool:
    """Whether the raw text of a report gives its SHA-256, in one of the encodings that reports are read in.

    A text that lost characters when it was decoded cannot be checked and passes.

    >>> report = Report(name="r", sha256=sha256(b"Quiet.").hexdigest(), raw="Quiet.", text="Quiet.")
    >>> is_unchanged(report), is_unchanged(report.model_copy(update={"raw": "Loud."}))
    (True, False)
    """
    return "\ufffd" in report.raw or content_of(report) is not None


def content_of(report: Report) -> bytes | None:
    """The bytes of the file that a report was read from; None where its raw text gives no such bytes."""
    fitting = (one for one in _encoded(report.raw) if sha256(one).hexdigest() == report.sha256)
    return next(fitting, None)


def _encoded(raw: str) -> Iterator[bytes]:
    yield raw.encode("utf-8", "surrogatepass")
    for encoding, mark in (("utf-8-sig", b""), ("utf-16-le", BOM_UTF16_LE), ("utf-16-be", BOM_UTF16_BE)):
        yield mark + raw.encode(encoding, "surrogatepass")
    try:
        yield raw.encode("cp1252")
    except UnicodeEncodeError:
        return
