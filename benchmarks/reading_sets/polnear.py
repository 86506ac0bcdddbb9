"""Attributions in US news (PolNeAR, development part): who says, thinks, wants or decides what.

How it counts. The texts are read as the reader reads any file; each text is counted once, by the first of its markings
in the order of the file names (ten texts have two). The reader's own list is wider than its statements: PolNeAR counts
beliefs, wishes, plans, judgements and orders as well, and so does `find_attributions`, which is measured here.

content tokens: runs of word characters that lie in the content of any attribution, gold against reader, micro over
                all tokens.
attributions:   a reader's attribution is right where its content and that of a marked one share at least half of the
                words that either has; one to one, the best pairs first.
source:         of those pairs, the share whose source is right: the reader's head word lies in the marked source, or
                both name nobody.

The peer runs in the same call on the same parses: a list of verbs of saying with their clauses, what stands before
', X said', 'according to', and quotations beside such a verb.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reading_sets.row import Row
from smoulder.reading.attributions import find_attributions
from smoulder.reading.page import open_report
from smoulder.reading.parse import Parse, Word
from smoulder.reading.parser import load_parser, parse_report
from smoulder.reading.sentences import Sentence, split_sentences

HALF = 0.5
READ = ("title", "standfirst", "body", "caption")
_WORD = re.compile(r"\w+")
_VERBS = frozenset(
    [
        "say",
        "tell",
        "add",
        "claim",
        "argue",
        "believe",
        "think",
        "warn",
        "announce",
        "insist",
        "suggest",
        "note",
    ]
)
Span = tuple[int, int]
Finder = Callable[[Parse, tuple[Sentence, ...]], list["Given"]]
Counts = tuple[int, int, int]


@dataclass(frozen=True)
class Given:
    """Content and source of one attribution; places are characters of the text."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]


def measure(gold: Path) -> list[Row]:
    folder = gold / "polnear" / "dev"
    markings: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        markings.setdefault(path.stem.rpartition("_")[0], path)
    ours: list[list[Counts]] = [[], [], []]
    peers: list[list[Counts]] = [[], [], []]
    for name, path in markings.items():
        report = open_report(folder / "text" / f"{name}.txt")
        parse = parse_report(report, load_parser())
        sentences = split_sentences(report, READ)
        marked = marked_in(path.read_text(encoding="utf-8"))
        for finder, kept in ((_reader, ours), (_peer, peers)):
            for counts, column in zip(
                count(report.text, marked, finder(parse, sentences)), kept, strict=True
            ):
                column.append(counts)
    measures = (
        ("content tokens", "f", 0.75),
        ("attributions", "f", 0.55),
        ("source of those", "precision", 0.85),
    )
    return [
        Row(
            "polnear", measure, counts, figure, bar,
            {"rule list": Row("polnear", measure, other, figure).value},
        )
        for (measure, figure, bar), counts, other in zip(measures, ours, peers, strict=True)
    ]  # fmt: skip


def marked_in(annotation: str) -> list[Given]:
    """The attributions of a marking in brat's form that have content."""
    lines = [line.split("\t") for line in annotation.split("\n") if "\t" in line]
    spans: dict[str, tuple[Span, ...]] = {}
    for key, value, *_ in lines:
        if key.startswith("T"):
            places = [place.split() for place in value.partition(" ")[2].split(";")]
            spans[key] = tuple((int(start), int(end)) for start, end in places)
    found: list[Given] = []
    for key, value, *_ in lines:
        if key.startswith("E"):
            parts = [part.split(":") for part in value.split()]
            content = [span for role, at in parts if role.startswith("Content") for span in spans[at]]
            source = [span for role, at in parts if role.startswith("Source") for span in spans[at]]
            if content:
                found.append(Given(tuple(content), tuple(source)))
    return found


def count(text: str, marked: list[Given], told: list[Given]) -> tuple[Counts, Counts, Counts]:
    """Right, reported and in the gold: of content tokens, attributions, and sources of matched attributions."""
    starts = [word.start() for word in _WORD.finditer(text)]
    gold, mine = ([_tokens(starts, one.content) for one in given] for given in (marked, told))
    all_gold, all_mine = frozenset().union(*gold), frozenset().union(*mine)
    pairs = sorted(
        (-len(left & right) / len(left | right), one, other)
        for one, left in enumerate(gold)
        for other, right in enumerate(mine)
        if left & right
    )
    matched: dict[int, int] = {}
    for share, one, other in pairs:
        if -share >= HALF and one not in matched and other not in matched.values():
            matched[one] = other
    right = sum(_same_source(marked[one], told[other]) for one, other in matched.items())
    return (
        (len(all_gold & all_mine), len(all_mine), len(all_gold)),
        (len(matched), len(mine), len(gold)),
        (right, len(matched), len(matched)),
    )


def _tokens(starts: list[int], spans: tuple[Span, ...]) -> frozenset[int]:
    return frozenset(
        number
        for start, end in spans
        for number in range(bisect_left(starts, start), bisect_left(starts, end))
    )


def _same_source(marked: Given, told: Given) -> bool:
    if not marked.source or not told.source:
        return not marked.source and not told.source
    head = told.source[0][0]
    return any(start <= head < end for start, end in marked.source)


def _head(word: Word | None) -> tuple[Span, ...]:
    return ((word.start, word.end),) if word is not None else ()


def _reader(parse: Parse, sentences: tuple[Sentence, ...]) -> list[Given]:
    return [Given(item.content, _head(item.source)) for item in find_attributions(parse, sentences)]


def _peer(parse: Parse, sentences: tuple[Sentence, ...]) -> list[Given]:
    """A short list of verbs, their clauses, and quotations in the same sentence."""
    found: list[Given] = []
    for sentence in sentences:
        for word in parse.between(sentence.start, sentence.end):
            subject = _head(parse.child(word.index, "nsubj"))
            clause = parse.child(word.index, "ccomp")
            quotes = tuple((quote.outer_start, quote.outer_end) for quote in sentence.quotes)
            if word.text.lower() == "according" and word.index + 2 < len(parse.words):
                found.append(Given(((sentence.start, word.start),), _head(parse.words[word.index + 2])))
            elif word.lemma.lower() not in _VERBS or word.upos != "VERB":
                continue
            elif quotes:
                found.append(Given(quotes, subject))
            elif clause is not None:
                found.append(Given((parse.span(clause.index),), subject))
            elif word.relation == "parataxis" and subject:
                found.append(Given(((sentence.start, subject[0][0]),), subject))
    return found
