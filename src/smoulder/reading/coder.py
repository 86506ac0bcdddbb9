"""Events of PLOVER's classes in parsed sentences: what happened, who did it to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from smoulder.reading.acts import Act, Status
from smoulder.reading.lexicon import base_forms, load_lexicon
from smoulder.reading.parse import Parse, Word
from smoulder.reading.parties import Party, Places
from smoulder.reading.predicates import Predicates
from smoulder.reading.sides import Sides

_ARMED = ("MIL", "COP")
"""Sectors whose attacks are fighting, not assault."""
_IF = frozenset(("if", "unless", "whether"))
_CLAIM = frozenset(("claim", "allege", "purport"))


@dataclass(frozen=True, slots=True)
class Coded:
    """One event.

    start, end: from its first verb to its last; characters of the text. word, last: the word numbers of the
                predicate and of the verb that names the act. kind, mode, context: as PLOVER has them.
    source, target: who did it, to whom; None where the sentence does not say.
    """

    start: int
    end: int
    word: int
    last: int
    kind: str
    mode: str = ""
    context: str = ""
    source: Party | None = None
    target: Party | None = None
    status: Status = "happened"


def code_events(parse: Parse, text: str) -> list[Coded]:
    """The events of a text's sentences: of each what its main clause tells, with what is joined to it by 'and'.

    parse: of `text`. Subordinate clauses are background and count only where the main clause tells of no event.
    """
    return Coder(parse, text).events()


class Coder:
    """Codes one parsed text."""

    def __init__(self, parse: Parse, text: str) -> None:
        self._parse = parse
        self._lexicon = load_lexicon()
        self._predicates = Predicates(parse, self._lexicon)
        self._sides = Sides(parse, Places(text), self._lexicon)

    def events(self) -> list[Coded]:
        """The events of all sentences; see `code_events`."""
        bounds = [*self._parse.sentences, len(self._parse.words)]
        return [event for first, last in pairwise(bounds) for event in self.sentence(first, last)]

    def act(self, index: int) -> Act | None:
        """What one word says happened, or None."""
        return self._predicates.act(index)

    def sentence(self, first: int, last: int) -> Iterator[Coded]:
        words = self._parse.words[first:last]
        root = next((word for word in words if word.head == word.index), None)
        if root is None:
            return
        seen: set[str] = set()
        for index in self._main(root):
            act = self._predicates.act(index)
            if act and act.meaning.kind not in seen:
                seen.add(act.meaning.kind)
                yield self._coded(act, index, first, last)
        if seen:
            return
        for word in self._deeper(root):
            act = self._predicates.act(word.index)
            if act:
                yield self._coded(act, word.index, first, last)
                return

    def _main(self, root: Word) -> list[int]:
        """The predicates of the main clause: behind a verb of saying, what is said; then those joined by 'and'."""
        found: list[int] = []
        todo = [root.index]
        while todo and len(found) < 6:
            index = todo.pop(0)
            if index in found:
                continue
            found.append(index)
            children = self._parse.children(index)
            if self._predicates.is_saying(index):
                told = [c.index for c in children if c.relation in ("ccomp", "parataxis", "xcomp")]
                if told and self._predicates.act(index) is None:
                    found.pop()
                todo += told
            todo += [c.index for c in children if c.relation == "conj" and c.upos in ("VERB", "AUX")]
        return found

    def _deeper(self, root: Word) -> Iterator[Word]:
        """All words below the root, the nearest in grammar first; verbs before event nouns of the same depth."""
        level = [root]
        while level:
            yield from sorted(level, key=lambda word: (word.upos != "VERB", word.index))
            level = [child for word in level for child in self._parse.children(word.index)]

    def _coded(self, act: Act, index: int, first: int, last: int) -> Coded:
        source, target = self._sides.of(act, first, last)
        kind = act.meaning.kind
        if kind == "ASSAULT" and not act.meaning.mode and source and source.sector in _ARMED:
            kind = "FIGHT"
        words = [self._parse.words[one] for one in (index, *act.chain)]
        return Coded(
            min(word.start for word in words), max(word.end for word in words), index, act.chain[-1], kind,
            act.meaning.mode, act.meaning.context or self._context(index), source, target,
            self._status(act, index),
        )  # fmt: skip

    def _status(self, act: Act, index: int) -> Status:
        """The act's own status, or 'claimed' and 'hypothetical' by what it hangs on."""
        if act.status != "happened":
            return act.status
        if any(child.text.lower() in _IF for child in self._parse.children(index)):
            return "hypothetical"
        above = next(self._parse.above(index), None)
        if above and self._parse.words[index].relation == "ccomp" and _CLAIM & set(base_forms(above)):
            return "claimed"
        return "happened"

    def _context(self, index: int) -> str:
        found = self._lexicon.context
        for word in self._parse.under(index):
            for form in base_forms(word):
                if form in found:
                    return found[form]
        return ""
