"""What a load did, in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.records.month import month_text, parse_day

if TYPE_CHECKING:
    from smoulder.reading.sources import Source
    from smoulder.records.event import Coverage, LoadReport


def report_words(report: LoadReport, rejects: Path | None) -> str:
    """What a load did, in lines for a person."""
    counts = (
        f"{report.rows:,} rows read, {report.added:,} added, {report.replaced:,} replaced, "
        f"{report.unchanged:,} unchanged, {report.rejected:,} rejected"
    )
    lines = [f"{report.file}: {counts}"]
    lines += [f"  covers {_span(one)}" for one in report.coverage[:5]]
    lines += [f"  and {len(report.coverage) - 5} more spans"] if len(report.coverage) > 5 else []
    lines += [f"  {report.superseded:,} candidate rows give way to it"] if report.superseded else []
    lines += [f"  assumed: {one}" for one in report.assumptions]
    lines += [f"  note: {one}" for one in report.warnings]
    lines += [f"  rejected row {one.row}: {one.column} {one.reason}" for one in report.reasons]
    if report.rejected and rejects is not None:
        lines.append(f"  all rejected rows: {rejects}")
    return "\n".join(lines)


def _span(one: Coverage) -> str:
    where = ", ".join(one.countries[:5]) or "all countries"
    where += f" and {len(one.countries) - 5} more" if len(one.countries) > 5 else ""
    kind = "final" if one.final else "candidate"
    return f"{month_text(one.first)} to {month_text(one.last)}, {where} ({kind} {one.vintage}, known {one.released})"


def stale_words(source: Source, report: LoadReport, today: date) -> list[str]:
    """A line where newer data should be out: the source's greatest age has passed since the last month covered."""
    if source.greatest_age is None or not report.coverage:
        return []
    last = max(one.last for one in report.coverage)
    age = (today - parse_day(month_text(last))).days  # from the first day after the month
    if age <= source.greatest_age:
        return []
    return [
        f"  note: these data end in {month_text(last)}, {age:,} days ago; {source.title} is stale after "
        f"{source.greatest_age} days: {source.how}"
    ]
