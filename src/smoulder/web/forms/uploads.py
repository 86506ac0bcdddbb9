"""Reports that were sent with a form, as files or as a text that was pasted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath, PureWindowsPath
from typing import TYPE_CHECKING

from smoulder.reading.page import LIMIT_BYTES, report_from_text, report_in_any_language
from smoulder.records.errors import BadReport, OtherLanguage

if TYPE_CHECKING:
    from fastapi import UploadFile

    from smoulder.records.report import Report

MOST = 20
"""Reports of one form, as one job takes them."""
LONGEST_NAME = 120


def sent_reports(files: Sequence[UploadFile], text: str, name: str = "") -> list[Report]:
    """The reports of a form: all files, and the text where one was pasted; the same one twice counts once.

    text:   pasted, '' for none. name: what the pasted one is called.
    raises: BadReport for the first that cannot be read, so that nothing is kept, and where there is none or too many.
    """
    given = [one for one in files if one.filename]
    if len(given) + bool(text.strip()) > MOST:
        raise BadReport(f"{len(given)} reports were sent; send {MOST} at most at once")
    found = [_opened(_name(one.filename or ""), one.file.read(LIMIT_BYTES + 1)) for one in given]
    if text.strip():
        # a form ends its lines as the network does, and a text of our own does not
        found.append(_opened(_name(name) or "pasted text", text.replace("\r\n", "\n").encode()))
    if not found:
        raise BadReport("no report was sent; choose a file, or paste the text of one")
    return list({one.sha256: one for one in found}.values())


def _opened(name: str, content: bytes) -> Report:
    try:
        return report_from_text(name, content)
    except OtherLanguage:
        return report_in_any_language(name, content)


def _name(given: str) -> str:
    """The name of a file without its folders, in letters that can be shown."""
    last = PureWindowsPath(PurePath(given).name).name
    return " ".join("".join(one for one in last if one.isprintable()).split())[:LONGEST_NAME]
