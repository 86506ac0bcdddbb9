"""The real command as a process of its own, without paying for the same imports each time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType

_NURSERY = """
import json, os, sys
import duckdb, numpy, pandas, scipy.special, spacy, trafilatura
import smoulder.assessment.assess, smoulder.reading.page
from smoulder.cli.main import run
from smoulder.reading.groups import load_registry
from smoulder.reading.parser import load_parser

load_registry(), load_parser()

for line in sys.stdin:
    call = json.loads(line)
    child = os.fork()
    if child == 0:
        for number, name in enumerate(("in", "out", "err")):
            os.dup2(os.open(os.path.join(call["pipes"], name), os.O_RDWR), number)
        os.chdir(call["folder"])
        os.environ.clear()
        os.environ.update(call["environment"])
        sys.argv = ["smoulder", *call["arguments"]]
        try:
            run()
        except SystemExit as ended:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(ended.code)  # at once: the teardown of all that was imported is not what is tested
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Has the command ready to run, and forks off a process for each line it is given; prints its exit code."""


class Nursery:
    """Runs commands, each in a process of its own with its own folder, environment and streams."""

    def __init__(self, folder: Path) -> None:
        """folder: an empty one, for what goes in and comes out."""
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-c", _NURSERY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Nursery:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def run(
        self, arguments: tuple[str, ...], folder: Path, environment: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run `smoulder` with arguments, in a folder, with nothing on its standard input."""
        for name in ("in", "out", "err"):
            (self._folder / name).write_bytes(b"")
        call = {
            "pipes": str(self._folder),
            "folder": str(folder),
            "environment": environment,
            "arguments": arguments,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(call), file=self._process.stdin, flush=True)
        code = int(self._process.stdout.readline())
        out, err = ((self._folder / name).read_text() for name in ("out", "err"))
        return subprocess.CompletedProcess(arguments, code, out, err)
