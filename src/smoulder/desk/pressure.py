"""Entries of the pressure calendar, from the fields that a person filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from smoulder.records.errors import BadSetting

if TYPE_CHECKING:
    from smoulder.reading.groups import Registry
    from smoulder.records.pressure import PressureEntry
    from smoulder.store.pressure import PressureTable


def entry_of(fields: Mapping[str, str], registry: Registry, place: str) -> PressureEntry:
    """An entry from its fields, each as it was written; empty ones are left out before.

    place:  where they are written, for errors.
    raises: BadSetting where kind, presser or size are missing or unreadable; BadData, PersonGiven for the rest.
    """
    from smoulder.reading.pressure_entries import make_entry

    given: dict[str, object] = dict(fields)
    if not given:
        raise BadSetting(
            f"{place}: nothing to add; give --kind, --by, --country, a date and --source, or --file"
        )
    for key in ("kind", "by"):
        if key not in given:
            raise BadSetting(f"{place}: --{key} is missing; write it")
    if "size" in given:
        given["size"] = read_size(str(given["size"]))
    return make_entry(given, registry, place)


def withdrawal_of(entry_id: str, fields: Mapping[str, str], table: PressureTable) -> PressureEntry:
    """The entry that takes back another; fields: `source` and `note` of it.

    raises: NoEntry.
    """
    from smoulder.records.pressure import PressureEntry

    known = table.entry(entry_id)
    change = {"supersedes": known.id, "withdrawn": True, "source": "", "note": "", **fields}
    return PressureEntry.model_validate(known.model_dump() | change)


def read_size(text: str) -> tuple[float, float]:
    """A size, or a range of sizes.

    raises: BadSetting where it is neither.

    >>> read_size("5,200"), read_size("4000-6000")
    ((5200.0, 5200.0), (4000.0, 6000.0))
    """
    found = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)(?:\s*[-–]\s*(\d[\d,]*(?:\.\d+)?))?", text.strip())
    if not found:
        raise BadSetting(f"--size is {text!r}; write a number, or two as in 4000-6000")
    low = float(found[1].replace(",", ""))
    return low, float(found[2].replace(",", "")) if found[2] else low
