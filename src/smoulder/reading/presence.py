"""Soldiers who are there or come, from the grammar of each clause."""

from __future__ import annotations

from collections.abc import Iterator

from smoulder.reading.departures import Told
from smoulder.reading.forces import KEEPERS, STATE, Forces
from smoulder.reading.moods import mood_of
from smoulder.reading.parse import Parse, Word
from smoulder.reading.predications import subject_of_clause
from smoulder.reading.pressure_words import ACTS, AWAY, BRINGS, KEEPS, STAYS
from smoulder.reading.stems import stem


class Presences:
    """Reads the verbs of one report."""

    def __init__(self, parse: Parse, forces: Forces) -> None:
        self._parse = parse
        self._forces = forces

    def find(self, word: Word) -> Iterator[Told]:
        """What a verb tells of soldiers who stay, fight or are sent."""
        if word.upos in ("VERB", "AUX", "ADJ") and (told := self._present(word, stem(word.text))):
            yield told

    def _present(self, word: Word, name: str) -> Told | None:
        """'has 900 soldiers there', 'will send a company', 'the battalion guards the road'."""
        subject = subject_of_clause(self._parse, word)
        thing = self._parse.child(word.index, "obj")
        mood = mood_of(self._parse, word) if name in KEEPS | BRINGS | STAYS | ACTS else "denied"
        if mood in ("denied", "supposed", "wished"):
            return None
        if name in KEEPS | BRINGS and thing is not None:
            force = self._forces.of(thing)
            owner = self._forces.owner(subject)
            if self._forces.is_of_group(thing) or (name in BRINGS and self._goes_away(word)):
                return None
            if owner is not None and owner.kind == KEEPERS:
                force = owner
            if (force is None or not force.kind or force.kind == STATE) and self._is_men(thing):
                force = owner
            if force is None or force.kind in ("", STATE) or (owner and owner.kind == STATE):
                return None
            once = any(one.text.lower() in ("once", "formerly") for one in self._parse.children(word.index))
            coming = name in BRINGS and word.xpos != "VBD" and mood == "ahead"
            return (
                None
                if once
                else Told(word, force.kind, "announced" if coming else "in force", force.by, thing)
            )
        if name in STAYS | ACTS or (name in BRINGS and thing is None):
            force = self._forces.of(subject)
            if force and force.kind not in ("", STATE):
                ahead = name in BRINGS and mood == "ahead" and word.xpos not in ("VBZ", "VBP")
                return Told(word, force.kind, "announced" if ahead else "in force", force.by, subject)
        return None

    def _goes_away(self, word: Word) -> bool:
        """'bring them home'."""
        return any(child.text.lower() in AWAY for child in self._parse.children(word.index))

    def _is_men(self, word: Word) -> bool:
        return word.text.lower() in (
            "troops",
            "soldiers",
            "men",
            "personnel",
            "forces",
            "company",
            "companies",
        ) or (word.upos == "NUM")
