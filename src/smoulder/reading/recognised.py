"""Organisations and acting persons that no list knows, as the recogniser of names sees them in a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smoulder.reading.actors import Kind, Named
from smoulder.reading.name_features import Scene
from smoulder.reading.name_spans import core_of
from smoulder.reading.parse import Parse, Word
from smoulder.reading.persons import looks_like_person, may_be_person
from smoulder.reading.recogniser import Recogniser
from smoulder.reading.sentences import Sentence
from smoulder.reading.spans import Spans

SURE = 0.6
"""From which probability on the reader takes the model's word."""


def find_recognised(
    parse: Parse,
    model: Recogniser | None,
    countries: Mapping[str, str],
    known: Sequence[Named],
    sentences: Sequence[Sentence],
) -> list[Named]:
    """Names of organisations, and of persons who act as the subject of a sentence, that are not known yet.

    model:   None finds nothing. known: what other finders have found; nothing that touches it is added.
    returns: mentions in order, under the name as it stands; descriptions and pronouns are left out.
    """
    if model is None:
        return []
    read = Spans([(sentence.start, sentence.end) for sentence in sentences])
    taken = _apart(known)
    scene = Scene(parse, countries, _apart([item for item in known if item.kind == "group"]))
    heads = [
        word
        for word in parse.words
        if word.upos == "PROPN"
        and word.relation not in ("compound", "flat")
        and read.touches(word.start, word.end)
        and not taken.touches(word.start, word.end)
    ]
    found: list[Named] = []
    for item in model.find(scene, heads):
        word = parse.words[item.head]
        kind = _kind(parse, word, item.label)
        if kind is None or item.sure < SURE:
            continue
        first, last = core_of(parse, word)
        start, end = parse.words[first].start, parse.words[last].end
        names = [parse.words[number].text for number in range(first, last + 1)]
        fits = names[0][:1].isupper() and names[-1][:1].isupper() and not taken.touches(start, end)
        if not fits or (kind == "person" and not _is_person(" ".join(names))):
            continue
        if not found or start >= found[-1].end:
            found.append(Named(start, end, " ".join(names), kind))
    return found


def _kind(parse: Parse, word: Word, label: str) -> Kind | None:
    if label == "Organisation":
        return "organisation"
    # Who is acted on is not listed, as an object or as the subject of a passive.
    return "person" if label == "Person" and word.deprel == "nsubj" else None


def _is_person(name: str) -> bool:
    return looks_like_person(name) or may_be_person(name)


def _apart(items: Sequence[Named]) -> Spans:
    spans: list[tuple[int, int]] = []
    for item in sorted(items, key=lambda item: (item.start, -item.end)):
        if not spans or item.start >= spans[-1][1]:
            spans.append((item.start, item.end))
    return Spans(spans)
