# ruff: noqa: E501, SIM905  (lists of words stay on their lines)
"""What the recogniser of names sees of a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from smoulder.reading.capitals import CAPITALS
from smoulder.reading.gazetteer import one_word_towns
from smoulder.reading.name_spans import Reach, core_of
from smoulder.reading.names import fold_word
from smoulder.reading.parse import Parse, Word
from smoulder.reading.persons import name_words
from smoulder.reading.spans import Spans
from smoulder.reading.stems import stem
from smoulder.reading.whom import GROUP_NOUNS, OTHER_NOUNS

_PLACE_NOUNS = frozenset(
    "city town village region area province district country border land territory place street square road camp base airport valley river sea coast "
    "island mountain desert neighbourhood governorate capital north south east west zone site building house hospital school market world "
    "countryside suburb state site location crossing corridor".split()
)
_PERSON_NOUNS = frozenset(
    "president minister secretary spokesman spokeswoman spokesperson ambassador envoy leader chief commander general colonel king prince "
    "representative director head chairman coordinator official officer journalist man woman boy girl father mother son daughter brother "
    "adviser advisor author lawyer doctor teacher candidate chancellor senator governor mayor deputy commissioner founder militant member".split()
)
_BODY_NOUNS = frozenset(
    "government ministry department office agency council committee commission union nations coalition alliance party parliament congress "
    "army military forces force police troops soldiers brigade brigades militia regime authorities authority administration organisation "
    "organization group groups movement opposition community people partners allies staff team delegation bank company university front".split()
)
_TELLING = frozenset(
    "mr mrs ms dr in at near from the of by minister secretary president mayor city town".split()
)
"""Words that, right before a name, say of what kind it is."""
_SHAPE = ((re.compile(r"[A-ZÀ-Þ]"), "X"), (re.compile(r"[a-zß-ÿ]"), "x"), (re.compile(r"\d"), "9"))
_SQUEEZE = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class Scene:
    """One text as the recogniser sees it.

    countries: names and adjectives of countries. groups: places of named armed groups.
    """

    parse: Parse
    countries: Mapping[str, str] = field(default_factory=dict)
    groups: Spans = field(default_factory=lambda: Spans([]))

    @cached_property
    def told_of(self) -> dict[str, set[str]]:
        """What is told of each name anywhere in the text: 'Mr' before it, a given name in it, 'in' before it."""
        told: dict[str, set[str]] = {}
        for word in self.parse.words:
            if word.upos == "PROPN":
                before = self.parse.words[word.index - 1].text.lower() if word.index else ""
                mine = told.setdefault(word.text, set())
                if before in _TELLING:
                    mine.add(f"b={before}")
                if fold_word(before) in name_words("given name"):
                    mine.add("given name before")
                if fold_word(before) in name_words("rank"):
                    mine.add("rank before")
                if word.relation == "nsubj":
                    mine.add(f"does {stem(self.parse.words[word.head].text)}"[:24])
                for child in self.parse.children(word.index):
                    if child.relation == "appos" and child.text.lower() in _PERSON_NOUNS | _BODY_NOUNS:
                        mine.add("person apposed" if child.text.lower() in _PERSON_NOUNS else "body apposed")
        return told


def features_of_head(scene: Scene, word: Word) -> Iterator[str]:
    """Features of a head, for what kind of thing it means."""
    parse = scene.parse
    text, form, root = word.text, word.text.lower(), stem(word.text)
    yield "bias"
    yield f"s={root}"
    yield f"p={word.xpos}"
    yield f"d={word.deprel}"
    yield f"end={form[-3:]}"
    yield f"shape={shape(text)}"
    yield from _beside(parse, word)
    head = parse.words[word.head]
    yield f"h={stem(head.text)}"
    yield f"dh={word.relation} {stem(head.text)}"
    yield f"dp={word.deprel} {word.upos} {head.upos}"
    case = parse.child(word.index, "case")
    yield f"case={case.text.lower() if case else ''} {word.upos}"
    for child in parse.children(word.index):
        if child.relation in ("det", "amod", "compound", "flat", "nmod", "nummod", "appos"):
            yield f"c={child.relation}"
            yield f"{child.relation}={stem(child.text)}"
    for name in _lists(scene, word):
        yield f"in={name}"
        yield f"in={name} {word.relation}"
        yield f"in={name} {case.text.lower() if case else ''}"
    first, last = core_of(parse, word)
    if last > first:
        core = parse.words[first : last + 1]
        yield f"core={len(core)}"
        for part in core:
            yield f"part={part.text.lower()}"
            for name in _lists(scene, part):
                yield f"part in={name}"
    if word.upos == "PROPN":
        for told in sorted(scene.told_of.get(text, ())):
            yield f"doc {told}"
    for child in parse.children(word.index):
        if child.relation in ("conj", "appos", "nsubj"):
            for name in _lists(scene, child):
                yield f"{child.relation} in={name}"
    if word.relation in ("conj", "appos", "nmod", "nsubj", "obl"):
        for name in _lists(scene, head):
            yield f"of {word.relation} in={name}"
    inner = word.relation in ("compound", "flat")
    yield f"inner={inner} {shape(text)[:2]}"
    if inner:
        for name in _lists(scene, head):
            yield f"outer in={name}"


def _beside(parse: Parse, word: Word) -> Iterator[str]:
    """The two words before and behind, and the nearest two together with the word."""
    around = [
        parse.words[index].text.lower() if 0 <= index < len(parse.words) else ""
        for index in range(word.index - 2, word.index + 3)
    ]
    yield from (f"{name}={text}" for name, text in zip(("b2", "b", "w", "a", "a2"), around, strict=True))
    yield f"bw={around[1]} {around[2]}"
    yield f"wa={around[2]} {around[3]}"


def _lists(scene: Scene, word: Word) -> Iterator[str]:
    form, folded = word.text.lower(), fold_word(word.text)
    if word.text in scene.countries:
        yield "country"
        yield "adjective" if word.upos == "ADJ" or word.relation == "amod" else "country name"
    if word.text in CAPITALS:
        yield "capital"
    if word.text in one_word_towns():
        yield "town"
    if scene.groups.touches(word.start, word.end):
        yield "armed group"
    for name, words in (
        ("place noun", _PLACE_NOUNS), ("person noun", _PERSON_NOUNS), ("body noun", _BODY_NOUNS), ("group noun", GROUP_NOUNS),
        ("other noun", OTHER_NOUNS), ("rank", name_words("rank")), ("given name", name_words("given name")),
        ("organisation", name_words("organisation")), ("by-name", name_words("by-name")),
    ):  # fmt: skip
        if form in words or folded in words or (form.endswith("s") and form[:-1] in words):
            yield name
    if word.xpos in ("NNS", "NNPS"):
        yield "plural"


def features_of_reach(scene: Scene, word: Word, reach: Reach, label: str) -> Iterator[str]:
    """Features of one extent of a phrase, once its head is known to be of a kind."""
    parse = scene.parse
    first, last = parse.words[reach.first], parse.words[reach.last]
    determiner = next((c.text.lower() for c in parse.children(word.index) if c.relation == "det"), "")
    proper = word.upos == "PROPN"
    for kind in ("", label):
        yield f"{kind} l={reach.left} {proper}"
        yield f"{kind} r={reach.right} {proper}"
        yield f"{kind} lr={reach.left} {reach.right} {proper} {word.upos}"
        yield f"{kind} size={min(reach.last - reach.first, 8)} {proper}"
        yield f"{kind} first={first.text.lower()}"
        yield f"{kind} first={first.deprel} {proper}"
        yield f"{kind} last={last.relation} {last.upos} {proper}"
        yield f"{kind} det={determiner} l={reach.left} {proper}"
        yield f"{kind} w={stem(word.text)} l={reach.left}"
        yield f"{kind} w={stem(word.text)} r={reach.right}"
        yield f"{kind} d={word.relation} l={reach.left} r={reach.right}"
    if reach.first:
        yield f"before={parse.words[reach.first - 1].text.lower()} {reach.left}"
        yield f"before={parse.words[reach.first - 1].relation} {reach.left}"
    if reach.last + 1 < len(parse.words):
        yield f"after={parse.words[reach.last + 1].text.lower()} {reach.right}"
        yield f"after={parse.words[reach.last + 1].relation} {reach.right}"
    inside = parse.words[reach.first : reach.last + 1]
    yield f"comma={any(part.text == ',' for part in inside)}"
    yield f"caps={sum(part.text[:1].isupper() for part in inside) * 4 // len(inside)} {label}"


def shape(text: str) -> str:
    """The form of a word: 'Xx' for 'Baghdad', 'X' for 'UN', 'Xx9' for 'Abu3'.

    >>> shape("al-Abadi")
    'x-Xx'
    """
    for pattern, letter in _SHAPE:
        text = pattern.sub(letter, text)
    return _SQUEEZE.sub(r"\1", text)[:8]
