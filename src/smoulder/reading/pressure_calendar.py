"""A pressure calendar as a TOML file: read whole or not at all, and written so that it reads back the same."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from smoulder.reading.groups import Registry, load_registry
from smoulder.reading.pressure_entries import make_entry
from smoulder.reading.wrong_entry import nearest
from smoulder.records.calendar import Calendar
from smoulder.records.errors import BadData
from smoulder.records.pressure import PressureEntry

_TOP = ("name", "pressure")


def load_calendar(path: Path, registry: Registry | None = None) -> Calendar:
    """The calendar in a file (docs/data/pressure.md).

    registry: the register of groups that names are looked up in; that of the figures that ship by default.
    raises:   BadData that names the file, the entry, the key and the cure; PersonGiven where a person is named.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as reason:
        raise BadData(f"{path} cannot be read ({reason.strerror}); check the path") from reason
    except UnicodeDecodeError as reason:
        raise BadData(f"{path} is no text in UTF-8 ({reason}); save it as UTF-8") from reason
    return read_calendar(text, str(path), registry)


def read_calendar(text: str, name: str, registry: Registry | None = None) -> Calendar:
    """The calendar in a text; `name` stands for the file in errors. Raises as `load_calendar`."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise BadData(f"{name} is no TOML ({reason}); mend that line") from reason
    for key in content:
        if key not in _TOP:
            raise BadData(f"{name}: {key} is not known; {nearest(key, _TOP)}")
    if not isinstance(title := content.get("name", ""), str):
        raise BadData(f"{name}: name is {title!r}; write a text in quotation marks")
    written = content.get("pressure", [])
    if not isinstance(written, list) or not all(isinstance(one, dict) for one in written):
        raise BadData(
            f"{name}: pressure is no list of entries; write [[pressure]] and its keys on lines below"
        )
    known = registry or load_registry()
    return Calendar(
        name=title,
        entries=tuple(
            make_entry(one, known, f"{name}, [[pressure]] {at}") for at, one in enumerate(written, start=1)
        ),
    )


def calendar_toml(calendar: Calendar) -> str:
    """A calendar as the text of a file, with what corrects it elsewhere; `read_calendar` gives the same one back.

    >>> calendar_toml(Calendar(name="no entries yet"))
    'name = "no entries yet"\\n'
    """
    parts = [f"name = {_text(calendar.name)}\n"] if calendar.name else []
    for entry in calendar.entries:
        # a correction stands behind what it corrects, as the ledger takes it
        parts += [_table(entry), *(_table(one) for one in calendar.elsewhere if one.supersedes == entry.id)]
    return "\n".join(parts)


def _table(entry: PressureEntry) -> str:
    said = entry.model_dump(mode="json", exclude_defaults=True)
    lines = [f"{'group' if key == 'group_id' else key} = {_value(value)}" for key, value in said.items()]
    return "\n".join(["[[pressure]]", *lines]) + "\n"


def _value(value: object) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        low, high = value
        return _number(low) if low == high else f"[{_number(low)}, {_number(high)}]"
    return str(value)


def _number(value: float) -> str:
    """A size; whole numbers without a point."""
    return str(int(value)) if value.is_integer() and value < 1e15 else repr(value)


def _text(text: str) -> str:
    # a string of JSON is one of TOML, but for the one control character that JSON lets stand
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
