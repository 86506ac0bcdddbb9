"""`smoulder case export` and `case import`: a whole case as one file."""

from __future__ import annotations

from dataclasses import asdict
from json import dumps
from pathlib import Path
from typing import Annotated

import typer

from smoulder.cli.case_options import CaseId
from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import say

OutFile = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it there [prints it].")]
InFile = Annotated[
    str, typer.Argument(metavar="FILE", help="As `case export` wrote it; - reads from a pipe.")
]


def export(name: CaseId, out: OutFile = None, data: DataFolder = None, settings: SettingsFile = None) -> None:
    """Write a case as JSON: question, log, reports with text, corrections, answers, questions and outcomes.

    The file holds the reports' texts: pass it on only as their publishers allow.
    """
    from smoulder.cli.case_desk import at_desk
    from smoulder.cli.output import write_whole
    from smoulder.desk.exchange import case_text

    with at_desk(data, settings) as desk:
        text = case_text(desk, name)
    if out is None:
        print(text, end="")
    else:
        write_whole(out, text)
        say(f"Export: {out}")


def import_(
    file: InFile, json: AsJson = False, data: DataFolder = None, settings: SettingsFile = None
) -> None:
    """Take in a case from a file; of one that is there already, only what is new is added."""
    from smoulder.cli.case_desk import at_desk
    from smoulder.desk.exchange import take_in, taken_words

    name, text = _read(file)
    with at_desk(data, settings) as desk:
        done = take_in(desk, name, text)
    print(dumps(asdict(done), indent=2) if json else taken_words(done))


def _read(file: str) -> tuple[str, str]:
    """raises: BadData where the file cannot be read or is no text."""
    import sys

    from smoulder.records.errors import BadData

    if file == "-":
        return "standard input", sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        return file, Path(file).read_text(encoding="utf-8")
    except OSError as reason:
        raise BadData(f"{file} cannot be read ({reason.strerror}); check the path of the file") from reason
    except UnicodeDecodeError as reason:
        raise BadData(f"{file} is no text; give a file that `smoulder case export` wrote") from reason
