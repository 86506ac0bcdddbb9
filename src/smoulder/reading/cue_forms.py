"""The forms of cue verbs, so that a cue is known by its letters where a parser errs about its base form."""

from __future__ import annotations

from smoulder.reading import cues
from smoulder.reading.parse import Word

_IRREGULAR = (
    "say:said tell:told think:thought know:knew,known feel:felt see:saw,seen hear:heard mean:meant write:wrote,written "
    "swear:swore,sworn find:found show:shown speak:spoke,spoken forget:forgot,forgotten understand:understood "
    "foresee:foresaw,foreseen mistake:mistook,mistaken choose:chose,chosen seek:sought preach:preached read:read "
    "overturn:overturned uphold:upheld forbid:forbade,forbidden begin:began,begun go:went,gone"
)


def _forms(verb: str) -> list[str]:
    stem = verb + verb[-1] if verb in cues.DOUBLED else verb
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    ending = "es" if verb.endswith(("s", "x", "z", "ch", "sh", "go", "to")) else "s"
    return [verb, verb + ending, stem + "ed", stem + "ing"]


def _table() -> dict[str, str]:
    verbs = cues.SAID | cues.THOUGHT | cues.FELT | cues.JUDGED | cues.INTENDED | cues.DECIDED | cues.SHOWN
    verbs |= (
        cues.CLAUSE
        | cues.INFINITIVE
        | cues.OBJECT
        | cues.RAISES
        | cues.SPEECH
        | frozenset().union(*cues.BEHIND.values())
    )
    found = {form: verb for verb in sorted(verbs) for form in _forms(verb)}
    for row in _IRREGULAR.split():
        verb, _, forms = row.partition(":")
        if verb in verbs:
            found |= dict.fromkeys(forms.split(","), verb)
    return found


_VERBS = _table()
_UNSEEN = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
)
"""Marks without width, which may hang on a word."""


def verb_of(word: Word) -> str:
    """The base form of a verb: by its letters where it is a cue, else as the parser has it.

    >>> verb_of(Word(0, "noted", 0, 5, "not", "VERB", "VBD", "", 0, "root"))
    'note'
    """
    return _VERBS.get(word.text.lower().strip(_UNSEEN)) or word.lemma.lower()
