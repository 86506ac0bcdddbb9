"""Who holds a view or says a thing: the source of a cue, found in the tree."""

from __future__ import annotations

import re

from smoulder.reading.cue_forms import verb_of
from smoulder.reading.cues import LIGHT, PAPERS
from smoulder.reading.parse import Parse, Word

_STEPS = 6
"""Verbs of one chain that lend each other their subject ('vowed, and then said, adding that')."""
_FINITE = ("VBD", "VBZ", "VBP")
_TIMES = re.compile(
    r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|afternoon|evening|night|today|yesterday|week|month|year|time|"
    r"january|february|march|april|may|june|july|august|september|october|november|december"
)
_NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")


def holder_of(parse: Parse, verb: Word) -> Word | None:
    """The head word of who says, thinks or wants what a verb reports; None where nobody is named.

    parse: of the report. verb: the cue.
    """
    at = verb
    for _ in range(_STEPS):
        if is_passive(parse, at):
            return _agent(parse, at)
        subject = _subject(parse, at)
        if subject is not None:
            return subject if subject.deprel != "expl" else None
        if at.relation == "acl":
            noun = parse.words[at.head]
            if noun.lemma.lower() in PAPERS:
                return holder_of_noun(parse, noun) or noun
            return noun if noun.upos in _NOMINAL and not at.has("VerbForm=Inf") else None
        if at.xpos in _FINITE and (at is verb or at.relation != "conj"):
            found = _before(parse, at)
            if found is not None or at.relation in ("root", "parataxis"):
                return found or _first(parse, verb)
        if at.relation not in ("conj", "advcl", "xcomp", "ccomp", "parataxis") or at.head == at.index:
            return None
        at = parse.words[at.head]
    return _first(parse, verb)


def _first(parse: Parse, verb: Word) -> Word | None:
    """The first subject of the sentence, where the verb's own cannot be told."""
    start, _ = parse.sentence_of(verb.index)
    for word in parse.words[start : verb.index]:
        if word.relation == "nsubj" and not is_time(word):
            return word
    return None


def is_passive(parse: Parse, verb: Word) -> bool:
    """Whether a verb is passive: 'was told', 'the plan announced in May'."""
    for child in parse.children(verb.index):
        if child.deprel in ("aux:pass", "nsubj:pass"):
            return True
    return verb.relation == "acl" and verb.xpos == "VBN"


def holder_of_noun(parse: Parse, noun: Word) -> Word | None:
    """Whose claim, fear or plan a noun tells of: 'his claim', 'the army's claim', 'made the claim', 'claims by'."""
    for child in parse.children(noun.index):
        if child.deprel == "nmod:poss" or (child.relation == "det" and child.has("Poss=Yes")):
            return child
    for child in parse.children(noun.index):
        if child.relation in ("nmod", "obl") and _case(parse, child) in ("by", "from", "among"):
            return child
    head = parse.words[noun.head]
    if noun.relation in ("obj", "obl", "xcomp") and verb_of(head) in LIGHT:
        return holder_of(parse, head)
    return None


def is_time(word: Word) -> bool:
    """Whether a word names a time, which says nothing: 'said Monday'."""
    return _TIMES.fullmatch(word.lemma) is not None


def holder_beside(parse: Parse, verb: Word) -> Word | None:
    """The source that stands right before its verb."""
    own = [
        child
        for child in parse.children(verb.index)
        if child.relation == "nsubj" and child.index < verb.index
    ]
    own = [child for child in own if not is_time(child)]
    return own[-1] if own else _before(parse, verb)


def _subject(parse: Parse, verb: Word) -> Word | None:
    found = [
        child
        for child in parse.children(verb.index)
        if child.relation in ("nsubj", "expl") and not is_time(child)
    ]
    left = [child for child in found if child.index < verb.index]
    return left[-1] if left else found[0] if found else None


def _before(parse: Parse, verb: Word) -> Word | None:
    """The noun in front of a finite verb that the parser hung elsewhere: 'Jane Doe, a monk, said'."""
    words = parse.words
    first, _ = parse.sentence_of(verb.index)
    at = verb.index - 1
    while at >= first and words[at].upos in ("AUX", "ADV"):
        at -= 1
    found: Word | None = None
    for _ in range(_STEPS):
        at -= 1 if at >= first and words[at].text in (",", "-", "--", "—", "–", ")") else 0
        if at < first or words[at].upos not in (*_NOMINAL, "ADJ") or is_time(words[at]):
            break
        top = words[at]
        while first <= words[top.head].index != top.index and words[top.head].upos in (
            "NOUN",
            "PROPN",
            "PRON",
        ):
            top = words[top.head]
        found = top
        begin = min((below.index for below in parse.under(top.index)), default=at)
        if begin - 1 < first or words[begin - 1].text != ",":
            break
        at = begin - 1
    return found


def _agent(parse: Parse, verb: Word) -> Word | None:
    for child in parse.children(verb.index):
        if child.deprel == "obl:agent" or (child.relation in ("obl", "nmod") and _case(parse, child) == "by"):
            return child
    return None


def _case(parse: Parse, word: Word) -> str:
    mark = parse.child(word.index, "case")
    return mark.lemma.lower() if mark is not None else ""
