"""Which settings hold: options before the environment, before the settings file, before the defaults."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from smoulder.brief.edition import Marking
from smoulder.cli.engine_choice import choose_cluster
from smoulder.cli.settings_file import Written, read_file, refuse_unknown_variables
from smoulder.cli.sign_in_choice import choose_sign_in
from smoulder.cli.thresholds import CHOICES, THRESHOLDS, option_of
from smoulder.desk.chosen import Chosen
from smoulder.records.errors import BadSetting
from smoulder.records.event_place import EventPlace
from smoulder.records.settings import Settings

DEFAULT_OUT = "out/{case}"


def choose_settings(
    thresholds: Mapping[str, str],
    *,
    file: Path | None = None,
    data: Path | None = None,
    out: str | None = None,
    engine: str | None = None,
    master: str | None = None,
) -> Chosen:
    """The settings of one command.

    thresholds: thresholds and choices given as options, as text; file, data, out, engine, master: likewise, None
                where not given.
    raises:     BadSetting for a key that is not known or a value out of range, with its place and the cure.
    """
    written, beside = read_file(file)
    refuse_unknown_variables()
    values = {name: _first(name, thresholds, written) for name in THRESHOLDS | CHOICES}
    settings = Settings(**{name: _checked(name, one) for name, one in values.items() if one is not None})
    given = {"data": data, "out": out, "events": None}
    folders = {name: _folder(name, option, written, beside) for name, option in given.items()}
    folder = Path(folders["data"] or default_data_folder())
    ledger = _address(written) or folder
    scale, name = _scale(written, beside), " ".join(_text("organisation", written).split())
    out_folder, marking = folders["out"] or DEFAULT_OUT, _marking(written)
    cluster = choose_cluster(engine, master, written)
    events = EventPlace(folders["events"] or str(folder / "events"), cluster)
    return Chosen(
        settings, folder, out_folder, ledger, events, cluster, scale, name, marking, _borders(written, beside),
        choose_sign_in(written),
    )  # fmt: skip


def default_data_folder() -> Path:
    """The platform's folder for programs' data if it can be written, else `.smoulder` where one works."""
    import platformdirs

    home = Path(os.path.expanduser("~"))
    folder = platformdirs.user_data_path("smoulder", appauthor=False)
    standing = next(one for one in (folder, *folder.parents) if one.exists())
    if home.is_dir() and os.access(standing, os.W_OK):
        return folder
    return Path(".smoulder")


def allowed(name: str) -> str:
    """What a threshold or choice may be, in words.

    >>> allowed("lull_months")
    'a whole number from 1 to 12'
    >>> allowed("active_line")
    'a number above 0'
    >>> allowed("chains")
    'joined or apart'
    """
    field = Settings.model_fields[name]
    if name in CHOICES:
        return " or ".join(get_args(field.annotation))
    bounds = {
        key: getattr(mark, key)
        for mark in field.metadata
        for key in ("gt", "ge", "lt", "le")
        if hasattr(mark, key)
    }
    words = ["a whole number" if field.annotation is int else "a number"]
    words += [f"above {bounds['gt']:g}"] if "gt" in bounds else []
    words += [f"from {bounds['ge']:g}"] if "ge" in bounds else []
    words += [f"and below {bounds['lt']:g}"] if "lt" in bounds else []
    words += [f"to {bounds['le']:g}"] if "le" in bounds else []
    return " ".join(words)


def _first(name: str, options: Mapping[str, str], written: Mapping[str, Written]) -> Written | None:
    """The value that goes before the others, or None where the default holds."""
    if name in options:
        return Written(options[name], option_of(name))
    variable = f"SMOULDER_{name.upper()}"
    if variable in os.environ:
        return Written(os.environ[variable], f"environment variable {variable}")
    return written.get(name)


def _checked(name: str, one: Written) -> Any:  # Any: of the field's type
    """The value as a number of the right type and range, or as one of the words."""
    try:
        if isinstance(one.value, bool):
            raise ValueError
        value = getattr(Settings.model_validate({name: one.value}), name)
        if name in THRESHOLDS and not math.isfinite(value):
            raise ValueError
    except (ValidationError, ValueError) as reason:
        raise BadSetting(f"{one.place} is {one.value!r}; write {allowed(name)}") from reason
    return value


def _folder(name: str, option: object, written: Mapping[str, Written], beside: Path) -> str | None:
    """A folder from its option, the environment, or the file, whose folders stand beside it."""
    if option is not None:
        return str(option)
    if given := os.environ.get(f"SMOULDER_{name.upper()}"):
        return given
    if name not in written:
        return None
    one = written[name]
    if not isinstance(one.value, str) or not one.value:
        raise BadSetting(f"{one.place} is {one.value!r}; write the path of a folder in quotation marks")
    return one.value if "://" in one.value else str(beside / Path(one.value).expanduser())


def _scale(written: Mapping[str, Written], beside: Path) -> str:
    """The scale of words; a file that the settings file names stands beside it."""
    if given := os.environ.get("SMOULDER_SCALE"):
        return given
    one = written.get("scale", Written("", ""))
    if not isinstance(one.value, str):
        raise BadSetting(
            f"{one.place} is no text; write the name of a scale, or the path of a CSV, in quotation marks"
        )
    return str(beside / Path(one.value).expanduser()) if one.value.lower().endswith(".csv") else one.value


def _text(name: str, written: Mapping[str, Written]) -> str:
    """A text of the section [brief], from the environment or the file; '' where neither has it."""
    if given := os.environ.get(f"SMOULDER_{name.upper()}"):
        return given
    one = written.get(name, Written("", ""))
    if not isinstance(one.value, str):
        raise BadSetting(f"{one.place} is no text; write it in quotation marks")
    return one.value


def _borders(written: Mapping[str, Written], beside: Path) -> Path | None:
    """The file of outlines; one that the settings file names stands beside it."""
    given = _text("borders", written)
    if not given:
        return None
    return Path(given) if os.environ.get("SMOULDER_BORDERS") else beside / Path(given).expanduser()


def _marking(written: Mapping[str, Written]) -> Marking:
    given = _text("marking", written).strip().lower() or "clear"
    for known in get_args(Marking):
        if given == known:
            return known  # type: ignore[no-any-return]  # one of the four
    raise BadSetting(f"the marking of briefs is {given!r}; write one of {', '.join(get_args(Marking))}")


def _address(written: Mapping[str, Written]) -> str:
    """The address of the ledger's database, '' where it lies in the data folder."""
    if given := os.environ.get("SMOULDER_LEDGER"):
        return given
    one = written.get("address", Written("", ""))
    if not isinstance(one.value, str):
        raise BadSetting(
            f"{one.place} is no text; write postgresql://USER@SERVER/DATABASE in quotation marks"
        )
    return one.value
