"""What `load` says of the age of what it loaded."""

from __future__ import annotations

from datetime import date

from smoulder.cli.load_words import stale_words
from smoulder.reading.sources import find_source
from smoulder.records.event import Coverage, LoadReport
from smoulder.records.month import month_index


def loaded(last: str) -> LoadReport:
    span = Coverage(
        source="candidate", vintage="26.0.1", first=month_index(last), last=month_index(last), countries=(),
        final=False, released=date(2026, 3, 1),
    )  # fmt: skip
    return LoadReport("a.csv", "candidate", 1, 1, 0, 0, 0, coverage=(span,))


def test_candidate_rows_are_stale_when_the_next_release_should_be_out() -> None:
    source = find_source("candidate")
    assert source.greatest_age == 75
    assert stale_words(source, loaded("2026-01"), date(2026, 4, 17)) == []
    (line,) = stale_words(source, loaded("2026-01"), date(2026, 4, 18))
    assert "end in 2026-01, 76 days ago" in line
    assert "smoulder fetch candidate" in line


def test_a_table_without_later_releases_is_never_stale() -> None:
    assert stale_words(find_source("nsa"), loaded("1990-01"), date(2026, 1, 1)) == []
