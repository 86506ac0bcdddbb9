"""Soldiers who come, stay, are told to go, hand over and leave, from the grammar of each clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from smoulder.reading.forces import FOREIGN_TROOPS, KEEPERS, LENDERS, STATE, Force, Forces
from smoulder.reading.moods import Mood, mood_of
from smoulder.reading.parse import Parse, Word
from smoulder.reading.predications import subject_of_clause
from smoulder.reading.pressure_words import (
    AWAY,
    BASES,
    CUTS,
    ENDS,
    EXPELS,
    GOES,
    GOES_HOME,
    GONE,
    HANDS,
    ORDERS,
    OVER,
    PARTING_NOUNS,
    SENDS,
    SENDS_ALONE,
    WANTS,
)
from smoulder.reading.stems import stem

_STEPS: dict[Mood, str] = {
    "done": "departed",
    "ahead": "departure announced",
    "wished": "departure demanded",
}
_PLACE = ("PROPN",)


@dataclass(frozen=True, slots=True)
class Told:
    """One step of pressure told at a word.

    at:    the verb or noun that tells it. counted: the noun whose number is its size, or None.
    """

    at: Word
    kind: str
    step: str
    by: str = ""
    counted: Word | None = None
    asks: Word | None = None
    """The verb whose subject demands it, instead of `by`."""


class Departures:
    """Reads the clauses of one report."""

    def __init__(self, parse: Parse, forces: Forces) -> None:
        self._parse = parse
        self._forces = forces

    def find(self, word: Word) -> Iterator[Told]:
        """What a verb, or a word such as 'gone', tells of soldiers."""
        name = stem(word.text)
        if word.upos in ("NOUN", "PROPN"):
            if name in PARTING_NOUNS:
                yield from self._parting(word)
            return
        for tell in (self._goes, self._sent, self._handed, self._ended, self._cut):
            told = tell(word, name)
            if told:
                yield told
                return

    def _beside(self, word: Word) -> set[str]:
        """Particles, adverbs and the words of phrases that hang right on a verb."""
        found = set()
        for child in self._parse.children(word.index):
            if (
                child.relation in ("compound", "advmod", "obl", "obj", "xcomp", "advcl")
                and child.index > word.index
            ):
                found.add(child.text.lower())
        following = self._parse.words[word.index + 1 : word.index + 2]
        return found | {one.text.lower() for one in following}

    def _goes(self, word: Word, name: str) -> Told | None:
        """'the battalion flew home', 'the last of them are to leave', 'they will be gone by May'."""
        goes = name in GOES or (name in GOES_HOME and self._beside(word) & AWAY)
        goes = goes or (name == "go" and self._goes_bare(word)) or (name == "pack" and word.xpos == "VBG")
        if word.text.lower() in GONE and self._parse.child(word.index, "cop") is not None:
            goes = True
        if name == "follow" and self._parse.child(word.index, "obj") is None:
            goes = any(stem(one.text) in GOES | SENDS for one in self._told_before(word))
        if not goes or self._is_passive(word):
            return None
        objects = [child for child in self._parse.children(word.index) if child.relation == "obj"]
        if objects and name != "board" and not self._is_place(objects[0]):
            return None
        subject = self._mover(word)
        force = self._forces.of(subject)
        if force is None and subject is not None and name in GOES | {"go", "pull"}:
            force = self._forces.owner(subject) if subject.upos == "PROPN" else None
        return self._step(word, force, subject)

    def _goes_bare(self, word: Word) -> bool:
        """'went in December', without a word where to."""
        for child in self._parse.children(word.index):
            if child.relation in ("obl", "xcomp", "ccomp", "obj", "advmod"):
                case = self._parse.child(child.index, "case")
                if case is None or case.text.lower() not in (
                    "in",
                    "on",
                    "by",
                    "before",
                    "from",
                    "after",
                    "since",
                ):
                    return False
        return self._parse.child(word.index, "obl") is not None

    def _sent(self, word: Word, name: str) -> Told | None:
        """'pulled out its troops', 'troops were brought home', 'voted to expel the soldiers'."""
        expels = name in EXPELS
        if not (name in SENDS_ALONE or expels or (name in SENDS and self._beside(word) & AWAY)):
            return None
        if name in ORDERS and "out" not in self._beside(word):
            return None
        moved = self._parse.child(word.index, "obj") or self._parse.child(word.index, "nsubj:pass")
        if moved is None and word.deprel == "acl" and word.xpos == "VBN":
            moved = self._parse.words[word.head]
        force = self._forces.of(moved)
        if force is None or moved is None:
            return None
        subject = subject_of_clause(self._parse, word)
        if expels:
            said = mood_of(self._parse, word) not in ("denied", "supposed") and force.kind not in ("", STATE)
            return (
                Told(word, force.kind, "departure demanded", "", moved, self._asking(word)) if said else None
            )
        if not force.by and subject is not None and not self._is_passive(word):
            owner = self._forces.owner(subject)
            force = Force(owner.kind, owner.by) if owner and owner.kind else force
        return self._step(word, force, moved)

    def _handed(self, word: Word, name: str) -> Told | None:
        """'handed over the camp', 'the base was given back', 'gave up its posts'."""
        over = any(self._case(one) == "over" for one in self._parse.children(word.index))
        if name not in HANDS or not (
            over or self._beside(word) & OVER or name in ("transfer", "vacat", "return", "relinquish")
        ):
            return None
        thing = self._parse.child(word.index, "obj") or self._parse.child(word.index, "nsubj:pass")
        thing = thing or next(
            (one for one in self._parse.children(word.index) if self._case(one) == "over"), None
        )
        if thing is None or not any(stem(one.text) in BASES for one in self._parse.under(thing.index)):
            return None
        subject = None if self._is_passive(word) else subject_of_clause(self._parse, word)
        force = self._forces.owner(subject)
        if force is None and subject is not None and subject.upos != "PRON":
            return None
        force = force or Force(FOREIGN_TROOPS)
        mood = mood_of(self._parse, word)
        step = {"done": "handed over", "ahead": "departure announced"}.get(mood)
        return Told(word, force.kind, step, force.by) if step and force.kind != STATE else None

    def _ended(self, word: Word, name: str) -> Told | None:
        """'will end its mission', 'closed its last base'."""
        if name not in ENDS:
            return None
        thing = self._parse.child(word.index, "obj") or self._parse.child(word.index, "nsubj")
        if thing is None:
            return None
        body = thing.text.lower() in ("mission", "deployment", "presence", "tour", "stay")
        place = stem(thing.text) in BASES and name in ("clos", "shut")
        subject = subject_of_clause(self._parse, word)
        whose = self._parse.child(thing.index, "nmod")
        if body and whose is not None and (force := self._forces.of(whose)) is not None:
            # 'voted to end the presence of foreign forces'
            return self._step(word, force, whose)
        if body and thing.relation == "nsubj":
            force = self._forces.of(thing)
        else:
            force = self._forces.owner(subject) if (body or place) and thing.relation == "obj" else None
        return self._step(word, force, None)

    def _cut(self, word: Word, name: str) -> Told | None:
        """'drew down to 900 troops', 'will halve its contingent', 'the force shrank to 600'."""
        if name not in CUTS or (name == "draw" and "down" not in self._beside(word)):
            return None
        thing = self._parse.child(word.index, "obj") or subject_of_clause(self._parse, word)
        force = self._forces.of(thing)
        left = self._parse.child(word.index, "obl")
        if name in ("fall", "drop") and (left is None or self._parse.child(left.index, "nummod") is None):
            return None
        if force is None and left is not None and left.text.lower() in ("troops", "soldiers", "men"):
            force = self._forces.owner(subject_of_clause(self._parse, word))
        mood = mood_of(self._parse, word)
        step = {"done": "reduced", "ahead": "departure announced", "wished": "departure demanded"}.get(mood)
        if force is None or step is None:
            return None
        return Told(word, force.kind, step, force.by, left)

    def _parting(self, noun: Word) -> Iterator[Told]:
        """'announced the withdrawal of its troops', 'completed their pull-out', 'since the departure of the force'."""
        whose = self._parse.child(noun.index, "nmod:poss") or self._parse.child(noun.index, "nmod")
        whose = whose or self._parse.child(noun.index, "amod", "compound")
        force = self._forces.owner(whose)
        verb = self._parse.words[noun.head]
        name = stem(verb.text)
        case = self._parse.child(noun.index, "case")
        step = None
        if noun.relation in ("obj", "nsubj") and verb.upos == "VERB":
            mood = mood_of(self._parse, verb)
            if name in ("announc", "plan", "prepar", "decid", "schedul", "begin", "start"):
                step = "departure announced" if mood in ("done", "ahead") else None
            elif name in ("complet", "finish", "end", "conclud"):
                step = _STEPS.get(mood)
            elif name in ("demand", "order", "seek", "want", "request", "urg"):
                step = "departure demanded" if mood != "denied" else None
            if force is None and noun.relation == "obj":
                force = (
                    self._forces.owner(subject_of_clause(self._parse, verb))
                    if step != "departure demanded"
                    else None
                )
        elif case is not None and case.text.lower() in ("since", "after", "following", "with"):
            step = "departed"
        elif verb.upos == "VERB" and name == "call" and case is not None and case.text.lower() == "for":
            step = "departure demanded"
        if step and force is not None and force.kind:
            yield Told(noun, force.kind, step, force.by, whose)

    def _step(self, word: Word, force: Force | None, counted: Word | None) -> Told | None:
        if force is None or not force.kind:
            return None
        step = _STEPS.get(mood_of(self._parse, word))
        if step is None:
            return None
        if force.kind == KEEPERS and force.by not in LENDERS:
            # One country's peacekeepers leave as its troops; a mission's leave as peacekeepers.
            force = Force(FOREIGN_TROOPS, force.by)
        if step == "departure demanded":
            return (
                None if force.kind == STATE else Told(word, force.kind, step, "", counted, self._asking(word))
            )
        return Told(word, force.kind, step, force.by, counted)

    def _asking(self, word: Word) -> Word:
        """The verb that demands what a verb below it tells: 'VOTED to expel'."""
        for above in self._parse.above(word.index):
            if above.upos == "VERB" and stem(above.text) in WANTS:
                return above
        return word

    def _mover(self, word: Word) -> Word | None:
        """Who goes: the subject, or the object of the verb that sends ('ordered the troops to leave')."""
        head = self._parse.words[word.head]
        if word.relation in ("xcomp", "ccomp", "advcl") and stem(head.text) in WANTS | ORDERS:
            told = self._parse.child(head.index, "obj", "iobj")
            if told is not None and self._parse.child(word.index, "nsubj") is None:
                return told
        return subject_of_clause(self._parse, word)

    def _told_before(self, word: Word) -> tuple[Word, ...]:
        """The words before a verb in its sentence and in the one before."""
        first = self._parse.sentence_of(word.index)[0]
        if first:
            first = self._parse.sentence_of(first - 1)[0]
        return self._parse.words[first : word.index]

    def _case(self, word: Word) -> str:
        case = self._parse.child(word.index, "case")
        return case.text.lower() if case is not None else ""

    def _is_passive(self, word: Word) -> bool:
        return any(child.deprel in ("aux:pass", "nsubj:pass") for child in self._parse.children(word.index))

    def _is_place(self, word: Word) -> bool:
        return word.upos in _PLACE or stem(word.text) in BASES or word.text.lower() in (
            "country", "town", "city", "north", "south", "east", "west", "region", "area", "province", "island",
        )  # fmt: skip
