"""A report from a file or from a pipe."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.records.report import Report


def open_source(name: str) -> Report:
    """The report in a file, or the one that is piped in where the name is '-'.

    raises: BadReport if it cannot be read.
    """
    from smoulder.reading.page import open_report

    if name != "-":
        return open_report(Path(name))
    # Through a file, so that a pipe passes the same checks: empty, binary, too large.
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "standard-input"
        with copy.open("wb") as file:
            while piece := sys.stdin.buffer.read(1 << 20):
                file.write(piece)
        return open_report(copy)
