"""Whether a time lies ahead: by the tense of the verb it hangs on, else by the words before it."""

from __future__ import annotations

from smoulder.reading.date_words import AHEAD, AHEAD_PARTICIPLES, TENSES
from smoulder.reading.parse import Parse, Word

_WILL = frozenset({"will", "shall", "wo", "'ll", "’ll", "would", "'d", "may", "might", "should", "must"})
_TOLD = frozenset({"say", "tell", "write", "show", "add", "report", "mean", "know", "think", "believe"})


def looks_ahead(text: str, start: int, end: int, parse: Parse | None, offset: int) -> bool:
    """Whether a time in a sentence is meant to come after publication.

    text: the sentence. start, end: the time, as characters of it. offset: where the sentence begins in what was parsed.
    parse: None decides by the last word before the time that shows tense.
    """
    found = _by_verb(parse, offset + start, offset + end) if parse else None
    return _by_words(text[:start]) if found is None else found


def governor(parse: Parse, start: int, end: int) -> Word | None:
    """The verb that a span of characters hangs on, or None where the parse gives none."""
    words = parse.between(start, end)
    inside = {word.index for word in words}
    for word in words:
        if word.head not in inside:
            for above in parse.above(word.index):
                if above.index not in inside and (above.upos == "VERB" or parse.child(above.index, "cop")):
                    return above
    return None


def _by_words(left: str) -> bool:
    last = None
    for found in TENSES.finditer(left[-160:]):
        last = found
    return last is not None and last["future"] is not None


def _by_verb(parse: Parse, start: int, end: int) -> bool | None:
    verb = governor(parse, start, end)
    if verb is None:
        return None
    # in 'is angry about Monday's debate' the present says nothing of the debate
    direct = any(word.head == verb.index for word in parse.between(start, end))
    for _ in range(8):
        if verb is None:
            return None
        found = _tense(parse, verb, direct)
        if found is not None:
            return found
        verb = next((word for word in parse.above(verb.index) if word.upos in ("VERB", "AUX")), None)
    return None


def _tense(parse: Parse, verb: Word, direct: bool) -> bool | None:
    """True for what is to come, False for what has been; None where the verb above must tell.

    direct: whether the time hangs on the verb itself, so that its present tense looks ahead.
    """
    helpers = [word for word in parse.children(verb.index) if word.relation in ("aux", "cop")]
    lemmas = {word.lemma.lower() for word in helpers} | {word.text.lower() for word in helpers}
    if "have" in lemmas:
        return False
    if lemmas & _WILL or (verb.lemma in AHEAD_PARTICIPLES and verb.xpos == "VBN"):
        return True
    if (verb.xpos == "VB" or any(word.xpos == "VB" for word in helpers)) and any(
        word.text.lower() == "to" and word.relation == "mark" for word in parse.children(verb.index)
    ):
        return _infinitive(parse, verb, helpers)
    finite = next((word for word in helpers if word.xpos in ("VBD", "VBP", "VBZ")), None)
    if finite is not None:
        # 'is leaving on Monday' and 'is due on Monday' look ahead; 'is quiet this month' does not
        coming = verb.xpos == "VBG" or verb.lemma.lower() in AHEAD
        return direct and finite.lemma == "be" and finite.xpos != "VBD" and coming
    if verb.xpos == "VBD" or verb.text.endswith("ed"):
        return False
    if verb.xpos in ("VBP", "VBZ") and parse.child(verb.index, "nsubj"):
        return direct and verb.lemma not in _TOLD
    # a participle without a helping verb: 'the men killed on Monday'
    return False if verb.xpos == "VBN" else None


def _infinitive(parse: Parse, verb: Word, helpers: list[Word]) -> bool | None:
    head = parse.words[verb.head]
    if verb.head != verb.index and (head.lemma.lower() in AHEAD or head.text.lower() in AHEAD):
        return True
    if any(word.lemma == "be" and word.xpos != "VB" for word in helpers):
        return True
    # 'elections to be held on Monday'
    if any(word.lemma == "be" for word in helpers) and head.upos in ("NOUN", "PROPN"):
        return True
    return None
