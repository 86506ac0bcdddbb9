"""What stands beside the months of an answer: pressure by phase, and opportunities with what they let expect."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.assessment.opportunity_marks import opportunity_marks
from smoulder.assessment.pressing import pressure_known
from smoulder.assessment.pressure_marks import pressure_marks
from smoulder.reading.groups import Registry
from smoulder.records.calendar import Calendar
from smoulder.records.case import Question
from smoulder.records.evidence import Item
from smoulder.records.statement import Reading
from smoulder.records.timeline import TimelineMark


def timeline(
    question: Question,
    record: Calendar,
    items: Sequence[Item],
    readings: Sequence[Reading],
    standing: Sequence[Reading],
    registry: Registry,
) -> tuple[TimelineMark, ...]:
    """Pressure and opportunities, as far as they were known on the as-of day.

    record:   the pressure on record; where nothing of this group and country is, reports tell of it.
    readings: in the order of the answer. standing: those of them that give evidence.
    """
    known = pressure_known(question, standing, registry, record)
    return (
        *pressure_marks(known, question.group_id, question.country, question.as_of, readings),
        *opportunity_marks(items, readings, question.as_of),
    )
