"""Files to load, as a user names them: single ones, all of a folder, or those that fit a pattern."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path

from smoulder.records.errors import BadData


def event_files(named: Sequence[str]) -> list[str]:
    """The files that names stand for, in the order of the names and in each by name.

    named:   a file; a folder, for all files that lie in it and are not hidden; or a pattern, such as
             'exports/*.export.CSV.zip'. An address stands for itself, and so does a name of nothing that is there.
    raises:  BadData for a folder without files, and a pattern that none fits.

    >>> event_files(["absent.csv", "s3a://desk/20240503.export.CSV.zip"])
    ['absent.csv', 's3a://desk/20240503.export.CSV.zip']
    """
    return [file for name in named for file in ([name] if "://" in name else _files(name))]


def _files(name: str) -> list[str]:
    path = Path(name)
    if path.is_dir():
        found = sorted(str(one) for one in path.iterdir() if one.is_file() and one.name[0] != ".")
        if not found:
            raise BadData(f"{name} is a folder without files; name the one that holds them")
        return found
    if path.exists() or not glob.has_magic(name):
        return [name]
    found = sorted(one for one in glob.glob(name) if Path(one).is_file())
    if not found:
        raise BadData(f"no file fits {name}; check the folder and the pattern")
    return found
