"""Fitted models kept in the data folder: made once, read back by every later command."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from smoulder.records.errors import CannotWrite

FOLDER = "fits"


def read_fit(data: Path, key: str) -> dict[str, Any] | None:  # Any: values of JSON
    """What was kept under a key; None where nothing was, or where the file is torn.

    A fit can always be made again, so that a file that cannot be read is no error.
    """
    try:
        with gzip.open(_place(data, key), "rt", encoding="utf-8") as file:
            held = json.load(file)
    except (OSError, EOFError, ValueError, zlib.error):
        return None
    return held if isinstance(held, dict) else None


def keep_fit(data: Path, key: str, fit: dict[str, Any]) -> None:  # Any: values of JSON
    """Keep a fit; it stands there whole or not at all.

    raises: CannotWrite if the folder cannot be made or written.
    """
    place = _place(data, key)
    # a name of its own for every process: two that fit at once must not write into one file
    half = place.with_suffix(f".{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        # no time of writing inside: the same fit is the same bytes
        half.write_bytes(gzip.compress(json.dumps(fit).encode(), compresslevel=5, mtime=0))
        half.replace(place)
    except OSError as reason:
        raise CannotWrite(
            f"{place.parent} cannot be written ({reason.strerror}); choose another data folder with --data"
        ) from reason
    finally:
        # gone where it took its place, and out of reach where the folder is none
        with suppress(OSError):
            half.unlink()


def _place(data: Path, key: str) -> Path:
    return data / FOLDER / f"{key}.json.gz"
