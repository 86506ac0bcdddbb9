"""The parser in a process of its own gives what the parser here gives, and is not missed when it dies."""

from __future__ import annotations

import io
import pickle

import pytest

from smoulder.reading.parse import Word
from smoulder.reading.parser import load_parser, standing_in
from smoulder.reading.parser_beside import ParserBeside, parser_beside, serve

TEXTS = ["The guns fell silent.", "Nobody came back to the village."]


def test_a_word_goes_to_another_process_and_comes_back_whole() -> None:
    word = Word(0, "guns", 4, 8, "gun", "NOUN", "NNS", "Number=Plur", 1, "nsubj:pass")
    again = pickle.loads(pickle.dumps(word))
    assert again == word
    assert again.relation == "nsubj"


def test_the_other_end_answers_until_nobody_asks() -> None:
    asked, told = io.BytesIO(pickle.dumps(TEXTS) + pickle.dumps(TEXTS[:1])), io.BytesIO()
    serve(asked, told)
    told.seek(0)
    here = list(load_parser().parse(TEXTS))
    assert pickle.load(told) == here
    assert pickle.load(told) == here[:1]


def test_what_a_dead_process_does_not_give_is_parsed_here() -> None:
    parser = ParserBeside()
    parser.close()
    parser.process.stdin = io.BytesIO()
    parser.process.stdout = io.BytesIO()
    with standing_in(parser):
        assert list(load_parser().parse(TEXTS)) == list(load_parser("smoulder_en").parse(TEXTS))


@pytest.mark.slow
def test_within_the_block_the_installed_parser_is_the_other_process() -> None:
    here = load_parser()
    with parser_beside() as beside:
        assert load_parser() is beside
        assert list(load_parser().parse(TEXTS)) == list(here.parse(TEXTS))
        assert list(load_parser().parse(TEXTS[:1])) == list(here.parse(TEXTS[:1]))
    assert beside.process.poll() is not None
    assert load_parser() is here
