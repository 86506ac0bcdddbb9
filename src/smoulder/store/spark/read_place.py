"""Files by their path or address, opened by whatever machine does the work."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatch
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import urlsplit

from smoulder.records.errors import BadReport, BadSetting

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

_OTHER_NAMES = {"s3a": "s3", "s3n": "s3", "gcs": "gs"}
"""What Spark calls file systems that go by another name elsewhere."""
_PATTERN = re.compile(r"[*?\[]")


def open_place(address: str) -> tuple[FileSystem, str]:
    """The file system of a path or an address, and the path in it.

    address: a path of this machine, or an address such as 's3://archive/news'.
    raises:  BadSetting for an address that nothing here can open, or that holds a key: it stands in every row.
    """
    from pyarrow import ArrowException
    from pyarrow.fs import FileSystem, LocalFileSystem

    scheme, mark, rest = address.partition("://")
    if not mark:
        return LocalFileSystem(), os.path.abspath(address)
    if urlsplit(address).password:
        raise BadSetting(
            f"an address of {scheme}:// holds a key, which would stand in every row; leave it out, and put the key "
            "where its maker's tools look for it, such as AWS_SECRET_ACCESS_KEY"
        )
    try:
        system, path = FileSystem.from_uri(f"{_OTHER_NAMES.get(scheme, scheme)}://{rest}")
    except (ArrowException, OSError, ValueError) as reason:
        raise BadSetting(
            f"{address} cannot be opened ({one_line(reason)}); check the address and the keys of its store"
        ) from reason
    return system, str(path)


def open_file(address: str) -> IO[bytes]:
    """A file to be read from, with places in it that can be gone to.

    raises: OSError where it cannot be opened; BadSetting as `open_place` does.
    """
    if "://" not in address:
        return open(address, "rb")
    system, path = open_place(address)
    return cast("IO[bytes]", system.open_input_file(path))


def top_of(address: str) -> tuple[list[str], list[str]]:
    """What a name stands for: files, and folders that are still to be searched; hidden ones are left out.

    address: of a file, a folder, or several by a pattern, such as 'news/*.warc.gz'.
    raises:  BadReport where nothing is there.
    """
    from pyarrow.fs import FileType

    system, path = open_place(address)
    kind = system.get_file_info(path).type
    if kind == FileType.File:
        return [address], []
    if kind == FileType.Directory:
        return _inside(address)
    folder, _, last = address.rpartition("/")
    if kind == FileType.NotFound and _PATTERN.search(last):
        with suppress(FileNotFoundError):
            found = [_named(some, last) for some in _inside(folder or ".")]
            if any(found):
                return found[0], found[1]
    raise BadReport(f"{address} is not there; check the path or the pattern of the reports")


def files_below(folder: str) -> Iterator[str]:
    """Every file of a folder and of the folders in it, but for hidden ones."""
    if "://" not in folder:
        for here, below, names in os.walk(folder):
            below[:] = [name for name in below if not name.startswith(".")]
            yield from (os.path.join(here, name) for name in names if not name.startswith("."))
        return
    from pyarrow.fs import FileSelector, FileType

    system, path = open_place(folder)
    for one in system.get_file_info(FileSelector(path, recursive=True)):
        name = one.path[len(path) :].strip("/")
        if one.type == FileType.File and not any(part.startswith(".") for part in name.split("/")):
            yield f"{folder.rstrip('/')}/{name}"


def order_of(address: str) -> str:
    """A text by which names sort as a folder is walked: its files by name, then its folders by name.

    >>> sorted(["b/a.txt", "a/z.txt", "z.txt", "a/b/a.txt"], key=order_of)
    ['z.txt', 'a/z.txt', 'a/b/a.txt', 'b/a.txt']
    """
    *folders, name = address.split("/")
    return "\0".join([*(f"1{folder}" for folder in folders), f"0{name}"])


def _inside(folder: str) -> tuple[list[str], list[str]]:
    from pyarrow.fs import FileSelector, FileType

    if "://" not in folder:
        with os.scandir(folder) as found:
            kinds = [(os.path.join(folder, one.name), one.is_dir()) for one in found if one.name[0] != "."]
    else:
        system, path = open_place(folder)
        listed = system.get_file_info(FileSelector(path))
        base = folder.rstrip("/")
        kinds = [
            (f"{base}/{one.base_name}", one.type == FileType.Directory)
            for one in listed
            if one.base_name[0] != "."
        ]
    return [name for name, is_folder in kinds if not is_folder], [
        name for name, is_folder in kinds if is_folder
    ]


def _named(some: list[str], pattern: str) -> list[str]:
    return [one for one in some if fnmatch(one.rpartition("/")[2], pattern)]


def one_line(reason: Exception) -> str:
    """What an error says, short enough to stand in a line."""
    return " ".join(str(reason).split())[:200]
