"""Who does an event and to whom it is done: subjects, agents and objects of its verbs, as parties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from smoulder.reading.acts import Act
from smoulder.reading.lexicon import Lexicon, base_forms
from smoulder.reading.parse import Parse, Word
from smoulder.reading.parties import PRONOUNS, Party, Place, Places, party_at

_TOWARDS = frozenset(
    ("to", "with", "against", "on", "at", "from", "toward", "towards", "into", "over", "between", "of", "for",
     "upon", "in", "near", "by", "among")
)  # fmt: skip
_FORCE = frozenset(("COERCE", "ASSAULT", "FIGHT"))
_LOST = ("root", "nsubj", "nmod", "obj", "dep", "vocative", "dislocated")
"""What a subject may hang by where the parser has missed that it is one."""
_SUBJECT_KEPT = frozenset(("AGREE", "THREATEN", "REJECT", "MOBILIZE"))
"""Acts whose subject acts though the verb looks passive: 'is prepared to', 'are opposed to'."""
_HOME = frozenset(("PROTEST", "COERCE", "CONCEDE", "DEMAND", "REJECT", "ASSAULT", "THREATEN", "DISAPPROVE"))
"""Acts that, with nobody else named, are done to people at home."""


class Sides:
    """Finds the sides of the acts of one parse."""

    def __init__(self, parse: Parse, places: Places, lexicon: Lexicon) -> None:
        self._parse = parse
        self._places = places
        self._lexicon = lexicon

    def of(self, act: Act, first: int, last: int) -> tuple[Party | None, Party | None]:
        """Source and target of an act in the sentence of words `first` to `last`."""
        head = self._parse.words[act.head]
        actor = self.subject(head, act)
        source = self._party(actor) if actor else None
        if actor and self._lexicon.nouns.keys() & set(base_forms(actor)) and source and not source.sector:
            source = replace(source, end=source.start)
        aimed = [word for word in self._aimed(act) if actor is None or word.index != actor.index]
        parties = [party_at(self._parse, word, self._places) for word in aimed]
        free = self._free(source, first, last)
        home = source.countries if source else ()
        target = self._abroad(parties, home) or self._at_home(parties, home) or self._struck(act)
        if target is None or not target.countries:
            rest = [place for place in free if place.code not in home and place.start > head.start]
            if rest and home:
                words = (target.start, target.end) if target else (0, 0)
                target = Party(*words, (rest[0].code,), target.sector if target else rest[0].sector)
        if not home:
            source = self._located(source, target, free)
        if target is None and act.meaning.kind in _HOME and source:
            target = Party(0, 0, source.countries, "")
        if target and not target.countries and source:
            target = replace(target, countries=source.countries)
        return source, target

    def _party(self, actor: Word) -> Party:
        """The party of a subject, with a second subject of the same verb that the parse has beside it."""
        found = party_at(self._parse, actor, self._places)
        if actor.relation != "nsubj":
            return found
        for other in self._parse.children(actor.head):
            if other.relation == "nsubj" and other.index > actor.index and other.text.lower() not in PRONOUNS:
                more = party_at(self._parse, other, self._places)
                codes = tuple(dict.fromkeys(found.countries + more.countries))
                found = replace(found, end=more.end, countries=codes, sector=found.sector or more.sector)
        return found

    def subject(self, word: Word, act: Act | None = None) -> Word | None:
        """Who acts in a verb's clause, through 'and', infinitives, and pronouns that mean the speaker."""
        if word.upos in ("NOUN", "PROPN"):
            return self._owner(word)
        if act and act.told:
            return self._teller(word)
        own = self._parse.child(word.index, "nsubj")
        if own is None or own.text.lower() in PRONOUNS:
            above = self._above(word, own)
            return above if above is not None else own
        if self._passive(word) and not (act and len(act.chain) > 1 and act.meaning.kind in _SUBJECT_KEPT):
            return self._agent(word)
        return own

    def _above(self, word: Word, own: Word | None) -> Word | None:
        """The subject that a clause without one of its own shares."""
        if own is None and self._passive(word):
            return self._agent(word)
        if own is not None and word.relation != "acl":
            told = self._parse.child(word.index, "parataxis")
            if told is not None:
                return self._parse.child(told.index, "nsubj")
        if word.head == word.index or word.relation == "parataxis":
            return self._left(word) if own is None else None
        head = self._parse.words[word.head]
        if word.relation == "acl":
            return head
        return self.subject(head) if head.upos in ("VERB", "AUX", "ADJ") else None

    def _left(self, word: Word) -> Word | None:
        """The nearest noun before a main verb that nothing governs: its subject, where the parse has lost it."""
        for other in reversed(self._parse.words[max(0, word.index - 12) : word.index]):
            if other.text in ".!?;":
                return None
            plain = other.upos in ("NOUN", "PROPN") and self._parse.child(other.index, "case") is None
            if not plain or other.relation not in _LOST or other.deprel == "nmod:unmarked":
                continue
            if party_at(self._parse, other, self._places).countries:
                return other
        return None

    def _owner(self, word: Word) -> Word | None:
        """Whose act an event noun names: 'Israel's raid', 'the US raid', 'a raid by the army'."""
        for child in self._parse.children(word.index):
            by = self._parse.child(child.index, "case")
            if child.deprel == "nmod:poss" or (by is not None and by.text.lower() == "by"):
                return child
        for child in self._parse.children(word.index):
            if child.relation in ("compound", "amod") and self._places.within(child.start, child.end):
                return child
        return None

    def _teller(self, word: Word) -> Word | None:
        told = self._parse.child(word.index, "parataxis")
        if told is not None:
            return self._parse.child(told.index, "nsubj")
        above = next((one for one in self._parse.above(word.index) if one.upos == "VERB"), None)
        return self.subject(above) if above else None

    def _passive(self, word: Word) -> bool:
        return any(child.deprel in ("nsubj:pass", "aux:pass") for child in self._parse.children(word.index))

    def _agent(self, word: Word) -> Word | None:
        for child in self._parse.children(word.index):
            by = self._parse.child(child.index, "case")
            if child.deprel == "obl:agent" or (child.relation == "obl" and by and by.text.lower() == "by"):
                return child
        return None

    def _aimed(self, act: Act) -> Iterator[Word]:
        """The nouns that the act may be done to, the likeliest first."""
        for number, index in enumerate(act.chain):
            children = self._parse.children(index)
            if self._parse.words[index].upos != "NOUN" and (
                number or act.told or self._passive(self._parse.words[index])
            ):
                yield from (child for child in children if child.relation == "nsubj")
            yield from (child for child in children if child.relation == "iobj")
            yield from (child for child in children if child.relation in ("obj", "dobj"))
            for child in children:
                case = self._parse.child(child.index, "case")
                if child.relation in ("obl", "nmod", "ccomp") and (
                    case is None or case.text.lower() in _TOWARDS
                ):
                    if child.relation == "ccomp":
                        yield from (c for c in self._parse.children(child.index) if c.relation == "nsubj")
                    yield child
            for child in children:
                if child.relation in ("advcl", "xcomp", "ccomp") and child.index not in act.chain:
                    yield from (
                        c for c in self._parse.children(child.index) if c.relation in ("obj", "obl", "nsubj")
                    )

    def _abroad(self, parties: list[Party], home: tuple[str, ...]) -> Party | None:
        for party in parties:
            others = tuple(code for code in party.countries if code not in home)
            if others:
                return replace(party, countries=others)
        return None

    def _at_home(self, parties: list[Party], home: tuple[str, ...]) -> Party | None:
        named = [party for party in parties if party.sector]
        return replace(named[0], countries=named[0].countries or home) if named else None

    def _struck(self, act: Act) -> Party | None:
        """Whom an act of force hits, where their words name neither a country nor a sector: its object."""
        hit = self._parse.child(act.chain[-1], "obj") if act.meaning.kind in _FORCE else None
        if hit is None or hit.upos not in ("NOUN", "PROPN"):
            return None
        return party_at(self._parse, hit, self._places)

    def _free(self, source: Party | None, first: int, last: int) -> list[Place]:
        """The countries of a sentence outside its source and outside who is said to have told it."""
        words = self._parse.words[first:last]
        taken = [(source.start, source.end)] if source else []
        for word in words:
            if word.relation == "parataxis":
                taken += [
                    self._parse.span(c.index)
                    for c in self._parse.children(word.index)
                    if c.relation == "nsubj"
                ]
        return [
            place
            for place in self._places.within(words[0].start, words[-1].end)
            if not any(start <= place.start < end for start, end in taken)
        ]

    def _located(self, source: Party | None, target: Party | None, free: list[Place]) -> Party | None:
        """A source without a country of its own, at home where the event is."""
        others = [place.code for place in free if target is None or place.code not in target.countries]
        codes = tuple(others[:1]) or (target.countries[:1] if target else ())
        if not codes:
            return source
        return replace(source, countries=codes) if source else Party(0, 0, codes, "")
