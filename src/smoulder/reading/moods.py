"""Whether what a verb tells has happened, is to come, is only wanted, only supposed, or denied."""

from __future__ import annotations

from typing import Literal

from smoulder.reading.parse import Parse, Word
from smoulder.reading.predications import is_denied
from smoulder.reading.pressure_words import PHASES, PLANS, SAYS, WANTS
from smoulder.reading.stems import stem

Mood = Literal["done", "ahead", "wished", "supposed", "denied"]
_WILL = frozenset(("will", "shall", "'ll", "’ll", "wo"))
_MAY = frozenset(("could", "may", "might", "can"))
_MUST = frozenset(("should", "must", "ought"))
_IF = frozenset(("if", "unless", "whether", "until", "till", "before", "lest"))
_WHEN = frozenset(("when", "once", "after", "as", "while"))
_BE = frozenset(("is", "are", "was", "were", "be", "'s", "'re"))
_TIMES = frozenset(("day", "moment", "minute", "time", "week", "hour"))
_PRESENT = frozenset(("VBP", "VBZ", "VB"))
_DEEPEST = 6


def mood_of(parse: Parse, word: Word) -> Mood:
    """How a predicate is meant: by its auxiliaries, its tense, and by what it hangs on.

    word: a verb, or an adjective or adverb with 'be'. 'will leave' and 'plans to leave' are ahead, 'asked them to
          leave' is wished, 'if they leave' supposed.
    """
    if is_denied(parse, word):
        return "denied"
    current = word
    for _ in range(_DEEPEST):
        mood = _own(parse, current) or _from_head(parse, current)
        if mood:
            return mood
        head = parse.words[current.head]
        # A verb in a row, in 'began to leave' or beside 'ending …' has its mood from the one it hangs on.
        if head.index == current.index or not _shares(parse, current, head):
            break
        if is_denied(parse, head):
            return "denied"
        current = head
    return _by_tense(parse, current)


def _texts(parse: Parse, word: Word, *relations: str) -> set[str]:
    return {child.text.lower() for child in parse.children(word.index) if child.relation in relations}


def _own(parse: Parse, word: Word) -> Mood | None:
    """The mood that stands in the clause of a predicate itself."""
    auxiliaries = _texts(parse, word, "aux", "cop")
    marks = _texts(parse, word, "mark", "advmod")
    if marks & _IF or (marks & _WHEN and word.xpos in _PRESENT):
        return "supposed"
    if auxiliaries & _MUST:
        return "supposed" if _is_inverted(parse, word) else "wished"
    if auxiliaries & _MAY:
        return "supposed"
    if auxiliaries & _WILL or "would" in auxiliaries:
        conditional = "would" in auxiliaries and any(
            _texts(parse, child, "mark") & {"if", "unless"}
            for child in parse.children(word.index)
            if child.relation == "advcl"
        )
        return "supposed" if conditional else "ahead"
    if "to" in _texts(parse, word, "mark") and auxiliaries & _BE and word.relation != "xcomp":
        return "ahead"
    return None


def _is_inverted(parse: Parse, word: Word) -> bool:
    """'should they leave': the auxiliary stands before the subject."""
    subject = parse.child(word.index, "nsubj")
    auxiliary = parse.child(word.index, "aux")
    return subject is not None and auxiliary is not None and auxiliary.index < subject.index


def _from_head(parse: Parse, word: Word) -> Mood | None:
    """The mood that a verb or noun gives to the clause that hangs on it."""
    head = parse.words[word.head]
    if head.index == word.index or word.relation not in (
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "obj",
        "nmod",
        "obl",
    ):
        return None
    infinitive = "to" in _texts(parse, word, "mark")
    name = stem(head.text)
    if word.relation == "acl" and head.text.lower() in _TIMES and word.xpos in _PRESENT and not infinitive:
        return "supposed"
    if name in PHASES and word.relation == "xcomp":
        return None
    if infinitive and name in PLANS:
        above = _own(parse, head)
        return "denied" if is_denied(parse, head) else (above if above == "supposed" else "ahead")
    if infinitive and (name in WANTS or head.text.lower() in ("month", "months", "weeks", "days", "hours")):
        return "denied" if is_denied(parse, head) else "wished"
    if infinitive and word.relation in ("advcl", "acl"):
        return "done" if head.text.lower() in ("first", "last") else "supposed"
    if word.relation == "ccomp" and name in WANTS and name not in SAYS:
        return "wished"
    return None


def _shares(parse: Parse, word: Word, head: Word) -> bool:
    if word.relation == "xcomp":
        return stem(head.text) in PHASES
    if word.relation == "advcl":
        return word.xpos == "VBG" and not _texts(parse, word, "mark")
    own = parse.child(word.index, "aux", "cop") is not None
    return word.relation == "conj" and head.upos == word.upos and not own


def _by_tense(parse: Parse, word: Word) -> Mood:
    last = parse.sentence_of(word.index)[1]
    if parse.words[last - 1].text == "?":
        return "supposed"
    auxiliaries = _texts(parse, word, "aux", "cop")
    if word.xpos in ("VBD", "VBN") or auxiliaries & {"has", "have", "had", "'ve", "was", "were", "did"}:
        return "done"
    if word.xpos == "VBG" and auxiliaries & _BE:
        return "ahead"
    return "ahead" if word.xpos in _PRESENT else "done"
