"""What was practised, in the data folder: one line of JSON for each lull, only ever added to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from smoulder.records.errors import BadLedger, CannotWrite
from smoulder.records.practice import Practised

FILE = "practice.jsonl"
"""Beside the ledger, and no part of it."""


def add_practised(folder: Path, one: Practised) -> None:
    """Note one lull; several processes may do so at once.

    raises: CannotWrite where the folder or the file takes no line.
    """
    line = one.model_dump_json() + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # a line is written at once at the end of the file, so that those of two processes do not mix
        handle = os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as reason:
        raise CannotWrite(
            f"{folder / FILE} cannot be written ({reason.strerror}); choose another data folder with --data"
        ) from reason


def all_practised(folder: Path) -> Sequence[Practised]:
    """Everything that was practised, oldest first; none where there is no file yet.

    raises: BadLedger with the line that cannot be read.
    """
    path = folder / FILE
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as reason:
        raise BadLedger(f"{path} cannot be read ({reason}); put it right or move it away") from reason
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(Practised.model_validate_json(line))
        except ValidationError as reason:
            raise BadLedger(
                f"{path}, line {number}: not a line of practice; take the line out, the others are sound"
            ) from reason
    return found
