"""Reading many reports, of which some cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    reports: list[Report | str] = []
    for source in some:
        try:
            reports.append(source.open())
        except BadReport as reason:
            reports.append(str(reason))
        except Exception as fault:  # one page among thousands must not end the run
            reports.append(_told(source, fault))
    parses = iter(_parses([one for one in reports if isinstance(one, Report)], parser))
    for source, report in zip(some, reports, strict=True):
        if isinstance(report, str):
            yield Read(source, reason=report)
            continue
        parse = next(parses)
        try:
            if isinstance(parse, Exception):
                raise parse
            yield Read(source, read_parsed(report, registry, parse))
        except Exception as fault:  # as above
            yield Read(source, reason=_told(source, fault))


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


def _told(source: Source, fault: Exception) -> str:
    words = " ".join(str(fault).split())
    return f"{source.name} broke the reader ({type(fault).__name__}: {words[:200]}); please report it"
