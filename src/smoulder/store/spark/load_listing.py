"""Files to load behind addresses: single ones, all of a folder, or those that fit a pattern."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.records.errors import BadData, BadReport
from smoulder.store.spark.read_place import top_of


def listed(named: Sequence[str]) -> list[str]:
    """The files that addresses stand for, in the order of the names and in each by name; paths stay as they are.

    raises: BadData where nothing is at an address; BadSetting for one that cannot be opened.
    """
    return [file for name in named for file in (_at(name) if "://" in name else [name])]


def _at(address: str) -> list[str]:
    try:
        files, _ = top_of(address)
    except BadReport as reason:
        raise BadData(f"no file is at {address}; check the address or the pattern") from reason
    if not files:
        raise BadData(f"{address} is a folder without files; name the one that holds them")
    return sorted(files)
