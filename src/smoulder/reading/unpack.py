"""What lies in a zip archive: the one table in it, and never a bomb."""

from __future__ import annotations

import zipfile
from pathlib import Path

from smoulder.records.errors import BadData

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".json")
MOST_BYTES = 8_000_000_000
"""Twenty times the largest release."""
MOST_RATIO = 100
"""Event tables shrink by a factor of ten; a bomb by a thousand."""
SMALL = 50_000_000
"""Under this many bytes no ratio is a danger."""
_PIECE = 1 << 20


def unpack(path: Path, work: Path) -> tuple[Path, str]:
    """The one table in a zip archive, written to `work`.

    returns: its path, and a note for the user.
    raises:  BadData for a broken archive, one without a table or with several, one that asks for a
             password, or one that unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            member = _the_table(path, archive)
            check_size(path, archive)
            target = work / f"unpacked{Path(member.filename).suffix.lower()}"
            _copy(path, archive, member, target)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as reason:
        raise BadData(
            f"{path.name} is no zip archive that can be opened ({reason}); download it again, or unzip it "
            "yourself and load the table in it"
        ) from reason
    return target, f"took {Path(member.filename).name} out of the archive"


def check_size(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse an archive that says it unpacks to too much; one that lies about it is cut off when read.

    raises: BadData.
    """
    packed = max(1, path.stat().st_size)
    size = sum(one.file_size for one in archive.infolist())
    if size > MOST_BYTES or (size > SMALL and size > MOST_RATIO * packed):
        raise BadData(
            f"{path.name} would unpack from {packed / 1e6:,.1f} to {size / 1e6:,.0f} MB, which no event table "
            "does; if you trust it, unzip it yourself and load the table in it"
        )


def _the_table(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one member that is a table, leaving out what Macs add."""
    found = [
        one
        for one in archive.infolist()
        if Path(one.filename).suffix.lower() in TABLES and not one.filename.startswith("__MACOSX")
    ]
    if len(found) == 1:
        return found[0]
    inside = ", ".join(one.filename for one in (found or archive.infolist())[:5]) or "nothing"
    many = "several tables" if found else "no table"
    raise BadData(f"{path.name} holds {many} ({inside}); unzip it and load the one you mean")


def _copy(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """Write a member out piece by piece, counting what really comes."""
    written, most = 0, max(SMALL, MOST_RATIO * path.stat().st_size)
    with archive.open(member) as source, target.open("wb") as out:
        while piece := source.read(_PIECE):
            written += len(piece)
            if written > min(most, MOST_BYTES):
                raise BadData(
                    f"{path.name} unpacks to over {written / 1e6:,.0f} MB, which no event table does; "
                    "if you trust it, unzip it yourself and load the table in it"
                )
            out.write(piece)
