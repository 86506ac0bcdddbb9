"""What is said before or around its cue: '…, she said', '"…," said a monk, "…"', and quotations behind a colon."""

from __future__ import annotations

from smoulder.reading.complement import complement_of, last_of
from smoulder.reading.cue_forms import verb_of
from smoulder.reading.cues import ADDRESSED, QUOTING, SPEECH
from smoulder.reading.holder import (
    first_word,
    holder_beside,
    is_active,
    is_finite,
    is_time,
    name_start,
    over_relative,
)
from smoulder.reading.parse import Parse, Word
from smoulder.reading.quotes import MASK, Quote
from smoulder.reading.sentences import Sentence

Span = tuple[int, int]
_CLOSES = frozenset([",", "”", '"', "’", "'", "''", "»", "—", "–", "-", "--", "?", "!", "…"])
_MARKS = frozenset(["”", '"', "’", "'", "''", "»"])
_OTHER = (
    "which",
    "who",
    "and",
    "but",
    "while",
    "whose",
    "as",
    "when",
    "where",
    "after",
    "before",
    "although",
    "though",
)
_FINITE = ("VBD", "VBZ", "VBP")
_OPENS = ("“", "‘", "``", '"', "«")
_REACH = 14
"""Words that may stand between a verb of saying and the 'that' of its clause."""
_NEAR = 80
"""Characters that may stand between a verb of saying and the quotation it opens."""


def beside(parse: Parse, sentence: Sentence, verb: Word) -> tuple[tuple[Span, ...], Word | None] | None:
    """What stands before a cue that names its source beside it, and the head word of the source.

    returns: pieces of content, in order, and the source; None where the cue does not stand behind its content.
    """
    start = group_start(parse, verb)
    before = parse.words[start - 1] if start > 0 else None
    if before is None or before.start < sentence.start:
        return None
    source = _behind(parse, sentence, verb, before) if before.text in _CLOSES else None
    if source is not None:
        return _pieces(parse, sentence, verb, source, start, last_of(parse, source))
    source = holder_beside(parse, verb)
    if source is None or source.start < sentence.start:
        return None
    begin = name_start(parse, source)
    if (
        begin == 0
        or parse.words[begin - 1].start < sentence.start
        or parse.words[begin - 1].text not in _CLOSES
    ):
        return None
    return _pieces(parse, sentence, verb, source, begin, verb.index + 1)


def quoted_behind(sentence: Sentence, at: int) -> Span | None:
    """The quotations that a cue opens: 'he put it this way: "…"'; places are characters of the text."""
    following = [quote for quote in sentence.quotes if quote.outer_start >= at]
    if not following:
        return None
    first = following[0]
    between = sentence.masked[at - sentence.start : first.outer_start - sentence.start].rstrip()
    if len(between) > _NEAR or (between and between[-1] not in ",:" and len(between.split()) > 1):
        return None
    if len(sentence.text[first.start - sentence.start : first.end - sentence.start].split()) < 2:
        return None
    return first.outer_start, min(following[-1].outer_end, sentence.end)


def with_quotes(sentence: Sentence, span: Span, cue: Word) -> Span:
    """A span with the whole of each quotation it cuts, unless the cue is inside that quotation."""
    start, end = span
    for quote in sentence.quotes:
        inside = quote.start <= cue.start < quote.end
        if not inside and quote.outer_start < end and quote.outer_end > start:
            start, end = min(start, quote.outer_start), max(end, quote.outer_end)
    return max(start, sentence.start), min(end, sentence.end)


def group_start(parse: Parse, verb: Word) -> int:
    """The first word of 'had also said'."""
    at = verb.index
    while at > 0:
        word = parse.words[at - 1]
        helps = word.xpos == "MD" or word.lemma in ("be", "have", "do") or word.relation == "advmod"
        if word.head != verb.index or not helps:
            break
        at -= 1
    return at


def _behind(parse: Parse, sentence: Sentence, verb: Word, before: Word) -> Word | None:
    """The source behind its verb: 'said a monk'; whatever the parser took it for."""
    quoted = any(-1 <= before.end - quote.outer_end <= 1 for quote in sentence.quotes)
    at = verb.index + 1
    if not (quoted or verb_of(verb) == "say") or verb.xpos == "VBG" or at >= len(parse.words):
        return None
    word = parse.words[at]
    if word.start >= sentence.end or word.upos not in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"):
        return None
    for _ in range(8):
        head = parse.words[word.head]
        if head.index <= verb.index or head.index == word.index or not _nominal(head):
            break
        word = head
    word = _past_title(parse, word)
    head = parse.words[word.head]
    elsewhere = word.relation == "nsubj" and head.index > word.index
    return word if _nominal(word) and not elsewhere and not is_time(word) else None


def _past_title(parse: Parse, word: Word) -> Word:
    """The name behind a title that ends in a full stop, where the parser began a sentence there: 'Lt. Col. Doe'."""
    if not (word.upos == "PROPN" and word.text.endswith(".")) or word.index + 1 >= len(parse.words):
        return word
    name = parse.words[word.index + 1]
    return name if name.upos == "PROPN" and name.start - word.end <= 1 else word


def _nominal(word: Word) -> bool:
    return word.upos in ("NOUN", "PROPN", "PRON", "NUM")


def _pieces(
    parse: Parse, sentence: Sentence, verb: Word, source: Word, begin: int, end: int
) -> tuple[tuple[Span, ...], Word | None] | None:
    words = parse.words
    left = parse.between(sentence.start, words[begin].start)
    quoted = any(
        words[begin].start - 3 <= quote.outer_end <= words[begin].start for quote in sentence.quotes
    ) or (words[begin - 1].text in _MARKS and bool(sentence.quotes))
    if not quoted and verb_of(verb) not in SPEECH - QUOTING:
        return None
    whole = _is_whole(parse, left, begin)
    taken = complement_of(parse, verb)
    tight = taken is not None and not any(
        word.text in (",", ":") for word in words[verb.index + 1 : taken[0] + 1]
    )
    if not quoted and tight and source.index < verb.index:
        return None
    right = _right(parse, sentence, max(end, verb.index + 1), whole or quoted)
    if (
        not quoted
        and not whole
        and (right is None or not left or left[0].upos not in ("ADP", "SCONJ", "ADV"))
    ):
        return None
    if not quoted and source.index > verb.index and source.upos == "PRON":
        return None
    pieces = ((sentence.start, words[begin - 1].end),) if quoted or whole or len(left) > 2 else ()
    return pieces + ((right,) if right else ()), source


def _is_whole(parse: Parse, left: tuple[Word, ...], end: int) -> bool:
    """Whether words before a cue hold a main clause: not 'in his view', nor 'if they leave'."""
    for word in left:
        if word.relation == "nsubj" and word.head < end and parse.child(word.head, "mark") is None:
            return True
    leads = left[:1] and (left[0].upos not in ("ADP", "SCONJ") or left[0].text.lower() == "whether")
    return bool(leads) and any(is_finite(word) or word.xpos == "MD" for word in left)


def _right(parse: Parse, sentence: Sentence, at: int, complete: bool) -> Span | None:
    """What goes on behind an inserted cue: the rest of a quotation, or of a sentence that was not complete."""
    start = parse.words[at - 1].end
    following: Quote | None = next((quote for quote in sentence.quotes if quote.outer_start >= start), None)
    if following is not None:
        between = sentence.masked[start - sentence.start : following.outer_start - sentence.start]
        if len(between) <= _NEAR and between.rstrip()[-1:] in (",", ".", ";", ":", "—", "–", "-"):
            return following.outer_start, sentence.end
    if complete:
        return None
    rest = parse.between(start, sentence.end)
    for number, word in enumerate(rest[:12]):
        if word.text == "," and number + 2 < len(rest):
            after = rest[number + 1]
            if (
                after.lemma.lower() not in _OTHER
                and not after.text.endswith("ing")
                and MASK not in after.text
            ):
                return after.start, sentence.end
            return None
    return None


def around_aside(parse: Parse, sentence: Sentence, aside: Word, end: int) -> list[Span]:
    """What an aside such as 'according to X' is about: the sentence before it, behind it, or both.

    aside: the first word of it. end: the place behind it.
    """
    left = parse.between(sentence.start, aside.start)
    comma = sentence.masked.find(", ", end - sentence.start, end - sentence.start + _NEAR)
    right = (sentence.start + comma + 1, sentence.end)
    content = [word for word in left if word.upos not in ("PUNCT", "CCONJ", "SCONJ")]
    if not content:
        return [right if comma >= 0 else (end, sentence.end)]
    before = (sentence.start, aside.start)
    whole = _is_whole(parse, left, aside.index)
    return [before] if whole or comma < 0 else [before, right]


def clause_behind(parse: Parse, sentence: Sentence, verb: Word) -> tuple[int, int] | None:
    """The clause that runs from behind a main verb of saying to the end of its sentence or to a semicolon.

    returns: its first word and the one after its last; None where no clause with a verb of its own follows.
    """
    if verb_of(verb) not in SPEECH or not _is_main(parse, verb):
        return None
    end = next(
        (quote.end for quote in sentence.quotes if quote.start <= verb.start < quote.end), sentence.end
    )
    following = [word for word in parse.words[verb.index + 1 : verb.index + 400] if word.start < end]
    stop = next((number for number, word in enumerate(following) if word.text == ";"), len(following))
    following = following[:stop]
    start = _opening(following)
    if start is None or (verb_of(verb) in QUOTING and following[max(start - 1, 0)].text != ":"):
        return None
    rest = following[start:]
    subject = next((number for number, word in enumerate(rest) if word.relation in ("nsubj", "expl")), None)
    addressed = verb_of(verb) in ADDRESSED
    if subject is None and (addressed or not any(is_finite(word) or word.xpos == "MD" for word in rest)):
        return None
    if subject is not None and addressed and rest[0].text.lower() != "that":
        rest = [word for word in rest if word.index >= first_word(parse, rest[subject])]
    while rest and rest[-1].text in (".", ","):
        rest = rest[:-1]
    return rest[0].index, rest[-1].index + 1


def _opening(following: list[Word]) -> int | None:
    """Where a clause begins among the words behind a verb: at 'that', behind a colon, or past a day; None at none."""
    near = following[:_REACH]
    colon = next((number for number, word in enumerate(near) if word.text == ":"), None)
    that = next((number for number, word in enumerate(near) if word.text.lower() == "that"), None)
    if colon is not None and not any(word.xpos in _FINITE for word in following[:colon]):
        start = colon + 1
    elif that is not None and not any(
        word.xpos in (*_FINITE, "WRB", "WP") or word.text in (",", ":", *_OPENS) for word in following[:that]
    ):
        start = that
    else:
        start = 0
        while start + 1 < len(following) and (following[start].xpos == "RB" or is_time(following[start])):
            if following[start + 1].upos == "NUM":
                break
            start += 1
        counted = start + 1 < len(following) and following[start + 1].upos == "NUM"
        bare = start == len(following) or following[start].upos in ("ADP", "PUNCT", "PART", "VERB", "CCONJ")
        if bare and not counted:
            return None
    if start >= len(following) or (start and following[start].text in _OPENS):
        return None
    return start


def _is_main(parse: Parse, verb: Word) -> bool:
    """Whether a verb is active and no part of a relative or other clause that the sentence goes on behind."""
    if over_relative(parse, verb) is not None or (verb.xpos == "VBG" and verb.relation == "advcl"):
        return True
    if not is_active(parse, verb):
        return False
    top = verb
    for _ in range(6):
        if top.relation not in ("conj", "parataxis", "ccomp") or top.head >= top.index:
            break
        top = parse.words[top.head]
    return top.relation != "acl" and parse.child(top.index, "mark") is None
