"""What a worker does: read the reports that it is given, and write what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from smoulder.reading.archive import Filters, Outcome, failed, read_some
from smoulder.reading.inputs import Source
from smoulder.reading.own_groups import OwnGroups
from smoulder.reading.rows import COLUMNS, FOR_NOW
from smoulder.store.spark.read_guard import SECONDS, Ended, TooLong, apart, limited
from smoulder.store.spark.read_output import Piece, hand_in, name_of_piece
from smoulder.store.spark.read_rows import Rows

if TYPE_CHECKING:
    from smoulder.reading.actors import Registry
    from smoulder.reading.parser import Parser

TOGETHER = 16
"""Reports that are parsed together."""
_FIRST = (
    "A quiet week\n\n3 May 2014\n\nThe army said on Friday that two soldiers were killed near the river.\n"
)
_TOLD = 20
"""Reasons that a task tells; all of them stand in its table."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read.

    own:     the user's own groups. parser: name of a pipeline, '' for the installed one.
    reader:  what the result is said to be read by. seconds: for one report.
    careful: each report in a process of its own, from the first.
    """

    own: OwnGroups
    parser: str
    reader: str
    filters: Filters = Filters()  # noqa: RUF009  # it is frozen
    seconds: float = SECONDS
    careful: bool = False


def write_outcomes(
    found: Iterator[Source], how: Reading, place: str, task: int, attempt: int
) -> Piece | None:
    """Read reports and write what becomes of them, as one piece that waits to be taken in.

    place:   the folder it waits in, as a path or an address.
    attempt: 0 for the first; from the second on each report is read in a process of its own, so that the one that
             ended the worker is found.
    returns: the piece, None where there was nothing to read.
    """
    first = next(found, None)
    if first is None:
        return None
    _kit(how.own, how.parser)
    read = _one_by_one if attempt or how.careful else _together
    piece = Piece(name_of_piece(task), task, how.reader)
    counts: dict[str, int] = {}
    told: list[str] = []
    with Rows(f"{place}/{piece.draft}", COLUMNS) as rows:
        for outcome in read(chain((first,), found), how):
            rows.add(outcome.rows)
            counts[outcome.became] = counts.get(outcome.became, 0) + 1
            if outcome.became == "failed":
                told += [outcome.reason] if len(told) < _TOLD else []
                counts[FOR_NOW] = counts.get(FOR_NOW, 0) + (outcome.rows[-1]["kind"] == FOR_NOW)
    whole = replace(piece, counts=counts, failed=tuple(told))
    hand_in(whole, place)
    return whole


def _together(found: Iterator[Source], how: Reading) -> Iterator[Outcome]:
    """Read some at a time; where that takes too long, each alone."""
    while some := list(islice(found, TOGETHER)):
        try:
            with limited(how.seconds):
                outcomes = _read(some, how)
        except TooLong:
            outcomes = [_alone(one, how) for one in some]
        yield from outcomes


def _alone(source: Source, how: Reading) -> Outcome:
    try:
        with limited(how.seconds):
            return _read([source], how)[0]
    except TooLong:
        return _too_long(source, how)


def _one_by_one(found: Iterable[Source], how: Reading) -> Iterator[Outcome]:
    """Read each in a copy of this process, which it may end."""
    _warm(how)
    for source in found:
        try:
            yield apart(lambda one=source: _read([one], how)[0], how.seconds)  # type: ignore[misc]
        except TooLong:
            yield _too_long(source, how)
        except Ended as reason:
            yield failed(source, f"{source.name} {reason}; please report it", how.reader)


def _too_long(source: Source, how: Reading) -> Outcome:
    reason = f"{source.name} took longer to read than {how.seconds:g} seconds; please report it"
    return failed(source, reason, how.reader)


def _read(some: Sequence[Source], how: Reading) -> list[Outcome]:
    """What becomes of some reports that are parsed together, in order."""
    registry, parser = _kit(how.own, how.parser)
    return list(read_some(some, registry, parser, how.filters, how.reader))


@cache
def _warm(how: Reading) -> None:
    """Load what the first report of a process loads, so that not every copy of it does that again."""
    _read([Source("none", _FIRST.encode())], how)


@cache
def _kit(own: OwnGroups, parser: str) -> tuple[Registry, Parser]:
    """What reading needs, loaded once for a process however many tasks it does."""
    from smoulder.reading.groups import load_registry
    from smoulder.reading.parser import load_parser

    return load_registry(own), load_parser(parser)
