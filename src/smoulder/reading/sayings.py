"""The sayings of one sentence: attributions that a brief reports, with the words that name their source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from smoulder.reading.attributions import Attribution, find_in_sentence, outermost
from smoulder.reading.beside import group_start
from smoulder.reading.complement import last_of
from smoulder.reading.cue_forms import verb_of
from smoulder.reading.cues import ADDRESSED, REPORTED, REPORTED_NOUNS, SAID_OF_A_NOUN, WITHHELD
from smoulder.reading.holder import first_word, is_finite, is_mistagged, is_time, name_start
from smoulder.reading.parse import Parse, Word
from smoulder.reading.phrases import is_phrase
from smoulder.reading.sentences import Sentence

Span = tuple[int, int]
Style = Literal["after", "before", "within", "according", "saying"]
_ZONE = 60
"""Characters behind a verb of saying where its day may stand."""
_WITHHELD = re.compile(
    r"(?i)to\s+(?:say|confirm|predict|rule\s+out|specify|elaborate\s+on|give|disclose|deny|name|comment\s+on|accept|believe)\b(?:\s+that)?\s*"
)

_THAT = re.compile(r"(?i)\s*that,?\s+")


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying in a sentence; places are characters of the sentence.

    source:  the words that name the speaker. appos: what is said of them beside the name.
    content: what is said. zone: where its day and place may stand.
    style:   where the source stands to the content.
    """

    source: str
    appos: str
    content: Span
    zone: Span
    verb: str
    style: Style
    negated: bool = False
    at: int = 0
    addressee: str = ""


def find_sayings(parse: Parse, sentence: Sentence) -> list[Saying]:
    """The acts of saying in one sentence, in the order of their cues."""
    found = find_in_sentence(parse, sentence)
    told = [item for item in found if not _retold(item, found)]
    sayings = [_saying(parse, sentence, item) for item in outermost(told)]
    return [saying for saying in sayings if saying is not None]


def _retold(item: Attribution, found: list[Attribution]) -> bool:
    """Whether 'according to' only names the paper in which the words of somebody else stood."""
    return item.cue.text.lower() == "according" and any(
        start <= other.cue.start < end and other.source is not None and verb_of(other.cue) in REPORTED
        for start, end in item.content
        for other in found
    )


def _saying(parse: Parse, sentence: Sentence, item: Attribution) -> Saying | None:
    inside = any(quote.start <= item.cue.start < quote.end for quote in sentence.quotes)
    if inside or item.source is None or not _is_reported(parse, sentence, item):
        return None
    source, appos = _names(parse, sentence, item)
    if not is_phrase(source):
        return None
    base, at = sentence.start, item.cue.start - sentence.start
    first, last = item.content[0], item.content[-1]
    style: Style = "before"
    start, end = first[0] - base, first[1] - base
    if item.cue.text.lower() == "according":
        style, end = "according", last[1] - base
    elif first[0] < item.cue.start:
        inserted = len(item.content) > 1 and not any(
            abs(quote.outer_start - last[0]) < 2 for quote in sentence.quotes
        )
        style, end = ("within", last[1] - base) if inserted else ("after", end)
    elif item.cue.xpos == "VBG":
        style = "saying"
    led = (_WITHHELD if verb_of(item.cue) in WITHHELD else _THAT).match(sentence.masked, start)
    start = led.end() if led else start
    span = _trim(sentence.masked, start, end)
    after = item.cue.end - base
    zone = (after, min(len(sentence.text), after + _ZONE))
    if style in ("before", "saying"):
        zone = (max(0, min(at, item.source.start - base) - 40), span[0])
    spoken_to = _addressee(parse, sentence, item)
    return Saying(source, appos, span, zone, item.cue.text, style, item.negated, at, spoken_to)


def _addressee(parse: Parse, sentence: Sentence, item: Attribution) -> str:
    """The words for those who are spoken to: 'reporters', in 'told reporters on Monday that …'."""
    if verb_of(item.cue) not in ADDRESSED:
        return ""
    for child in parse.children(item.cue.index):
        behind = child.index > item.cue.index and child.start >= item.cue.end
        inside = any(start <= child.start < end for start, end in item.content)
        if behind and not inside and child.relation in ("iobj", "obj") and not is_time(child):
            first, last = (
                parse.words[first_word(parse, child)].start,
                parse.words[last_of(parse, child) - 1].end,
            )
            last = min([last, *(start for start, _ in item.content if start > first)])
            return sentence.text[first - sentence.start : last - sentence.start].strip(' ,;:“"')
    return ""


def _is_reported(parse: Parse, sentence: Sentence, item: Attribution) -> bool:
    """Whether an attribution tells of words said, or of a view held, in a way that a brief reports."""
    cue = item.cue
    content = [word for start, end in item.content for word in parse.between(start, end)]
    quoted = any(
        start < quote.end and end > quote.start for start, end in item.content for quote in sentence.quotes
    )
    clause = quoted or any(
        word.relation in ("nsubj", "expl") or is_finite(word) or word.xpos == "MD" for word in content
    )
    if cue.text.lower() == "according":
        return len(content) > 1
    if cue.upos == "NOUN" and not is_mistagged(parse, cue):
        return cue.lemma.lower() in REPORTED_NOUNS and clause
    if cue.upos == "ADJ":
        return False
    lemma = verb_of(cue)
    if lemma in WITHHELD:
        return _WITHHELD.match(sentence.text, item.content[0][0] - sentence.start) is not None
    if lemma not in REPORTED or _is_infinitive(parse, cue):
        return False
    # To warn against a thing is advice, and tells nothing of how things are.
    advised = bool(content) and content[0].text.lower() == "against"
    return clause or (lemma in SAID_OF_A_NOUN and not advised) or (item.negated and lemma == "rule")


def _is_infinitive(parse: Parse, cue: Word) -> bool:
    return any(child.relation == "mark" and child.text.lower() == "to" for child in parse.children(cue.index))


def _names(parse: Parse, sentence: Sentence, item: Attribution) -> tuple[str, str]:
    """The words of the source, and of its apposition."""
    assert item.source is not None
    words = parse.words
    start = words[name_start(parse, item.source)].start
    if item.source.start < item.cue.start:
        verb = words[item.source.head]
        own = item.source.index < verb.index < item.cue.index and verb_of(verb) in REPORTED
        end = words[group_start(parse, verb if own else item.cue)].start
    else:
        end = words[last_of(parse, item.source) - 1].end
        end = min([end, *(piece[0] for piece in item.content if piece[0] >= start)])
    text = sentence.text[max(0, start - sentence.start) : end - sentence.start].strip(" ,;:.\"”“—–-'’‘\n")
    text = re.sub(r"(?i)^according\s+to\s+", "", text)
    name, mark, beside = re.split(r"(,\s|\s[—–]\s|$)", text, maxsplit=1) if text else ("", "", "")
    return name.strip(" ,"), beside.strip(" ,") if mark else ""


def _trim(masked: str, start: int, end: int) -> Span:
    """A span without white space, commas and a final full stop at its ends; a quotation keeps its own."""
    while start < end and masked[start] in " \n\r\t,;:—–":
        start += 1
    while end > start and masked[end - 1] in " \n\r\t,;:—–":
        end -= 1
    if end > start and masked[end - 1] == ".":
        end -= 1
    return start, end
