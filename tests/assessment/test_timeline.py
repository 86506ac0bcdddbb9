"""What stands beside the months of an answer."""

from __future__ import annotations

from pathlib import Path

from smoulder.assessment.timeline import timeline
from smoulder.reading.groups import load_registry
from smoulder.reading.page import open_report
from smoulder.reading.pressure_calendar import load_calendar
from smoulder.reading.read import read_many
from smoulder.records.calendar import Calendar
from smoulder.records.case import Question

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_record_goes_before_what_reports_tell_and_dropped_reports_tell_nothing() -> None:
    registry = load_registry()
    readings = tuple(read_many([open_report(EXAMPLES / "iraq-2020.txt")], registry, None))
    published = readings[0].report.published
    assert published is not None
    question = Question(group_id=234, group="Islamic State", country="Iraq", as_of=published)
    recorded = timeline(
        question, load_calendar(EXAMPLES / "pressure-iraq-2011.toml"), (), readings, readings, registry
    )
    told = timeline(question, Calendar(), (), readings, readings, registry)
    assert {one.phase for one in recorded} == {"present", "announced", "handed over", "departed"}
    assert {one.first for one in told} == {"2020-01-05"}
    assert timeline(question, Calendar(), (), readings, (), registry) == ()
