"""Reports of an archive: which of them are read, and the rows that each of them leaves in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from smoulder.reading.about_conflict import is_about_conflict
from smoulder.reading.actors import Registry
from smoulder.reading.inputs import Source
from smoulder.reading.many import Read, broke, open_sources, read_reports
from smoulder.reading.parser import Parser
from smoulder.reading.rows import FAILURE, FOR_NOW, PASSED_OVER, row_without, rows_of
from smoulder.records.errors import BadReport, BadSetting, OtherLanguage, SmoulderError
from smoulder.records.report import Report
from smoulder.records.statement import Reading

Became = Literal["read", "other language", "not about conflict", "failed"]
LANGUAGES = ("en",)
"""Languages that can be asked for: what the reader reads."""
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
        for given, known, option in ((self.language, LANGUAGES, "language"), (self.about, SUBJECTS, "about")):
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
    codes: list[str] = []
    for at, (source, report) in enumerate(zip(sources, open_sources(sources), strict=True)):
        outcome, code = _left_out(source, report, registry, filters, reader)
        if outcome is not None:
            done[at] = outcome
        else:
            assert isinstance(report, Report)
            chosen.append((source, report))
            codes.append(code)
    readings = zip(read_reports(chosen, registry, parser), codes, strict=True)
    for at in range(len(sources)):
        yield done[at] if at in done else _outcome(*next(readings), reader, besides)


def failed(source: Source, reason: str, reader: str, *, for_now: bool = False) -> Outcome:
    """The outcome of a report that could not be read.

    for_now: whether the next run tries it again: the cause lies outside the report.
    """
    kind = FOR_NOW if for_now else ""
    row = row_without(FAILURE, source.name, source.sha256, reader, reason=reason, kind=kind)
    return Outcome(source.name, source.sha256, "failed", "", reason, [row])


def _left_out(
    source: Source, report: Report | BadReport, registry: Registry, filters: Filters, reader: str
) -> tuple[Outcome | None, str]:
    """The outcome of a report that is not to be parsed, else None; and the code of its language."""
    if isinstance(report, OtherLanguage):
        code = report.language
        if filters.language:
            return _passed_over(source, "other language", str(report), code, reader), code
        return failed(source, str(report), reader), code
    if isinstance(report, BadReport):
        return failed(source, str(report), reader, for_now=bool(source.trouble)), ""
    try:
        wanted = not filters.about or is_about_conflict(report, registry)
    except Exception as fault:  # one report among thousands must not end the run
        return failed(source, broke(source, fault), reader), ""
    if not wanted:
        reason = "its first paragraphs are not about armed conflict"
        return _passed_over(source, "not about conflict", reason, "en", reader), "en"
    return None, "en"


def _passed_over(source: Source, became: Became, reason: str, language: str, reader: str) -> Outcome:
    row = row_without(
        PASSED_OVER, source.name, source.sha256, reader, reason=reason, kind=became, language=language
    )
    return Outcome(source.name, source.sha256, became, language, reason, [row])


def _outcome(one: Read, language: str, reader: str, besides: Callable[[Reading], Reading] | None) -> Outcome:
    source = one.source
    if one.reading is None:
        return failed(source, one.reason, reader)
    try:
        reading = besides(one.reading) if besides else one.reading
        rows = rows_of(reading, source.name, source.sha256, reader, language)
    except SmoulderError as reason:
        return failed(source, f"{source.name}: {reason}", reader, for_now=True)
    except Exception as fault:  # as above
        return failed(source, broke(source, fault), reader)
    return Outcome(source.name, source.sha256, "read", language, "", rows)
