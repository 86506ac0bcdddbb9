"""Air strikes and offensives, and what becomes of them, from the grammar of each clause."""

from __future__ import annotations

from collections.abc import Iterator

from smoulder.reading.departures import Told
from smoulder.reading.forces import STATE, Forces
from smoulder.reading.moods import mood_of
from smoulder.reading.parse import Parse, Word
from smoulder.reading.predications import subject_of_clause
from smoulder.reading.pressure_words import (
    AIR,
    AIRCRAFT,
    OFFENSIVES,
    PUSHES,
    RAIDS,
    RESUMES,
    SEIZED,
    STARTS,
    STAYS,
    STOPS,
)
from smoulder.reading.stems import family, stem
from smoulder.reading.whom import Whom

AIR_CAMPAIGN = "air campaign"
OPERATIONS = "coalition operations"
_STRIKES = family("bomb strafe strike hit pound attack target kill shell destroy")
_FLIES = family("fly circle patrol carry")
_SOLID = frozenset(("airstrike", "airstrikes", "air-strike", "air-strikes", "sorties"))
_ALONE = frozenset(("offensive", "crackdown"))
"""Nouns that mean an offensive whatever stands beside them."""
_STATE_WORDS = frozenset(
    (
        "army",
        "government",
        "military",
        "joint",
        "security",
        "counter-insurgency",
        "counterinsurgency",
        "clearance",
    )
)
_LESSER = family("raid patrol training mission activity")
"""Done by a state at home, these are everyday work and no offensive."""


class Campaigns:
    """Reads the nouns and verbs of one report."""

    def __init__(self, parse: Parse, forces: Forces, whom: Whom) -> None:
        self._parse = parse
        self._forces = forces
        self._whom = whom

    def find(self, word: Word) -> Iterator[Told]:
        """What a noun for strikes or an offensive, or a verb of fighting, tells."""
        told = None
        if word.upos in ("NOUN", "PROPN"):
            told = self._noun(word)
        elif word.upos == "VERB":
            told = self._verb(word)
        if told:
            yield told

    def _noun(self, word: Word) -> Told | None:
        kind = self._kind(word)
        if kind is None or word.relation in ("compound", "flat"):
            return None
        verb = self._verb_of(word)
        actor = self._actor(word, verb)
        if actor is not None and self._whom.of(actor) == "group":
            return None
        if self._denied(word):
            return None
        force = self._forces.owner(actor)
        by = force.by if force else ""
        foreign = force is not None and force.kind not in ("", STATE)
        own = (force is not None and force.kind == STATE) or self._is_state(word, actor)
        if kind == STATE:
            allied = foreign or self._is_allied(word, actor)
            if not (own or allied or self._is_alone(word)):
                return None
            kind = OPERATIONS if allied else STATE
            started = verb is not None and stem(verb.text) in STARTS | RESUMES | STOPS
            if not started and (allied or not own):
                return None
            if not allied and stem(word.text) in _LESSER:
                return None
        step = self._step(word, verb)
        if step is None:
            return None
        if kind == OPERATIONS and step == "in force":
            kind = STATE
        if kind == AIR_CAMPAIGN and step == "reduced" and (foreign or self._is_allied(word, actor)):
            # A coalition that halts its strikes reduces its operations.
            kind = OPERATIONS
        return Told(verb if verb is not None else word, kind, step, by)

    def _kind(self, word: Word) -> str | None:
        text, name = word.text.lower(), stem(word.text)
        if text in _SOLID:
            return AIR_CAMPAIGN
        beside = self._beside(word)
        if name in RAIDS and beside & AIR:
            return AIR_CAMPAIGN
        if name in OFFENSIVES and not beside & {
            "rescue",
            "relief",
            "mining",
            "election",
            "peace",
            "media",
            "rebel",
        }:
            return STATE
        return None

    def _beside(self, word: Word) -> set[str]:
        return {
            inner.text.lower()
            for child in self._parse.children(word.index)
            if child.relation in ("amod", "compound", "flat")
            for inner in (child, *self._parse.children(child.index))
        }

    def _is_allied(self, word: Word, actor: Word | None) -> bool:
        words = self._beside(word) | (
            {actor.text.lower(), *self._beside(actor)} if actor is not None else set()
        )
        return bool(words & {"coalition", "allied", "allies", "international"})

    def _is_alone(self, word: Word) -> bool:
        beside = self._beside(word)
        return word.text.lower() in _ALONE and not beside & {"rebel", "charm", "spring"}

    def _is_state(self, word: Word, actor: Word | None) -> bool:
        state = self._beside(word) & _STATE_WORDS
        return bool(state) or (actor is not None and actor.text.lower() in ("government", "army", "police"))

    def _verb_of(self, word: Word) -> Word | None:
        """The verb that the noun is subject or object of."""
        head = self._parse.words[word.head]
        if word.relation == "conj" and head.upos in ("NOUN", "PROPN"):
            return self._verb_of(head)
        if word.relation in ("obj", "nsubj") and head.upos in ("VERB", "ADJ"):
            return head
        if word.relation == "nmod" and stem(head.text) in STOPS | RESUMES and head.upos == "NOUN":
            return self._verb_of(head)
        return None

    def _actor(self, word: Word, verb: Word | None) -> Word | None:
        whose = self._parse.child(word.index, "nmod:poss")
        if whose is not None and whose.text.lower() not in ("its", "their"):
            return whose
        if verb is not None and word.relation == "obj":
            subject = subject_of_clause(self._parse, verb)
            if subject is not None:
                return subject
        for child in self._parse.children(word.index):
            case = self._parse.child(child.index, "case")
            if child.relation == "nmod" and case is not None and case.text.lower() in ("by", "of"):
                return child
            if child.relation in ("compound", "amod") and self._forces.name(child):
                return word
        return whose

    def _denied(self, word: Word) -> bool:
        case = self._parse.child(word.index, "case")
        det = self._parse.child(word.index, "det")
        return (case is not None and case.text.lower() == "without") or (
            det is not None and det.text.lower() == "no"
        )

    def _step(self, word: Word, verb: Word | None) -> str | None:
        if verb is None:
            return "in force"
        name, mood = stem(verb.text), mood_of(self._parse, verb)
        if name in RESUMES and mood in ("done", "ahead"):
            return "resumed" if mood == "done" else "announced"
        if name in STOPS:
            return {"done": "reduced", "ahead": "end announced", "denied": "in force"}.get(mood)
        if mood in ("wished", "supposed"):
            return None
        if mood == "denied":
            return "reduced" if verb.xpos == "VBN" else None
        return "announced" if mood == "ahead" and verb.xpos == "VB" else "in force"

    def _verb(self, word: Word) -> Told | None:
        name = stem(word.text)
        if name in _STRIKES | _FLIES | STAYS:
            return self._flown(word, name)
        if name not in PUSHES:
            return None
        subject = subject_of_clause(self._parse, word)
        force = self._forces.of(subject)
        if subject is None or not (force and force.kind) or self._whom.of(subject) == "group":
            return None
        thing = self._parse.child(word.index, "obj")
        taken = thing is not None and (
            stem(thing.text) in SEIZED or thing.upos == "PROPN" or self._whom.of(thing) == "group"
        )
        return (
            Told(word, STATE, "in force", force.by)
            if taken and mood_of(self._parse, word) == "done"
            else None
        )

    def _flown(self, word: Word, name: str) -> Told | None:
        """'warplanes bombed the camp', 'drones have not flown since May', 'the planes will stay'."""
        subject = subject_of_clause(self._parse, word)
        if subject is None:
            return None
        texts = {subject.text.lower(), *self._beside(subject)}
        planes = subject.text.lower() in AIRCRAFT or (subject.text.lower() == "force" and "air" in texts)
        if not planes and not (name == "bomb" and self._forces.owner(subject)):
            return None
        if self._whom.of(subject) == "group" or any(
            child.deprel == "nsubj:pass" for child in self._parse.children(word.index)
        ):
            return None
        mood = mood_of(self._parse, word)
        step: str | None = (
            "in force"
            if mood == "done" or (mood == "ahead" and (name in STAYS or word.xpos != "VB"))
            else None
        )
        if mood == "denied" and name in _FLIES and word.xpos == "VBN":
            step = "reduced"
        return Told(word, AIR_CAMPAIGN, step, self._forces.name(subject)) if step else None
