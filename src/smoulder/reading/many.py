"""Reading many reports, of which some cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from smoulder.reading.actors import Registry
from smoulder.reading.inputs import Source
from smoulder.reading.parse import Parse
from smoulder.reading.parser import Parser, parse_report, parse_reports
from smoulder.reading.read import read_parsed
from smoulder.records.errors import BadReport
from smoulder.records.report import Report
from smoulder.records.statement import Reading


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one source: its reading, or the reason why there is none."""

    source: Source
    reading: Reading | None = None
    reason: str = ""


def read_sources(some: Sequence[Source], registry: Registry, parser: Parser) -> Iterator[Read]:
    """Read some sources together; one that cannot be read takes none of the others with it.

    some: as many as are parsed together, about `read.TOGETHER`. returns: one answer for each, in order.
    """
    reports = list(open_sources(some))
    pairs = zip(some, reports, strict=True)
    readings = read_reports(
        [(source, one) for source, one in pairs if isinstance(one, Report)], registry, parser
    )
    for source, report in zip(some, reports, strict=True):
        yield next(readings) if isinstance(report, Report) else Read(source, reason=str(report))


def open_sources(some: Iterable[Source]) -> Iterator[Report | BadReport]:
    """Each source opened, or the reason why it cannot be."""
    for source in some:
        try:
            yield source.open()
        except BadReport as reason:
            yield reason
        except Exception as fault:  # one page among thousands must not end the run
            yield BadReport(broke(source, fault))


def read_reports(some: Sequence[tuple[Source, Report]], registry: Registry, parser: Parser) -> Iterator[Read]:
    """Read reports that have been opened, together; the rest as for `read_sources`."""
    parses = _parses([report for _, report in some], parser)
    for (source, report), parse in zip(some, parses, strict=True):
        try:
            if isinstance(parse, Exception):
                raise parse
            yield Read(source, read_parsed(report, registry, parse))
        except Exception as fault:  # as above
            yield Read(source, reason=broke(source, fault))


def _parses(reports: list[Report], parser: Parser) -> list[Parse | Exception]:
    """The parses of reports; where one breaks the parser, each is parsed alone."""
    try:
        return list(parse_reports(reports, parser))
    except Exception:  # as above; which report it was is found out below
        return [_alone(report, parser) for report in reports]


def _alone(report: Report, parser: Parser) -> Parse | Exception:
    try:
        return parse_report(report, parser)
    except Exception as fault:  # as above
        return fault


def broke(source: Source, fault: Exception) -> str:
    """What is told of a report that the reader was not made for."""
    words = " ".join(str(fault).split())
    return f"{source.name} broke the reader ({type(fault).__name__}: {words[:200]}); please report it"
