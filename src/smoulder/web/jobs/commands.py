"""Jobs that are whole commands: data loaded and downloaded, archives read, forecasts tested, briefs printed."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Collection, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TextIO

from smoulder.records.errors import BadData, SmoulderError
from smoulder.web.jobs.doing import Doing, Result
from smoulder.web.jobs.kinds import BacktestWants, BriefWants, FetchWants, LoadWants, ReadWants

_TOLD = "smoulder: "
"""What the one line begins with that says why a command ended early."""
_SOME_FAILED = 1
"""What `read` and `brief` end with where some of it could not be done and the rest was."""


class CommandFailed(SmoulderError):
    """A command that a job is came to an early end; the line it said."""


def load(doing: Doing) -> Result:
    """Load files: each whole or not at all, and never a row twice."""
    wants = LoadWants.model_validate(doing.job.wants)
    files = doing.files(wants.files, wants.inbox)
    if not files:
        raise BadData("no file is named; send one, or put it into the inbox and name it")
    options = [
        *_given("--vintage", wants.vintage), *_given("--countries", wants.countries),
        *_given("--released", wants.released.isoformat() if wants.released else ""),
        *(["--skip-bad"] if wants.skip_bad else []),
    ]  # fmt: skip
    run(doing, ["load", *options], [wants.source, *map(str, files)])
    return {"files": [one.name for one in files]}


def fetch(doing: Doing) -> Result:
    """Download a release, and load it; a file that is there whole is not downloaded again."""
    wants = FetchWants.model_validate(doing.job.wants)
    options = ["fetch", "--json", *_given("--release", wants.release)]
    with redirect_stdout(io.StringIO()) as told:
        run(doing, options, [wants.source])
    path = Path(json.loads(told.getvalue())["path"])
    if wants.load:
        run(doing, ["load"], [wants.source, str(path)])
    return {"files": [path.name], "loaded": wants.load}


def read(doing: Doing) -> Result:
    """Read an archive of reports into a table; what an earlier try read is not read again."""
    wants = ReadWants.model_validate(doing.job.wants)
    given = doing.files(wants.files, wants.inbox)
    if len(given) == 1:
        archive = given[0]
    elif given:
        archive = doing.folder / "in"
    else:
        raise BadData("no archive is named; send one, or put it into the inbox and name it")
    options = [
        *_given("--language", "en" if wants.english else ""),
        *_given("--about", "conflict" if wants.conflict else ""),
    ]
    table = doing.out / "readings.parquet"
    code = run(doing, ["read", *options, "--out", str(table)], [str(archive)], well=(0, _SOME_FAILED))
    return {"out": [table.name] if table.exists() else [], "incomplete": code == _SOME_FAILED}


def backtest(doing: Doing) -> Result:
    """Forecast the past and score it."""
    wants = BacktestWants.model_validate(doing.job.wants)
    options = [*_given("--years", wants.years), "--seed", str(wants.seed), "--out", str(doing.out)]
    more = ["--of", wants.of] if wants.what == "counts" else ["--jobs", "1"]
    run(doing, ["backtest", wants.what, *more, *options], [])
    return {"out": _made(doing)}


def brief(doing: Doing) -> Result:
    """Print the brief of a case; several files are put into one archive besides."""
    wants = BriefWants.model_validate(doing.job.wants)
    shutil.rmtree(doing.out)  # what an earlier try left may be half of another brief
    options = ["--to", ",".join(wants.forms), "--language", wants.language, "--out", str(doing.out)]
    code = run(doing, ["brief", *options], [wants.case_id], well=(0, _SOME_FAILED))
    made = _made(doing)
    if len(made) > 1:
        made = [_packed(doing, f"{wants.case_id}.zip", made), *made]
    return {"case_id": wants.case_id, "out": made, "incomplete": code == _SOME_FAILED}


def run(doing: Doing, command: Sequence[str], given: Sequence[str], *, well: Collection[int] = (0,)) -> int:
    """Run a command in the data folder of the site, for who asked.

    command: its words and options; given: what it is about, never taken for options. well: how it may end.
    raises:  CommandFailed with its one line.
    """
    from smoulder.cli.main import main

    os.environ["SMOULDER_ANALYST"] = doing.job.who
    settings = doing.site.settings
    where = ["--data", str(doing.site.chosen.data), *_given("--settings", str(settings or ""))]
    said = _Said(sys.stderr)
    with redirect_stderr(said):
        code = main([*command, *where, "--", *given], doing.tell)
    if code == 130:
        raise KeyboardInterrupt
    if code not in well:
        raise CommandFailed(said.last.removeprefix(_TOLD) or f"it ended with the code {code}; see the log")
    return code


class _Said(io.TextIOBase):
    """Passes on what is said, and keeps the last line."""

    def __init__(self, to: TextIO) -> None:
        self._to, self.last = to, ""

    def write(self, text: str) -> int:
        """Take a text."""
        lines = [one for one in text.splitlines() if one.strip()]
        self.last = lines[-1] if lines else self.last
        return self._to.write(text)


def _given(option: str, value: str) -> list[str]:
    return [f"{option}={value}"] if value else []


def _made(doing: Doing) -> list[str]:
    """The files that were made, by their paths in the folder for them."""
    return sorted(one.relative_to(doing.out).as_posix() for one in doing.out.rglob("*") if one.is_file())


def _packed(doing: Doing, name: str, made: Sequence[str]) -> str:
    with zipfile.ZipFile(doing.out / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in made:
            archive.write(doing.out / one, one)
    return name
