"""The parser's laws: places in the text, one report as several, sentences of bounded length."""

from __future__ import annotations

import pytest

from smoulder.reading import parser as reading_parser
from smoulder.reading.page import report_from_text
from smoulder.reading.parser import LONGEST, load_parser, parse_report, parse_reports
from smoulder.reading.read import read, read_many
from smoulder.records.errors import MissingExtra
from smoulder.records.report import Report
from tests.reading.fake_registry import FakeRegistry


def report(*paragraphs: str) -> Report:
    return report_from_text("a.txt", "Calm in the hills\n\n3 May 2014\n\n" + "\n\n".join(paragraphs) + "\n")


def test_every_word_stands_in_the_text_at_its_place() -> None:
    one = report("The army left the town.", "Nobody knows  when\tit will be back.")
    parse = parse_report(one, load_parser())
    assert [word.text for word in parse.words][:4] == ["Calm", "in", "the", "hills"]
    assert all(one.text[word.start : word.end] == word.text for word in parse.words)
    assert all(word.text.strip() for word in parse.words)


def test_reports_parsed_together_are_parsed_as_alone() -> None:
    several = [report("The army left the town."), report(), report("Rebels came.", "They went.")]
    parser = load_parser()
    assert parse_reports(several, parser) == [parse_report(one, parser) for one in several]


def test_reports_read_together_are_read_as_alone() -> None:
    several = [report("The army said on Friday that 20 people had fled."), report("Nothing else is known.")]
    found = list(read_many(iter(several), FakeRegistry()))
    assert found == [read(one, FakeRegistry()) for one in several]
    assert len(found[0].quantities) == 1


def test_a_sentence_without_end_is_cut_and_its_tree_stays_within_the_cut() -> None:
    parse = parse_report(report("and the rebels waited " * 300), load_parser())
    ends = [*parse.sentences[1:], len(parse.words)]
    assert len(parse.words) > 1000
    assert all(0 < end - start <= LONGEST for start, end in zip(parse.sentences, ends, strict=True))
    for word in parse.words:
        first, last = parse.sentence_of(word.index)
        assert first <= word.head < last


def test_walls_of_letters_and_text_without_end_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_parser, "MOST", 6000)
    long = report("The army " + "x" * 5000 + " left.", "It came back to the town. " * 100)
    parse = parse_report(long, load_parser())
    assert max(len(word.text) for word in parse.words) < 300
    assert 5900 < parse.words[-1].end <= 6100 < len(long.text)


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(MissingExtra, match="no_such_pipeline"):
        load_parser("no_such_pipeline")
