"""Which soldiers a word means: those of another country, peacekeepers, or the state's own."""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from smoulder.reading.actors import Named
from smoulder.reading.parse import Parse, Word
from smoulder.reading.predications import subject_of_clause
from smoulder.reading.pressure_words import (
    ARMED_STATE,
    BARE,
    BODIES,
    FOREIGN,
    KEEPING,
    KEEPS,
    OWN,
    PARTS,
    REBEL,
    TROOPS,
)
from smoulder.reading.stems import stem
from smoulder.reading.whom import GROUP_NOUNS, Whom

FOREIGN_TROOPS = "foreign troops"
KEEPERS = "peacekeepers"
STATE = "government offensive"
_KEEPING_BODY = "United Nations"
LENDERS = frozenset(
    (
        *(
            "United Nations",
            "UN",
            "African Union",
            "AU",
            "European Union",
            "EU",
            "NATO",
            "ECOWAS",
            "SADC",
            "OSCE",
        ),
        *("Arab League", "IGAD"),
    )
)
"""Bodies that send soldiers."""
_ON_NOUN = ("amod", "compound", "flat", "appos", "nmod", "nummod", "det")
_FROM = frozenset(("of", "from", "'s", "’s"))
_REACH = 2
"""Sentences that 'they' or 'the rest' are looked for in, besides their own."""


@dataclass(frozen=True, slots=True)
class Force:
    """Those who press.

    kind: 'foreign troops', 'peacekeepers', 'government offensive' for the state's own, or '' where it is not said.
    by:   the country or body whose they are, '' where it is not said.
    """

    kind: str
    by: str = ""


class Forces:
    """Answers for one report.

    named: countries and organisations; country: where the report is set, whose own troops are no foreign ones.
    """

    def __init__(self, parse: Parse, named: Sequence[Named], whom: Whom, country: str) -> None:
        self._parse = parse
        self._whom = whom
        self._country = country
        self._named = sorted(
            (item for item in named if item.kind in ("country", "organisation", "government")),
            key=lambda item: item.start,
        )
        self._starts = [item.start for item in self._named]
        self._mentions: list[tuple[int, Force]] = []
        for word in parse.words:
            if word.upos in ("NOUN", "PROPN", "ADJ") and (force := self._told(word)) and force.kind:
                self._mentions.append((word.index, force))
        self._at = [index for index, _ in self._mentions]

    def of(self, word: Word | None) -> Force | None:
        """The force that a noun or pronoun means; None for a group, or what is no force."""
        if word is None or self._whom.of(word) == "group":
            return None
        text = word.text.lower()
        if word.upos == "PRON" and text in ("who", "which", "that"):
            head = self._parse.words[word.head]
            return self.of(self._parse.words[head.head]) if head.relation == "acl" else None
        if text in ("it", "they", "them"):
            return self._before(word)
        told = self._told(word)
        if told and told.kind:
            return told
        if told or text in PARTS or word.upos == "NUM":
            return self._some(word, told)
        return self._people(word)

    def owner(self, word: Word | None) -> Force | None:
        """The force of a country or body that is itself the subject: 'Chad has 900 soldiers there'."""
        found = self.of(word)
        if found is None and word is not None and (name := self._name_in(word)):
            return self._of_name(name)
        return found

    def is_of_group(self, word: Word) -> bool:
        """Whether a noun, or what it is a part of, means the armed group."""
        parts = [child for child in self._parse.children(word.index) if child.relation == "nmod"]
        return any(self._whom.of(one) == "group" for one in (word, *parts))

    def nearest(self, word: Word) -> Force | None:
        """The force named last before a word in its own sentence."""
        return self._before(word, reach=0)

    def name(self, word: Word | None) -> str:
        """The country or body that a noun phrase names, '' for none."""
        found = self._name_in(word) if word is not None else None
        return found.name if found else ""

    def _told(self, word: Word) -> Force | None:
        """What a noun and the words on it say; kind '' where they leave it open."""
        text = word.text.lower()
        if known := _missions().get(word.text):
            return Force(*known)
        if text not in TROOPS and text not in BODIES:
            return None
        beside = {
            inner.text.lower()
            for child in self._parse.children(word.index)
            if child.relation in _ON_NOUN and child.index < word.index
            for inner in self._parse.under(child.index)
        }
        children = self._parse.children(word.index)
        militia = any(child.relation == "appos" and child.text.lower() in GROUP_NOUNS for child in children)
        if beside & REBEL or militia or self._whom.of(word) == "group":
            return None
        for child in children:
            if child.relation in ("appos", "flat", "compound") and (known := _missions().get(child.text)):
                return Force(*known)
        name = self._name_in(word) or self._keeper(word)
        keeping = bool(beside & KEEPING) or text.startswith("peacekeep") or text == "helmets"
        if keeping and (name is None or name.name != self._country):
            return Force(KEEPERS, name.name if name else "")
        if name is not None and (force := self._of_name(name)):
            return force
        if beside & FOREIGN:
            return Force(FOREIGN_TROOPS)
        if beside & OWN or (text in ARMED_STATE and not self._owned(word)):
            return Force(STATE, self._country)
        return Force("") if text in TROOPS else None

    def _keeper(self, word: Word) -> Named | None:
        """The country or body that has these soldiers: 'France, which has 4,500 troops'."""
        verb = self._parse.words[word.head]
        if verb.upos == "NUM":
            verb = self._parse.words[verb.head]
        if word.relation != "obj" or stem(verb.text) not in KEEPS:
            return None
        subject = subject_of_clause(self._parse, verb)
        return self._name_in(subject) if subject is not None else None

    def _of_name(self, name: Named) -> Force | None:
        """Whose soldiers they are; None for a body that has none."""
        if name.kind == "organisation":
            if name.name not in LENDERS:
                return None
            return Force(KEEPERS if name.name == _KEEPING_BODY else FOREIGN_TROOPS, name.name)
        if name.name == self._country:
            return Force(STATE, name.name)
        return Force(FOREIGN_TROOPS, name.name)

    def _name_in(self, word: Word, *, alone: bool = False) -> Named | None:
        """The country or body named in a noun phrase: by the noun itself, or in what is right on it."""
        for part in (word, *(() if alone else self._parse.children(word.index))):
            if part.index != word.index:
                case = self._parse.child(part.index, "case")
                whose = case is not None and case.text.lower() in _FROM
                if part.relation not in _ON_NOUN or (
                    part.relation == "nmod" and case is not None and not whose
                ):
                    continue
            start, end = (word.start, word.end) if part.index == word.index else self._parse.span(part.index)
            found = self._named[bisect_left(self._starts, start - 30) : bisect_left(self._starts, end)]
            inside = [item for item in found if item.end > start and item.start < end]
            if inside:
                return inside[0]
        return None

    def _owned(self, word: Word) -> bool:
        return self._parse.child(word.index, "nmod:poss") is not None

    def _some(self, word: Word, told: Force | None) -> Force | None:
        """'its soldiers', 'the last of them', 'two hundred'; unnamed soldiers are the state's own."""
        children = self._parse.children(word.index)
        if any(
            self._whom.of(child) == "group" for child in children if child.relation in ("nmod", "nmod:poss")
        ):
            return None
        for child in children:
            if child.deprel == "nmod:poss" and child.upos == "PRON":
                # 'France will withdraw its troops.'
                verb = self._parse.words[word.head]
                subject = subject_of_clause(self._parse, verb) if word.relation == "obj" else None
                if subject is not None and (inner := self.owner(subject)) is not None:
                    return inner
            if child.deprel == "nmod:poss" or (child.relation == "nmod" and told is None):
                inner = self.owner(child)
                if inner is not None:
                    return inner
        before = self._before(word)
        if before is not None or told is None:
            return before
        alone = not any(index < word.index for index in self._at)
        return Force(STATE, self._country) if word.text.lower() in BARE and alone else None

    def _people(self, word: Word) -> Force | None:
        """'the Americans', 'the French': a people named by a plural."""
        name = self._name_in(word, alone=True) if word.upos in ("PROPN", "NOUN", "ADJ") else None
        if name is None or name.kind != "country" or name.name == self._country:
            return None
        plural = word.xpos in ("NNPS", "NNS") or word.upos == "ADJ" or word.text.endswith(("ese", "ch", "sh"))
        article = self._parse.child(word.index, "det") is not None
        return Force(FOREIGN_TROOPS, name.name) if plural and (article or word.xpos.endswith("S")) else None

    def _before(self, word: Word, reach: int = _REACH) -> Force | None:
        """The force named last before a word, in its sentence or the two before it."""
        first = self._parse.sentence_of(word.index)[0]
        for _ in range(reach):
            if first:
                first = self._parse.sentence_of(first - 1)[0]
        number = bisect_left(self._at, word.index) - 1
        if number >= 0 and self._at[number] >= first:
            return self._mentions[number][1]
        return None


@cache
def _missions() -> dict[str, tuple[str, str]]:
    text = (files("smoulder.reading") / "missions.csv").read_text(encoding="utf-8")
    return {
        name: (row["kind"], row["by"])
        for row in csv.DictReader(io.StringIO(text))
        for name in row["names"].split("|")
    }
