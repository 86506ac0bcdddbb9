"""A text file as UTF-8 without a byte-order mark, whatever it was written in."""

from __future__ import annotations

import codecs
from pathlib import Path

from smoulder.records.errors import BadData

_PIECE = 1 << 22
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def to_utf8(path: Path, work: Path) -> tuple[Path, str]:
    """The file itself where it is clean UTF-8, else a copy that is.

    returns: its path, and what was assumed, '' where nothing was.
    raises:  BadData for an empty file or one that is no text.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip():
        raise BadData(f"{path.name} is empty; download it again")
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            note = "a byte-order mark was left out" if encoding == "utf-8-sig" else "it was written in UTF-16"
            return _rewrite(path, work / "text.csv", encoding), note
    if b"\0" in start:
        raise BadData(f"{path.name} is no text; give a CSV, a zip archive of one, or an .xlsx workbook")
    if _is_utf8(path):
        return path, ""
    # Windows-1252 holds all that Latin-1 prints, and what Excel writes in the West.
    return _rewrite(
        path, work / "text.csv", "cp1252"
    ), "it is no UTF-8 and was read as Latin-1 (Windows-1252)"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _rewrite(path: Path, target: Path, encoding: str) -> Path:
    """A copy in UTF-8; the few bytes that Windows-1252 leaves open become a question mark in a box."""
    errors = "replace" if encoding == "cp1252" else "strict"
    try:
        with (
            path.open(encoding=encoding, errors=errors, newline="") as source,
            target.open("w", encoding="utf-8", newline="") as out,
        ):
            while piece := source.read(_PIECE):
                out.write(piece)
    except UnicodeError as reason:
        raise BadData(
            f"{path.name} is damaged ({reason}); download it again, or save it as UTF-8"
        ) from reason
    return target
