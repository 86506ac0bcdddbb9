"""Who holds a view or says a thing: the source of a cue, found in the tree."""

from __future__ import annotations

import re

from smoulder.reading.cue_forms import verb_of
from smoulder.reading.cues import ADDRESSED, LIGHT, PAPERS, SPEECH
from smoulder.reading.parse import Parse, Word

_REACH = 12
"""Words back to a 'who' without a comma."""
_ASIDES = 3
"""Commas within what stands between a name and its verb."""
_OUTSIDE = ("PUNCT", "CCONJ")
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
        subject = over_relative(parse, at) or _subject(parse, at)
        if subject is not None:
            says = verb_of(at) in SPEECH and subject.text.lower() == "it"
            return subject if subject.deprel != "expl" or says else None
        if at.relation == "acl":
            noun = parse.words[at.head]
            if noun.lemma.lower() in PAPERS:
                return holder_of_noun(parse, noun) or noun
            return noun if noun.upos in _NOMINAL and not at.has("VerbForm=Inf") else None
        if is_active(parse, at) and (at is verb or at.relation != "conj"):
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
    children = parse.children(verb.index)
    if any(child.deprel == "aux:pass" for child in children):
        return True
    if any(child.deprel == "nsubj:pass" for child in children):
        # 'Officials said they left' has no helper and a clause: it is active, whatever the parser calls the subject.
        clause = verb_of(verb) in SPEECH - ADDRESSED and parse.child(verb.index, "ccomp") is not None
        return not clause and verb.xpos not in _FINITE
    return verb.relation == "acl" and verb.xpos == "VBN"


def is_mistagged(parse: Parse, word: Word) -> bool:
    """Whether a word is a verb of saying that the parser took for a noun: 'denies', 'say'."""
    if word.upos == "VERB" and word.xpos.startswith("NN"):
        return verb_of(word) in SPEECH
    if word.upos not in ("NOUN", "PROPN") or verb_of(word) not in SPEECH:
        return False
    return verb_of(word) == "say" or parse.child(word.index, "nsubj") is not None


def is_finite(word: Word) -> bool:
    """Whether a word is a verb with a tense, by its tag or by its features where the two differ."""
    return word.xpos in _FINITE or word.has("VerbForm=Fin")


def is_active(parse: Parse, verb: Word) -> bool:
    """Whether a verb tells what its subject does: 'said', 'has said', 'says', whatever the parser took it for."""
    if is_finite(verb) or is_mistagged(parse, verb):
        return True
    if verb.xpos == "VBN":
        return not is_passive(parse, verb) and verb.relation not in ("amod", "acl")
    return verb.xpos == "VB" and parse.child(verb.index, "aux", "nsubj") is not None


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
    own = over_relative(parse, verb) or _subject(parse, verb)
    return own if own is not None and own.index < verb.index else _before(parse, verb)


def _subject(parse: Parse, verb: Word) -> Word | None:
    own = _own_subject(parse, verb)
    return _past_aside(parse, own) if own is not None and own.index < verb.index else own


def _own_subject(parse: Parse, verb: Word) -> Word | None:
    found = [
        child
        for child in parse.children(verb.index)
        if child.relation in ("nsubj", "expl") and not is_time(child)
    ]
    left = [child for child in found if child.index < verb.index]
    return left[-1] if left else found[0] if found else None


def _past_aside(parse: Parse, subject: Word) -> Word:
    """The noun before 'who …,' or 'of …' where the parser took one inside that for the subject."""
    words = parse.words
    first, _ = parse.sentence_of(subject.index)
    for _ in range(_STEPS):
        at = name_start(parse, subject)
        at += 0 if words[at].upos == "ADP" or words[at - 1].upos != "ADP" else -1
        if at - 1 <= first or words[at].upos != "ADP":
            break
        before = words[at - 1]
        noun = words[at - 2] if before.xpos in ("VBG", "VBN") else before
        if noun.upos not in ("NOUN", "PROPN"):
            break
        subject = _top(parse, noun, at)
    return subject


def _is_name(word: Word) -> bool:
    return word.upos in ("PROPN", "NOUN", "ADJ") and word.text[:1].isupper() and not is_time(word)


def over_relative(parse: Parse, verb: Word) -> Word | None:
    """The noun before ', who …,' or ', the head of …,' where that stands between it and its verb."""
    words = parse.words
    if verb.index < 2 or words[verb.index - 1].text != ",":
        return None
    own = _own_subject(parse, verb)
    commas = 0
    for place in range(verb.index - 2, 1, -1):
        if words[place].text in ("”", '"', ";", ":"):
            break
        if words[place - 1].text != ",":
            continue
        noun = words[place - 2]
        if own is not None and own.index < place:
            return None
        if words[place].text.lower() in ("who", "which", "whose"):
            return _top(parse, noun, verb.index) if noun.upos in ("NOUN", "PROPN") else None
        commas += 1
        if commas <= _ASIDES and words[place].upos in ("DET", "NUM", "NOUN") and _stands_alone(parse, noun):
            return noun
    return None


def _stands_alone(parse: Parse, noun: Word) -> bool:
    """Whether a name fills the stretch from the comma or the sentence's start before it."""
    if noun.upos != "PROPN" or is_time(noun):
        return False
    first, _ = parse.sentence_of(noun.index)
    at = noun.index
    while at > first and parse.words[at - 1].upos in ("PROPN", "NOUN", "ADJ", "DET", "CCONJ"):
        at -= 1
    return at == first or parse.words[at - 1].upos == "PUNCT"


def first_word(parse: Parse, word: Word) -> int:
    """The number of the first word at or below a word that is no mark or 'and'."""
    return next((below.index for below in parse.under(word.index) if below.upos not in _OUTSIDE), word.index)


def name_start(parse: Parse, word: Word) -> int:
    """The number of the first word of a name or title, though the parser hung its parts apart."""
    at = first_word(parse, word)
    at -= 1 if _is_torn(parse, word, at) else 0
    while at > 0 and _is_name(parse.words[at - 1]) and _is_name(parse.words[at]):
        if parse.words[at].start - parse.words[at - 1].end > 1:
            break
        at -= 1
    if at > 0 and parse.words[at - 1].upos == "DET" and parse.words[at].upos in ("NOUN", "PROPN", "ADJ"):
        at -= 1
    return at


def _is_torn(parse: Parse, noun: Word, at: int) -> bool:
    """Whether the first part of a compound was taken for a verb with the rest as object: 'aid workers'."""
    head = parse.words[noun.head]
    bare = head.index == at - 1 and at == noun.index and head.xpos == "VB" and noun.relation == "obj"
    return bare and parse.child(head.index, "mark", "aux", "nsubj") is None


def _top(parse: Parse, word: Word, end: int) -> Word:
    """The noun on which a run of nouns ends: 'Doe' hangs on 'Jane'."""
    for _ in range(_STEPS):
        head = parse.words[word.head]
        if (
            word.relation == "conj"
            or head.index >= end
            or head.index == word.index
            or head.upos not in ("NOUN", "PROPN", "PRON")
        ):
            break
        word = head
    return word


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
        top = _top(parse, words[at], verb.index)
        found = top
        begin = first_word(parse, top)
        if begin - 1 < first or words[begin - 1].text != ",":
            break
        at = begin - 1
    return _past_aside(parse, found) if found is not None else _before_who(parse, verb)


def _before_who(parse: Parse, verb: Word) -> Word | None:
    """The noun of 'two officials who asked not to be named said'."""
    words = parse.words
    for at in range(verb.index - 2, max(verb.index - _REACH, 0), -1):
        if words[at].upos == "PUNCT":
            break
        if words[at].text.lower() == "who" and words[at - 1].upos in ("NOUN", "PROPN"):
            return _top(parse, words[at - 1], verb.index)
    return None


def _agent(parse: Parse, verb: Word) -> Word | None:
    for child in parse.children(verb.index):
        if child.deprel == "obl:agent" or (child.relation in ("obl", "nmod") and _case(parse, child) == "by"):
            return child
    return None


def _case(parse: Parse, word: Word) -> str:
    mark = parse.child(word.index, "case")
    return mark.lemma.lower() if mark is not None else ""
