"""The parser: any English spaCy pipeline, with its answer in Universal Dependencies' terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from smoulder.reading.clearnlp import universal
from smoulder.reading.parse import Parse, Word, join
from smoulder.records.errors import MissingExtra
from smoulder.records.report import Report

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

OURS = "smoulder_en"
_WALL = re.compile(r"\S{300,}")
"""What is longer is no word, and takes a tokenizer a time that grows with its square."""
_READ = ("title", "standfirst", "body", "caption")
MOST = 100_000
"""Characters of a report that are parsed; no news report is longer, and a text without end must not hold the desk."""


LONGEST = 200
"""Words of a sentence; a longer one is no news prose, and is cut, so that no walk over its tree takes long."""


class Parser(Protocol):
    """What turns texts into parses; one text is one paragraph or heading."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """A parse of each text, in order; places are characters of that text."""
        ...


class SpacyParser:
    """A spaCy pipeline with Universal Dependencies labels, or with ClearNLP's, which are turned into them."""

    def __init__(self, pipeline: Language) -> None:
        _multiply_fast(pipeline)
        self._pipeline = pipeline
        self._universal = "parser" not in pipeline.pipe_names or "obl" in pipeline.get_pipe("parser").labels  # type: ignore[attr-defined]

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        # What the pipeline learns of new words is let go with the zone: memory stays flat over many reports.
        with self._pipeline.memory_zone():
            names = _Names(self._pipeline.vocab)
            return iter([self._read(doc, names) for doc in self._pipeline.pipe(texts)])

    def _read(self, doc: Doc, names: _Names) -> Parse:
        parse = _words(doc, names)
        if not self._universal:
            parse = Parse(universal(parse.words), parse.sentences)
        return _cut(parse)


_STANDING: ContextVar[Parser | None] = ContextVar("standing", default=None)


@contextmanager
def standing_in(parser: Parser | None) -> Iterator[None]:
    """Within it, this parser is taken for the one that is installed; None for that one itself."""
    before = _STANDING.set(parser)
    try:
        yield
    finally:
        _STANDING.reset(before)


def load_parser(name: str = "") -> Parser:
    """The parser of a name, or the one that is installed, or what stands in for it.

    name:    a spaCy pipeline that is installed, or its folder; '' for `smoulder-en`, else any English one found.
    raises:  MissingExtra where there is none.
    """
    return _STANDING.get() or _load(name) if not name else _load(name)


@cache
def _load(name: str) -> Parser:
    try:
        import spacy
    except ImportError as error:
        raise MissingExtra("reading reports needs spaCy: pip install spacy smoulder-en") from error
    names = (name,) if name else (OURS, "en_core_web_sm", "en_core_web_md", "en_core_web_lg")
    for one in names:
        if name or find_spec(one):
            try:
                return SpacyParser(spacy.load(one))
            except OSError as error:
                raise MissingExtra(
                    f"no spaCy pipeline {one!r}: install one, such as pip install smoulder-en"
                ) from error
    raise MissingExtra("reading reports needs an English pipeline for spaCy: pip install smoulder-en")


def parse_report(report: Report, parser: Parser) -> Parse:
    """The words of a report's title, standfirst, captions and body, as far as `MOST` characters reach.

    returns: one parse; places are characters of `Report.text`.
    """
    return parse_reports([report], parser)[0]


def parse_reports(reports: Sequence[Report], parser: Parser) -> list[Parse]:
    """The parses of several reports, as `parse_report` gives them; the parser gets all their texts at once."""
    spans = [_spans(report) for report in reports]
    texts = [report.text[start:end] for report, own in zip(reports, spans, strict=True) for start, end in own]
    parses = parser.parse(texts)
    return [join([(start, next(parses)) for start, _ in own]) for own in spans]


def _spans(report: Report) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    left = MOST
    for block in report.blocks:
        if block.kind in _READ and left > 0:
            spans.extend(_between_walls(report.text, block.start, min(block.end, block.start + left)))
            left -= block.end - block.start
    return spans


def _between_walls(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for wall in _WALL.finditer(text, start, end):
        if wall.start() > start:
            yield start, wall.start()
        start = wall.end()
    if end > start:
        yield start, end


class _Names(dict[int, str]):
    """The texts that a pipeline's numbers stand for, each looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings
        self[vocab.strings["_"]] = ""  # No features.

    def __missing__(self, number: int) -> str:
        name = self[number] = self._strings[number]
        return name


def _words(doc: Doc, names: _Names) -> Parse:
    """The words of a parsed text; white space is no word, and what hangs on it hangs on its head."""
    rows = doc.to_array(["IS_SPACE", "IDX", "LENGTH", "HEAD", "SENT_START"]).astype("int64").tolist()
    named = doc.to_array(["LEMMA", "POS", "TAG", "MORPH", "DEP"]).tolist()
    whole = doc.text
    number: dict[int, int] = {}
    for place, row in enumerate(rows):
        if not row[0]:
            number[place] = len(number)
    words: list[Word] = []
    sentences: list[int] = []
    for place, index in number.items():
        _, start, length, reach, begins = rows[place]
        text = whole[start : start + length]
        lemma, upos, xpos, feats, deprel = (names[one] for one in named[place])
        head = place + reach
        if rows[head][0]:
            head += rows[head][3]
        words.append(
            Word(
                index, text, start, start + length, lemma or text, upos, xpos, feats, number.get(head, index),
                "root" if deprel == "ROOT" else deprel,
            )
        )  # fmt: skip
        if begins == 1 or not sentences:
            sentences.append(index)
    return Parse(tuple(words), tuple(sentences))


def _cut(parse: Parse) -> Parse:
    """The same parse with sentences of at most `LONGEST` words; what hung on a word cut off is a root."""
    ends = (*parse.sentences[1:], len(parse.words))
    if all(end - start <= LONGEST for start, end in zip(parse.sentences, ends, strict=True)):
        return parse
    starts: list[int] = []
    words: list[Word] = []
    for first, last in zip(parse.sentences, ends, strict=True):
        for start in range(first, last, LONGEST):
            starts.append(start)
            end = min(start + LONGEST, last)
            for word in parse.words[start:end]:
                whole = start <= word.head < end
                words.append(word if whole else word.hung(word.index, "root"))
    return Parse(tuple(words), tuple(starts))


def _multiply_fast(pipeline: Language) -> None:
    """Let numpy multiply matrices: its BLAS takes about half the time of the one thinc brings."""
    from thinc.api import Model, NumpyOps

    for _, part in pipeline.pipeline:
        model = getattr(part, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if isinstance(node.ops, NumpyOps):
                node.ops = NumpyOps(use_blis=False)
