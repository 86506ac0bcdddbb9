"""Ceasefires, peace deals, sanctions, amnesties, emergency rule and blockades, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator

from smoulder.reading.departures import Told
from smoulder.reading.forces import Forces
from smoulder.reading.moods import mood_of
from smoulder.reading.parse import Parse, Word
from smoulder.reading.predications import subject_of_clause
from smoulder.reading.pressure_words import (
    AMNESTY,
    BLOCKADES,
    BREAKS,
    DANGLING,
    DEALS,
    EMERGENCY,
    LIFTS,
    SANCTIONS,
    STARTS,
    STATE_TARGETS,
    TRUCES,
    UNDONE,
    WISHES,
)
from smoulder.reading.stems import family, stem
from smoulder.reading.whom import Whom

_BANS = {"freeze": ("asset", "assets"), "ban": ("travel",)}
_MAKING = family("sign reach hold collapse implement agree break end abandon keep honour observe")


class Measures:
    """Reads the nouns of one report."""

    def __init__(self, parse: Parse, forces: Forces, whom: Whom) -> None:
        self._parse = parse
        self._forces = forces
        self._whom = whom

    def find(self, word: Word) -> Iterator[Told]:
        """What a noun for a measure tells."""
        kind = self._kind(word) if word.upos in ("NOUN", "PROPN") else None
        if kind is None or self._is_beside_the_point(word, kind):
            return
        verb, role = self._governor(word)
        step = self._step(word, kind, verb, role)
        if step:
            subject = subject_of_clause(self._parse, verb) if verb is not None and role == "obj" else None
            yield Told(verb if verb is not None else word, kind, step, self._forces.name(subject))

    def _kind(self, word: Word) -> str | None:
        text = word.text.lower()
        beside = {
            inner.text.lower()
            for child in self._parse.children(word.index)
            if child.relation in ("amod", "compound", "flat", "nmod")
            for inner in (child, *self._parse.children(child.index))
        }
        if text in TRUCES or (text == "cessation" and "hostilities" in beside):
            return "ceasefire"
        if text in DEALS:
            return "deal" if self._is_made(word, named="peace" in beside) else None
        if text in SANCTIONS:
            return "sanctions" if text not in _BANS or beside & set(_BANS[text]) else None
        if text in EMERGENCY:
            state = self._parse.words[word.head].text.lower() == "state"
            return "emergency rule" if text != "emergency" or state else None
        if text == "law" and "martial" in beside:
            return "emergency rule"
        if text in AMNESTY:
            return "amnesty"
        return "blockade" if text in BLOCKADES and self._is_by_force(word) else None

    def _is_by_force(self, word: Word) -> bool:
        """'the army's blockade', 'a siege by Ethiopian troops': groups lay siege too."""
        if self._forces.of(subject_of_clause(self._parse, self._parse.words[word.head])) is not None:
            return word.relation == "obj"
        beside = [
            one for one in self._parse.children(word.index) if one.relation in ("nmod", "compound", "amod")
        ]
        return any(self._forces.of(one) is not None for one in beside)

    def _is_made(self, word: Word, *, named: bool) -> bool:
        """'the agreement signed in May', 'signed a deal with the rebels', 'the peace deal holds'; no mere mention."""
        head = self._parse.words[word.head]
        under = word.relation == "obl" and self._is_definite(word)
        if under and self._whom.of(subject_of_clause(self._parse, head)) == "group":
            # 'Under the accord the fighters give up their guns.'
            return True
        signed = any(
            child.relation == "acl" and stem(child.text) == "sign"
            for child in self._parse.children(word.index)
        )
        making = word.relation in ("obj", "nsubj") and stem(head.text) in _MAKING
        if not signed and not making:
            return False
        first, last = self._parse.sentence_of(word.index)
        words = self._parse.words[first:last]
        if named or any(self._whom.of(one) == "group" for one in words):
            return True
        return signed and not any(self._forces.name(one) for one in words if one.upos == "PROPN")

    def _is_beside_the_point(self, word: Word, kind: str) -> bool:
        """'ceasefire monitors', 'no truce', 'talks on an amnesty', a siege by the group, sanctions on a state."""
        if word.relation in ("compound", "amod", "nmod:poss"):
            return True
        for child in self._parse.children(word.index):
            if child.relation == "det" and child.text.lower() == "no":
                return True
            if child.relation == "case" and child.text.lower() in ("without", "toward", "towards", "for"):
                return True
            if kind == "blockade" and self._whom.of(child) == "group":
                return True
            if kind == "sanctions" and self._is_state(child):
                return True
        head = self._parse.words[word.head]
        if kind == "sanctions" and any(self._is_state(child) for child in self._parse.children(head.index)):
            return True
        lasting = kind == "emergency rule" and head.text.lower() in ("years", "months", "weeks", "days")
        return word.relation == "nmod" and (stem(head.text) in DANGLING or lasting)

    def _is_state(self, word: Word) -> bool:
        """'against Niger', 'on the junta'."""
        case = self._parse.child(word.index, "case")
        if case is None or case.text.lower() not in ("on", "against", "upon"):
            return False
        if self._whom.of(word) == "group" or any(
            self._whom.of(one) == "group" for one in self._parse.children(word.index)
        ):
            return False
        return bool(self._forces.name(word)) or stem(word.text) in STATE_TARGETS

    def _governor(self, word: Word) -> tuple[Word | None, str]:
        """The verb that a measure hangs on, and as what: 'obj', 'nsubj', 'end' ('the end of the truce') or ''."""
        head = self._parse.words[word.head]
        if word.text.lower() == "emergency" and head.text.lower() == "state":
            return self._governor(head)
        if word.relation == "conj" and head.upos in ("NOUN", "PROPN"):
            return self._governor(head)
        if word.relation == "nmod" and stem(head.text) in UNDONE:
            verb = self._parse.words[head.head]
            return (verb if verb.upos == "VERB" else None), "end"
        if word.relation in ("obj", "nsubj", "obl") and head.upos in ("VERB", "ADJ", "NOUN", "ADV"):
            passive = any(child.deprel == "aux:pass" for child in self._parse.children(head.index))
            role = "obj" if word.relation == "nsubj" and passive else word.relation
            return head, role
        return None, ""

    def _step(self, word: Word, kind: str, verb: Word | None, role: str) -> str | None:
        if verb is None:
            return "ended" if role == "end" else "in force"
        name, mood = stem(verb.text), mood_of(self._parse, verb)
        over = "broken" if kind == "ceasefire" else "ended"
        if role == "end":
            return {"done": over, "ahead": "end announced"}.get(mood)
        undoing = (role == "obj" and name in LIFTS | BREAKS) or (role == "nsubj" and name in BREAKS)
        if undoing:
            return {"done": over, "ahead": "end announced", "denied": "in force"}.get(mood)
        if any(
            child.relation == "acl" and self._parse.child(child.index, "mark") and child.xpos != "VBG"
            for child in self._parse.children(word.index)
        ):
            return "announced"
        if role in ("obl", ""):
            return None if name in WISHES else "in force"
        if role == "obj" and name in WISHES:
            return None
        if mood in ("wished", "supposed", "denied"):
            return None
        coming = mood == "ahead" and verb.xpos == "VB" and (name in STARTS or role == "nsubj")
        return "announced" if coming and not self._has_begun(word) else "in force"

    def _has_begun(self, word: Word) -> bool:
        """'its truce will be extended', 'the amnesty of August is to become a law': it is there already."""
        return self._is_definite(word) or self._parse.child(word.index, "nmod:poss") is not None

    def _is_definite(self, word: Word) -> bool:
        det = self._parse.child(word.index, "det")
        return det is not None and det.text.lower() in ("the", "this")
