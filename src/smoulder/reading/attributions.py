"""Everything a report gives to somebody else than its writer: sayings, thoughts, wishes, judgements, orders."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from smoulder.reading.beside import around_aside, beside, clause_behind, quoted_behind, with_quotes
from smoulder.reading.complement import complement_of, complement_of_adjective, complement_of_noun
from smoulder.reading.cue_forms import verb_of
from smoulder.reading.cues import ADJECTIVES, DENIES, NOUNS, SPEECH, WITH_NOUN, Kind, kind_of
from smoulder.reading.holder import holder_of, holder_of_noun, is_mistagged
from smoulder.reading.parse import Parse, Word
from smoulder.reading.sentences import Sentence

Span = tuple[int, int]
_LEAST = 8
"""Characters that 'according to' must have beside it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something given to a source; places are characters of `Report.text`.

    source:  the head word of who says it, or None where nobody is named.
    cue:     the word that shows it is said, thought or wanted.
    content: what is given to the source, in pieces, in order.
    kind:    what is done with it. negated: 'did not say', 'denied'.
    """

    source: Word | None
    cue: Word
    content: tuple[Span, ...]
    kind: Kind
    negated: bool = False


def find_attributions(parse: Parse, sentences: tuple[Sentence, ...]) -> list[Attribution]:
    """The attributions of a report, without those inside the content of another.

    parse: of the report. sentences: of all blocks to be read, in order.
    """
    found = [item for sentence in sentences for item in find_in_sentence(parse, sentence)]
    found = _continued(found, sentences)
    return outermost(found)


def find_in_sentence(parse: Parse, sentence: Sentence) -> list[Attribution]:
    """The attributions of one sentence, in the order of their cues."""
    found: list[Attribution] = []
    for word in parse.between(sentence.start, sentence.end):
        item: Attribution | None = None
        if word.text.lower() == "according":
            item = _according(parse, sentence, word)
        elif word.upos in ("VERB", "AUX") or is_mistagged(parse, word):
            item = _of_verb(parse, sentence, word)
        elif word.upos == "NOUN":
            item = _of_noun(parse, sentence, word)
        elif word.upos == "ADJ":
            item = _of_adjective(parse, sentence, word)
        if item is None:
            continue
        if found and _goes_on(parse, word) and item.content[0][0] > word.start:
            item = replace(item, source=found[-1].source)
            found[-1] = _cut(sentence, found[-1], parse.words[word.index - 1].start)
        found.append(item)
    return found


def _goes_on(parse: Parse, word: Word) -> bool:
    """Whether a cue has the source of the one before: ', adding that …', 'and warned that …'."""
    if word.index == 0 or parse.child(word.index, "nsubj", "aux") is not None:
        return False
    before = parse.words[word.index - 1]
    if before.text.lower() in ("and", "but") and word.xpos in ("VBD", "VBZ"):
        return verb_of(word) in SPEECH
    if before.text.lower() in ("and", "while", "but"):
        before = parse.words[before.index - 1]
    return word.xpos == "VBG" and before.text in (",", "”", '"', "—", "–")


def _cut(sentence: Sentence, item: Attribution, at: int) -> Attribution:
    """An attribution that ends where the next of the same source begins."""
    if any(quote.start <= at < quote.end for quote in sentence.quotes):
        return item
    pieces = tuple(_trimmed(sentence, (start, min(end, at))) for start, end in item.content if start < at)
    return replace(item, content=pieces) if item.cue.start < at and pieces else item


def _of_verb(parse: Parse, sentence: Sentence, verb: Word) -> Attribution | None:
    lemma = verb_of(verb)
    negated = lemma in DENIES or _denied(parse, verb)
    if lemma in SPEECH or _ends_quote(parse, sentence, verb):
        around = beside(parse, sentence, verb)
        if around is not None:
            pieces, source = around
            spans = tuple(with_quotes(sentence, piece, verb) for piece in pieces)
            return Attribution(source, verb, spans, kind_of(lemma), negated)
    words = clause_behind(parse, sentence, verb) or complement_of(parse, verb)
    if words is not None:
        first, last = parse.words[words[0]], parse.words[words[1] - 1]
        span = with_quotes(sentence, (first.start, last.end), verb)
        return Attribution(
            holder_of(parse, verb), verb, (_within(span, verb, sentence),), kind_of(lemma), negated
        )
    if lemma in SPEECH:
        quoted = quoted_behind(sentence, verb.end)
        if quoted is not None:
            return Attribution(holder_of(parse, verb), verb, (quoted,), kind_of(lemma), negated)
    return None


def _of_noun(parse: Parse, sentence: Sentence, noun: Word) -> Attribution | None:
    lemma = noun.lemma.lower()
    if lemma not in NOUNS and lemma not in WITH_NOUN:
        return None
    words = complement_of_noun(parse, noun)
    if words is None:
        return None
    span = with_quotes(sentence, (parse.words[words[0]].start, parse.words[words[1] - 1].end), noun)
    return Attribution(holder_of_noun(parse, noun), noun, (_within(span, noun, sentence),), "said")


def _of_adjective(parse: Parse, sentence: Sentence, adjective: Word) -> Attribution | None:
    if adjective.lemma.lower() not in ADJECTIVES or parse.child(adjective.index, "cop") is None:
        return None
    words = complement_of_adjective(parse, adjective)
    if words is None:
        return None
    span = with_quotes(sentence, (parse.words[words[0]].start, parse.words[words[1] - 1].end), adjective)
    source = holder_of(parse, adjective)
    return Attribution(
        source, adjective, (_within(span, adjective, sentence),), "felt", _denied(parse, adjective)
    )


def _according(parse: Parse, sentence: Sentence, word: Word) -> Attribution | None:
    """'according to X': what is said is the rest of the sentence on its left, or on its right where it leads."""
    words = parse.words
    if word.index + 2 >= len(words) or words[word.index + 1].text.lower() != "to":
        return None
    source = words[word.index + 2]
    for _ in range(8):
        head = words[source.head]
        if (
            source.head <= word.index
            or source.head == source.index
            or head.upos not in ("NOUN", "PROPN", "PRON")
        ):
            break
        source = head
    end = max(below.end for below in parse.under(source.index))
    spans = [
        _trimmed(sentence, with_quotes(sentence, span, word))
        for span in around_aside(parse, sentence, word, end)
    ]
    content = tuple(span for span in spans if span[1] - span[0] >= _LEAST)
    return Attribution(source, word, content, "said") if content else None


def _denied(parse: Parse, word: Word) -> bool:
    return any(
        child.lemma.lower() in ("not", "never", "n't", "neither", "hardly") and child.index < word.index
        for child in parse.children(word.index)
    )


def _ends_quote(parse: Parse, sentence: Sentence, verb: Word) -> bool:
    """Whether a verb stands right behind a quotation, as 'smiled' in '"…," smiled the monk'."""
    return any(0 <= verb.start - quote.outer_end <= 2 for quote in sentence.quotes)


def _within(span: Span, cue: Word, sentence: Sentence) -> Span:
    """A span behind its cue, without the cue and the mark that ends the sentence."""
    start, end = span
    return _trimmed(sentence, (max(start, cue.end) if start <= cue.start else start, end))


def _trimmed(sentence: Sentence, span: Span) -> Span:
    start, end = span
    text = sentence.text
    while start < end and text[start - sentence.start] in " \n\r\t,;:":
        start += 1
    while end > start and text[end - 1 - sentence.start] in " \n\r\t,;:":
        end -= 1
    return start, end


def _continued(found: list[Attribution], sentences: tuple[Sentence, ...]) -> list[Attribution]:
    """With quotations that stand alone given to the one who speaks before, or just after, in the text."""
    starts = [sentence.start for sentence in sentences]
    by_sentence: dict[int, list[Attribution]] = {}
    for item in found:
        by_sentence.setdefault(bisect_right(starts, item.cue.start) - 1, []).append(item)
    kept: dict[int, Attribution] = {}
    owner: Attribution | None = None
    paragraph = -9
    for number, sentence in enumerate(sentences):
        told = [item for item in by_sentence.get(number, ()) if _holds_quote(item, sentence)]
        if _alone(sentence):
            by_sentence.pop(number, None)
            if owner is not None and sentence.paragraph - paragraph <= 1:
                now = kept.get(id(owner), owner)
                kept[id(owner)] = replace(now, content=(*now.content, (sentence.start, sentence.end)))
                paragraph = sentence.paragraph
        elif told:
            owner, paragraph = told[-1], sentence.paragraph
        else:
            owner = None
    return [kept.get(id(item), item) for items in by_sentence.values() for item in items]


def _alone(sentence: Sentence) -> bool:
    """Whether a sentence is one quotation and nothing else."""
    outside = re.sub(r"\W", "", sentence.masked.replace("\x01", ""))
    return bool(sentence.quotes) and len(outside) <= 2 and len(sentence.text.split()) > 2


def _holds_quote(item: Attribution, sentence: Sentence) -> bool:
    return any(
        start < quote.end and end > quote.start for start, end in item.content for quote in sentence.quotes
    )


def outermost(found: list[Attribution]) -> list[Attribution]:
    """Without those whose cue lies in what somebody else says; of two inside each other the longer stays."""
    kept: list[Attribution] = []
    starts: list[int] = []
    pieces: list[Span] = []
    for item in sorted(
        found, key=lambda item: (-sum(end - start for start, end in item.content), item.cue.start)
    ):
        at = bisect_right(starts, item.cue.start)
        if any(start <= item.cue.start < end for start, end in pieces[max(0, at - 3) : at]):
            continue
        kept.append(item)
        for piece in item.content:
            place = bisect_right(starts, piece[0])
            starts.insert(place, piece[0])
            pieces.insert(place, piece)
    return sorted(kept, key=lambda item: item.cue.start)
