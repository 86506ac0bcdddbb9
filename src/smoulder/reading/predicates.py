"""What a verb or an event noun says happened, with the words it governs: classes from the lexicon, put together."""

from __future__ import annotations

from dataclasses import replace

from smoulder.reading.acts import COOPERATION, FORCE, Act, intended, refused, stopped
from smoulder.reading.lexicon import Lexicon, Meaning, base_forms
from smoulder.reading.parse import Parse, Word

_OBJECTS = frozenset(
    ("obj", "iobj", "obl", "nmod", "compound", "amod", "conj", "flat", "appos", "nsubj:pass", "obl:npmod")
)
_NAMING = frozenset(("VERB", "AUX", "ADJ", "NOUN", "PROPN"))
"""Parts of speech that can name an act."""
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "obj", "obl", "nmod")
_NOT = frozenset(("not", "n't", "never", "no", "nt"))
_WILL = frozenset(("will", "would", "shall", "'ll", "wo"))
_MUST = frozenset(("must", "should", "ought"))
_MAY = frozenset(("may", "might", "could", "can"))


class Predicates:
    """Reads the acts of one parse."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self._parse = parse
        self._lexicon = lexicon
        self._acts: dict[int, Act | None] = {}
        self._names: dict[int, tuple[str, ...]] = {}

    def act(self, index: int) -> Act | None:
        """The act a verb, adjective or event noun names, or None."""
        if index not in self._acts:
            self._acts[index] = self._act(index, 0)
        return self._acts[index]

    def _act(self, index: int, depth: int) -> Act | None:
        word = self._parse.words[index]
        if depth > 4 or word.upos not in _NAMING:
            return None
        found = self._turned(word, depth) or self._framed(word) or self._required(word)
        return self._in_mood(found, word) if found else None

    def is_saying(self, index: int) -> bool:
        return any(form in self._lexicon.say for form in self.names(self._parse.words[index]))

    def names(self, word: Word) -> tuple[str, ...]:
        """A verb as the lexicon may have it: with its particle or preposition first, then alone; none it lacks."""
        if word.index not in self._names:
            forms = base_forms(word)
            known = any(form in self._lexicon.heads for form in forms)
            self._names[word.index] = self._with_particles(word, forms) if known else ()
        return self._names[word.index]

    def _with_particles(self, word: Word, forms: tuple[str, ...]) -> tuple[str, ...]:
        behind = [
            one.text.lower()
            for one in self._parse.children(word.index)
            if one.deprel == "compound:prt"
            or (one.relation in ("advmod", "case", "mark") and len(one.text) < 8)
        ]
        following = self._parse.words[word.index + 1 : word.index + 3]
        behind += [one.text.lower() for one in following if one.upos in ("ADP", "ADV", "SCONJ")]
        return (*(f"{form}_{particle}" for particle in behind for form in forms), *forms)

    def complement(self, word: Word) -> Word | None:
        """The clause a verb governs: 'refused to TALK', 'said that they would LEAVE'."""
        children = self._parse.children(word.index)
        for relation in _CLAUSES[:4]:
            for child in children:
                if child.relation != relation or child.index < word.index:
                    continue
                if relation in ("advcl", "acl") and not self._infinitive(child):
                    continue
                return child
        for child in children:
            if child.relation in _CLAUSES[4:] and child.index > word.index:
                for inner in self._parse.children(child.index):
                    if inner.relation in ("acl", "advcl") and self._infinitive(inner):
                        return inner
        return None

    def event_noun(self, word: Word) -> Meaning | None:
        if word.upos != "NOUN" and not (word.upos == "PROPN" and word.text.islower()):
            return None
        found = self._lexicon.nouns
        meaning = next((found[form] for form in base_forms(word) if form in found), None)
        if meaning and self._is_armed(word):
            return Meaning("FIGHT", "heavy-weapons", "military")
        return meaning

    def _is_armed(self, word: Word) -> bool:
        """Whether a strike is one of weapons: 'strikes on the town', 'a drone strike'."""
        if word.text.lower() not in ("strike", "strikes"):
            return False
        for child in self._parse.children(word.index):
            case = self._parse.child(child.index, "case")
            if child.text.lower() in ("air", "drone", "missile", "military"):
                return True
            if child.relation == "nmod" and case and case.text.lower() in ("on", "against"):
                return True
        return False

    def objects(self, index: int) -> list[Word]:
        """The nouns that hang on a verb, the nearest in grammar first."""
        found: list[Word] = []
        level = [index]
        for depth in range(3):
            below = [
                child
                for one in level
                for child in self._parse.children(one)
                if child.deprel in _OBJECTS
                or child.relation in _OBJECTS
                or (child.relation == "xcomp" and child.upos in ("NOUN", "PROPN"))
            ]
            if not depth:
                below.sort(key=lambda child: child.relation not in ("obj", "nsubj"))
            found += below
            level = [child.index for child in below]
        return found + self._next(index, found)

    def _next(self, index: int, found: list[Word]) -> list[Word]:
        """Words soon behind a verb that are no verbs: its object, where the parse has it elsewhere."""
        known = {word.index for word in found}
        behind: list[Word] = []
        for word in self._parse.words[index + 1 : index + 7]:
            if word.upos in ("VERB", "AUX", "PUNCT", "SCONJ") or word.text.lower() in ("to", "by"):
                break
            if word.index not in known:
                behind.append(word)
        return behind

    def _infinitive(self, word: Word) -> bool:
        return any(
            child.text.lower() == "to" and child.relation == "mark"
            for child in self._parse.children(word.index)
        )

    def _turned(self, word: Word, depth: int) -> Act | None:
        """An act that a verb makes of the clause it governs."""
        names = self.names(word)
        if not names:
            return None
        passive = self._parse.child(word.index, "aux:pass", "cop") is not None
        if word.upos == "ADJ" or passive:
            turn = next(
                (
                    self._lexicon.willing[name]
                    for name in (word.text.lower(), *names)
                    if name in self._lexicon.willing
                ),
                "",
            )
            inner = self.complement(word)
            if turn and inner:
                return self._turn(turn, word, inner, depth)
        turn = next((self._lexicon.turns[name] for name in names if name in self._lexicon.turns), "")
        inner = self.complement(word) if turn else None
        if not turn or inner is None:
            return None
        if inner.relation in ("advcl", "acl") and turn in ("TRY", "INTEND") and self._meaning(word):
            return None
        if turn == "INTEND" and self._wanted(word, inner):
            turn = "DEMAND"
        return self._turn(turn, word, inner, depth)

    def _wanted(self, word: Word, inner: Word) -> bool:
        """Whether somebody else is to do it: 'wants them to leave'."""
        asked = self._parse.child(word.index, "obj") or self._parse.child(inner.index, "nsubj")
        return "want" in base_forms(word) and asked is not None and asked.index > word.index

    def _turn(self, turn: str, word: Word, inner: Word, depth: int) -> Act | None:
        act = self._act(inner.index, depth + 1)
        kind = act.meaning.kind if act else ""
        chain = (word.index, *(act.chain if act else (inner.index,)))
        meaning = act.meaning if act else Meaning("")
        if turn == "INTEND":
            return replace(intended(act), head=word.index, chain=chain) if act else None
        if turn == "TRY":
            return replace(act, head=word.index, chain=chain) if act else None
        if turn == "DENY":
            forced = act is not None and kind in FORCE
            return replace(act, head=word.index, chain=chain, status="denied") if act and forced else None
        if turn == "MOBILIZE":
            if not kind:
                return None
            turn = "MOBILIZE" if kind in FORCE else "AGREE"
        if turn == "VOW":
            turn = "AGREE" if kind in COOPERATION else "THREATEN"
        if turn == "REJECT" and kind == "REJECT":
            turn = "AGREE"
        mode = meaning.mode if turn == "THREATEN" else ""
        return Act(Meaning(turn, mode, meaning.context), word.index, chain)

    def _framed(self, word: Word) -> Act | None:
        """An act that a verb names with its objects, or alone."""
        meaning = self._meaning(word)
        return Act(meaning, word.index, (word.index,)) if meaning else None

    def _required(self, word: Word) -> Act | None:
        """A deed without a class that somebody says others must do: the demand is the act."""
        if word.relation != "ccomp" or not self.is_saying(word.head):
            return None
        must = any(c.relation == "aux" and c.text.lower() in _MUST for c in self._parse.children(word.index))
        return Act(Meaning("DEMAND"), word.index, (word.index,)) if must else None

    def _meaning(self, word: Word) -> Meaning | None:
        if word.upos not in ("VERB", "AUX") and not (word.upos == "ADJ" and word.text.endswith("ed")):
            return self.event_noun(word)
        names = self.names(word)
        if not names:
            return None
        objects = self.objects(word.index)
        framed = [self._lexicon.frames[name] for name in names if name in self._lexicon.frames]
        for noun in objects:
            if self._is_armed(noun):
                continue
            for form in base_forms(noun):
                for frames in framed:
                    if form in frames:
                        return frames[form]
        carried = next((m for noun in objects if (m := self.event_noun(noun))), None)
        plain = next((self._lexicon.verbs[name] for name in names if name in self._lexicon.verbs), None)
        if carried and (not plain or plain.kind == "AGREE"):
            if any(name in self._lexicon.stop for name in names):
                return stopped(carried)
            if any(name in self._lexicon.light for name in names):
                return carried
        return plain

    def _in_mood(self, act: Act, word: Word) -> Act | None:
        """The act with what its auxiliaries and negations make of it."""
        aux = {child.text.lower() for child in self._parse.children(word.index) if child.relation == "aux"}
        below = {
            child.text.lower()
            for child in self._parse.children(word.index)
            if child.relation in ("advmod", "neg")
        }
        kind = act.meaning.kind
        if below & _NOT:
            return refused(act)
        if aux & _MUST:
            return replace(act, meaning=Meaning("DEMAND", "", act.meaning.context), told=True)
        if aux & _WILL:
            unless = any(one.text.lower() == "unless" for one in self._parse.under(word.index))
            if unless and kind in COOPERATION:
                return replace(act, meaning=Meaning("THREATEN", "", act.meaning.context), status="planned")
            return intended(act)
        if aux & _MAY and act.status == "happened":
            return replace(act, status="hypothetical")
        return act
