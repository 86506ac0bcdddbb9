"""All tables of an answer, each with whose data it holds and under which licence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from smoulder.brief.data_table import DataTable
from smoulder.brief.tables.answers import answer_tables
from smoulder.brief.tables.evidence import evidence_tables
from smoulder.brief.tables.past import past_tables
from smoulder.brief.tables.readings import reading_tables
from smoulder.brief.tables.record import record_tables
from smoulder.brief.tables.series import series_tables
from smoulder.brief.tables.settings import settings_tables
from smoulder.records.case import Assessment

REPORTS = "words of the reports: the rights stay with their publishers"


def tables_of(assessment: Assessment) -> tuple[DataTable, ...]:
    """Every table that has rows, the answer first; no name stands twice.

    Each says its source and licence: of its own rows where they have one, else of what they are worked out from.
    """
    version = f"Smoulder {assessment.smoulder_version}"
    made, read = (
        f"worked out by {version} from the data sets in data_sources.csv",
        f"read by {version} in the reports of reports.csv",
    )
    data = data_licence(assessment)
    mixed = f"{data}; {REPORTS}" if assessment.readings else data
    return (
        *_credited((*answer_tables(assessment), *series_tables(assessment)), made, data),
        *_credited((*past_tables(assessment), *record_tables(assessment)), made, data),
        *_credited(evidence_tables(assessment), made, mixed),
        *_credited(reading_tables(assessment), read, REPORTS),
        *_credited(settings_tables(assessment), version, data),
    )


def data_licence(assessment: Assessment) -> str:
    """The licence of what is worked out from the data sets: theirs, or where they have several, the most frequent."""
    found = Counter(one.licence for one in assessment.data if one.licence)
    if not found:
        return "none stated"
    most, _ = found.most_common(1)[0]
    return most if len(found) == 1 else f"{most}, and what data_sources.csv says of each other data set"


def _credited(tables: Iterable[DataTable], source: str, licence: str) -> tuple[DataTable, ...]:
    return tuple(
        replace(one, source=one.source or source, licence=one.licence or licence)
        for one in tables
        if one.rows
    )
