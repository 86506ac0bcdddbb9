"""A report from a file or from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.reading.inputs import Source
    from smoulder.records.report import Report


def open_source(name: str) -> Report:
    """The report in a file, or the one that is piped in where the name is '-'.

    raises: BadReport if it cannot be read.
    """
    from smoulder.reading.page import open_report, report_from_text

    return report_from_text("standard input", piped()) if name == "-" else open_report(Path(name))


def reports_of(name: str) -> Iterator[Source]:
    """Every report of a file or a folder, or of what is piped in where the name is '-'."""
    from smoulder.reading.inputs import sources, sources_in

    return sources_in("standard input", piped()) if name == "-" else sources(Path(name))


def piped() -> bytes:
    """What comes from a pipe.

    raises: BadReport if it is more than one report may be.
    """
    from smoulder.reading.page import LIMIT_BYTES
    from smoulder.records.errors import BadReport

    content = sys.stdin.buffer.read(LIMIT_BYTES + 1)
    if len(content) > LIMIT_BYTES:
        raise BadReport(
            f"standard input is over {LIMIT_BYTES / 1e6:.0f} MB; pipe in the article alone, as text"
        )
    return content
