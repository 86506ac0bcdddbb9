"""Short reports for tests of the reader."""

from __future__ import annotations

from smoulder.reading.page import report_from_text
from smoulder.reading.read import read
from smoulder.records.statement import Reading, Statement
from tests.reading.fake_registry import FakeRegistry

HEAD = "Rebels keep quiet in the north\n\n12 March 2014\n\n"


def reading_of(*paragraphs: str, head: str = HEAD) -> Reading:
    """The reading of a report published on Wednesday, 12 March 2014, with these body paragraphs."""
    return read(report_from_text("test.txt", head + "\n\n".join(paragraphs) + "\n"), FakeRegistry())


def said(*paragraphs: str) -> list[tuple[str, str]]:
    """Speaker and words of each statement in these body paragraphs."""
    return [(item.speaker, item.text) for item in reading_of(*paragraphs).statements]


def first(*paragraphs: str) -> Statement:
    """The first statement in these body paragraphs."""
    return reading_of(*paragraphs).statements[0]
