"""Many reports into one table: what is done is not done again, and one that fails stops none of the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder import __version__
from smoulder.cli.read_journal import Journal
from smoulder.cli.terminal import progress
from smoulder.reading.archive import Filters
from smoulder.records.errors import ModelFailed

if TYPE_CHECKING:
    from smoulder.cli.model import HttpModel
    from smoulder.reading.actors import Registry
    from smoulder.reading.archive import Outcome
    from smoulder.reading.inputs import Source
    from smoulder.reading.many import Read
    from smoulder.reading.parser import Parser
    from smoulder.reading.shares import Shares
    from smoulder.records.statement import Reading

TOGETHER = 16
"""Reports that one process takes at a time."""


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    read: int = 0
    known: int = 0
    passed_over: int = 0
    failed: list[str] = field(default_factory=list)
    shares: Shares | None = None

    def words(self) -> str:
        known = f", {self.known:,} read before" if self.known else ""
        over = f", {self.passed_over:,} passed over" if self.passed_over else ""
        failed = f", {len(self.failed):,} could not be read" if self.failed else ""
        return f"{self.read:,} reports read{known}{over}{failed}"

    def add(self, outcome: Outcome) -> None:
        """Count one report."""
        if outcome.became == "read":
            self.read += 1
        elif outcome.became == "failed":
            self.failed.append(outcome.reason)
        else:
            self.passed_over += 1


@dataclass(frozen=True, slots=True)
class Reader:
    """How to read.

    data:   folder with the user's own groups. parser: name of a pipeline, '' for the installed one.
    model:  a language model that reads besides the rules. filters: which reports are read at all, for a table.
    """

    data: Path
    parser: str = ""
    model: HttpModel | None = None
    filters: Filters = Filters()  # noqa: RUF009  # it is frozen

    @property
    def name(self) -> str:
        """What was read by another is read again."""
        besides = [self.parser, self.model.name if self.model else ""]
        return ", ".join([f"smoulder {__version__}", *(one for one in besides if one)])


def read_to_table(found: Iterator[Source], out: Path, reader: Reader, jobs: int) -> Tally:
    """Read reports into a Parquet file.

    found: the reports; those whose content the file, or a run that was stopped, holds already are passed over.
    jobs:  processes; with more than one, a report that ends its process is told as failed too.
    """
    tally = Tally()
    with progress("Reading") as tell, Journal(out, reader.name, reader.filters) as journal:
        for outcome in _outcomes(_fresh(found, journal, tally), reader, jobs):
            journal.add(outcome.rows)
            tally.add(outcome)
            tell(tally.words())
        tell("Writing the table")
        tally.shares = journal.finish()
    return tally


def readings(found: Iterator[Source], reader: Reader) -> Iterator[Read]:
    """Readings of reports in this process, in order, a few of them in memory at a time."""
    from smoulder.reading.many import read_sources

    registry, parser = _kit(reader)
    while some := list(islice(found, TOGETHER)):
        for one in read_sources(some, registry, parser):
            yield _with_model(one, reader.model) if reader.model else one


def _with_model(one: Read, model: HttpModel) -> Read:
    """The same with what the model finds; without its answer the report counts as not read."""
    from smoulder.reading.many import Read

    if one.reading is None:
        return one
    try:
        return Read(one.source, _asked(one.reading, model))
    except ModelFailed as reason:
        return Read(one.source, reason=f"{one.source.name}: {reason}")


def _asked(reading: Reading, model: HttpModel) -> Reading:
    """A reading with what a model finds besides."""
    from smoulder.reading.candidates import merge

    return merge(reading, model.candidates(reading.report), model.name)


def _fresh(found: Iterator[Source], journal: Journal, tally: Tally) -> Iterator[Source]:
    for source in found:
        if journal.is_new(source.sha256):
            yield source
        else:
            tally.known += 1


def _outcomes(found: Iterator[Source], reader: Reader, jobs: int) -> Iterator[Outcome]:
    if jobs == 1:
        while some := list(islice(found, TOGETHER)):
            yield from _read(some, reader)
        return
    with _Pool(reader, jobs) as work:
        yield from work.run(found)


class _Pool:
    """Processes that read; a process that dies is replaced, and what it held is read again one by one."""

    def __init__(self, reader: Reader, jobs: int) -> None:
        self.reader, self.jobs = reader, jobs
        self.pool = self._start(jobs)
        self.waiting: deque[tuple[list[Source], Future[list[Outcome]]]] = deque()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *error: object) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)

    def run(self, found: Iterator[Source]) -> Iterator[Outcome]:
        """Outcomes in the order of the sources; no more of them are held than keep the processes busy."""
        while True:
            while len(self.waiting) < 2 * self.jobs and (some := list(islice(found, TOGETHER))):
                self._submit(some)
            if not self.waiting:
                return
            some, future = self.waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                yield from self._one_by_one(some)

    def _submit(self, some: list[Source]) -> None:
        try:
            self.waiting.append((some, self.pool.submit(_read, some, self.reader)))
        except BrokenProcessPool as reason:
            broken: Future[list[Outcome]] = Future()
            broken.set_exception(reason)
            self.waiting.append((some, broken))

    def _one_by_one(self, some: list[Source]) -> Iterator[Outcome]:
        """Read what a dead process held, one report at a time; then start the rest again."""
        rest = [held for held, _ in self.waiting]
        self.waiting.clear()
        for source in some:
            yield from self._alone(source)
        self.pool = self._start(self.jobs)
        for held in rest:
            self._submit(held)

    def _alone(self, source: Source) -> list[Outcome]:
        """Read one report in a process of its own; it is at fault only where it ends two of them."""
        for _ in range(2):
            with self._start(1) as alone, suppress(BrokenProcessPool):
                return alone.submit(_read, [source], self.reader).result()
        from smoulder.reading.archive import failed

        return [
            failed(
                source, f"{source.name} ended the process that read it; please report it", self.reader.name
            )
        ]

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        # A fresh interpreter shares no locks with this one, whatever threads run here.
        return ProcessPoolExecutor(
            jobs, mp_context=get_context("spawn"), initializer=_prepare, initargs=(self.reader,)
        )


def _prepare(reader: Reader) -> None:
    """Load what reading needs once for a process, and fail at its start rather than at its first report."""
    _kit(reader)


def _kit(reader: Reader) -> tuple[Registry, Parser]:
    """The register and the parser; both are kept in the process once they are loaded."""
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.reading.parser import load_parser

    return load_registry(read_own_groups(reader.data)), load_parser(reader.parser)


def _read(some: list[Source], reader: Reader) -> list[Outcome]:
    from smoulder.reading.archive import read_some

    besides = partial(_asked, model=reader.model) if reader.model else None
    return list(read_some(some, *_kit(reader), reader.filters, reader.name, besides))
