"""Reports of an archive: which of them are read, and the rows that each of them leaves in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from smoulder.reading.about_conflict import is_about_conflict
from smoulder.reading.actors import Registry
from smoulder.reading.fingerprint import body_of
from smoulder.reading.inputs import Source
from smoulder.reading.language import language_name, language_of
from smoulder.reading.many import Read, broke, open_sources, read_reports
from smoulder.reading.parser import Parser
from smoulder.reading.rows import FAILURE, FOR_NOW, PASSED_OVER, row_without, rows_of
from smoulder.records.errors import BadReport, BadSetting, MissingExtra, OtherLanguage, SmoulderError
from smoulder.records.report import Report
from smoulder.records.statement import Reading

Became = Literal["read", "other language", "not about conflict", "failed"]
READ_IN = "en"
"""What the reader reads, and the one language that can be asked for."""
CLEAR = 0.8
"""Probability of another language from which on a text is left out whose common words might be English."""
SUBJECTS = ("conflict",)
"""What can be asked for as the subject of reports."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which reports of an archive are read.

    language: 'en' passes over reports in other languages; '' tries each and counts the others as failed.
    about:    'conflict' passes over reports that are about something else; '' reads whatever they are about.
    raises:   BadSetting for a language or subject that there is no filter for.
    """

    language: str = ""
    about: str = ""

    def __post_init__(self) -> None:
        for given, known, option in (
            (self.language, (READ_IN,), "language"),
            (self.about, SUBJECTS, "about"),
        ):
            if given and given not in known:
                raise BadSetting(f"there is no filter {option} {given!r}; give {' or '.join(known)}")

    def settles(self, item: str, kind: str) -> bool:
        """Whether a report with this last row need not be looked at again.

        item, kind: of the row. A report that was left out counts for filters that would leave it out again.

        >>> Filters(about="conflict").settles("passed over", "not about conflict")
        True
        >>> Filters().settles("passed over", "not about conflict"), Filters().settles("failure", "for now")
        (False, False)
        """
        if item == PASSED_OVER:
            return bool(self.language if kind == "other language" else self.about)
        return kind != FOR_NOW


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report.

    name, sha256: of its source. language: its ISO 639 code, '' where it is not known.
    reason:       why it was not read; '' for one that was.
    rows:         what it leaves in the table, at least one row, the last with an `item` of `rows.LAST`.
    """

    name: str
    sha256: str
    became: Became
    language: str
    reason: str
    rows: list[dict[str, Any]]  # Any: JSON values


def read_some(
    sources: Sequence[Source],
    registry: Registry,
    parser: Parser,
    filters: Filters,
    reader: str,
    besides: Callable[[Reading], Reading] | None = None,
) -> Iterator[Outcome]:
    """What becomes of some reports of an archive, read together.

    sources: as many as are parsed together, about `read.TOGETHER`. reader: the name of what reads them.
    besides: what else is added to a reading; a SmoulderError of it makes the report one that failed for now.
    returns: one outcome for each source, in order; what goes wrong with one is told by its own.
    """
    done: dict[int, Outcome] = {}
    chosen: list[tuple[Source, Report]] = []
    for at, (source, report) in enumerate(zip(sources, open_sources(sources), strict=True)):
        if outcome := _left_out(source, report, registry, filters, reader):
            done[at] = outcome
        elif isinstance(report, Report):
            chosen.append((source, report))
    readings = read_reports(chosen, registry, parser)
    for at in range(len(sources)):
        yield done[at] if at in done else _outcome(next(readings), reader, besides)


def failed(source: Source, reason: str, reader: str, *, for_now: bool = False) -> Outcome:
    """The outcome of a report that could not be read.

    for_now: whether the next run tries it again: the cause lies outside the report.
    """
    kind = FOR_NOW if for_now else ""
    row = row_without(FAILURE, source.name, source.sha256, reader, reason=reason, kind=kind)
    return Outcome(source.name, source.sha256, "failed", "", reason, [row])


def _left_out(
    source: Source, report: Report | BadReport, registry: Registry, filters: Filters, reader: str
) -> Outcome | None:
    """The outcome of a report that is not to be parsed; None for one that is."""
    try:
        if isinstance(report, OtherLanguage) and filters.language:
            told = language_of(report.text)
            if told.code != filters.language:
                return _passed_over(source, "other language", str(report), told.code, reader)
        if isinstance(report, BadReport):
            return failed(source, str(report), reader, for_now=bool(source.trouble))
        if filters.language and (code := _other(report, filters.language)):
            reason = f"{source.name} is in {language_name(code)}"
            return _passed_over(source, "other language", reason, code, reader)
        if filters.about and not is_about_conflict(report, registry):
            reason = f"{source.name} is not about armed conflict, by the words of its opening"
            return _passed_over(source, "not about conflict", reason, READ_IN, reader)
    except MissingExtra:
        raise
    except Exception as fault:  # one report among thousands must not end the run
        return failed(source, broke(source, fault), reader)
    return None


def _other(report: Report, wanted: str) -> str:
    """The language of a report whose common words do not show that it is another than the one wanted."""
    told = language_of(body_of(report))
    return told.code if told.code != wanted and told.sure >= CLEAR else ""


def _passed_over(source: Source, became: Became, reason: str, language: str, reader: str) -> Outcome:
    row = row_without(
        PASSED_OVER, source.name, source.sha256, reader, reason=reason, kind=became, language=language
    )
    return Outcome(source.name, source.sha256, became, language, reason, [row])


def _outcome(one: Read, reader: str, besides: Callable[[Reading], Reading] | None) -> Outcome:
    source = one.source
    if one.reading is None:
        return failed(source, one.reason, reader)
    try:
        reading = besides(one.reading) if besides else one.reading
        rows = rows_of(reading, source.name, source.sha256, reader, READ_IN)
    except SmoulderError as reason:
        return failed(source, f"{source.name}: {reason}", reader, for_now=True)
    except Exception as fault:  # as above
        return failed(source, broke(source, fault), reader)
    return Outcome(source.name, source.sha256, "read", READ_IN, "", rows)
