"""Whom a pronoun means, among the actors that are told apart: by number, kind and place, and nobody in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smoulder.reading.actor_nouns import is_many
from smoulder.reading.antecedent import find_antecedent
from smoulder.reading.cast import Actor
from smoulder.reading.mentions import Heard
from smoulder.reading.parse import Parse, Word
from smoulder.reading.phrases import PERSON_HEAD
from smoulder.reading.sentences import Sentence
from smoulder.reading.spans import Spans

_MANY = frozenset(("they", "them", "their"))
_ONE = frozenset(("it", "its", "itself"))
_SETS = (_MANY, _ONE, frozenset(("she", "her")), frozenset(("he", "him", "his", "himself")))
_DEEPEST = 20
"""Pronouns in a row, each of which takes up the one before it."""


class Pronouns:
    """Answers for one report.

    stretches: of the text; a pronoun takes up nothing from before its own. heard: mentions by the number of their head.
    who:       actors by the number of a head; what is found is written there.
    """

    def __init__(
        self,
        parse: Parse,
        stretches: Sequence[tuple[int, int]],
        sentences: Sequence[Sentence],
        heard: Mapping[int, Heard],
        who: dict[int, Actor],
    ) -> None:
        self._parse = parse
        self._stretches = stretches
        self._read = Spans(stretches)
        self._sentences = sentences
        self._within = Spans([(sentence.start, sentence.end) for sentence in sentences])
        self._heard = heard
        self._who = who
        self._depth = 0
        self._head_of = {
            word.index: one.head.index
            for one in heard.values()
            if one.form == "name"
            for word in parse.between(one.start, one.end)
        }

    def settle(self, one: Heard) -> Actor | None:
        """The actor that a pronoun means, or None where none or several may be meant."""
        text = one.head.text.lower()
        aside = self._speakers_of(one.start)

        def can_mean(word: Word) -> bool:
            actor = self._actor(word)
            return (actor is None or actor.number not in aside) and _agrees(word, actor, text)

        begin = self._stretches[self._read.holding(one.start) or 0][0]
        found = find_antecedent(self._parse, one.head, can_mean, begin)
        actor = self._known(found) if found is not None else None
        if actor is not None:
            self._who[one.head.index] = actor
        return actor

    def _actor(self, word: Word) -> Actor | None:
        return self._who.get(self._head_of.get(word.index, word.index))

    def _known(self, word: Word) -> Actor | None:
        """Who a word means; a pronoun before it is settled first."""
        one = self._heard.get(word.index)
        if word.index in self._who or one is None or one.form != "pronoun" or self._depth >= _DEEPEST:
            return self._actor(word)
        self._depth += 1
        found = self.settle(one)
        self._depth -= 1
        return found

    def _speakers_of(self, at: int) -> set[int]:
        """Actors named beside the quotation that holds a place: the speaker and the speaker's side are not 'they'."""
        number = self._within.holding(at)
        if number is None:
            return set()
        sentence = self._sentences[number]
        whole = [
            quote
            for quote in sentence.quotes
            if quote.start <= sentence.start or sentence.text[quote.start - sentence.start :][:1].isupper()
        ]
        if not any(quote.start <= at < quote.end for quote in whole):
            return set()
        return {
            self._who[word.index].number
            for word in self._parse.between(sentence.start, sentence.end)
            if word.index in self._who
            and not any(quote.start <= word.start < quote.end for quote in sentence.quotes)
        }


def _agrees(word: Word, actor: Actor | None, pronoun: str) -> bool:
    """Whether a pronoun may mean a noun, by number and kind; actor: whom the noun means, where that is known."""
    if word.upos == "PRON":
        return any(word.text.lower() in one and pronoun in one for one in _SETS)
    if word.upos not in ("NOUN", "PROPN") or word.relation in ("compound", "flat"):
        return False
    person = actor is not None and actor.kind == "person"
    holder = PERSON_HEAD.fullmatch(word.text) is not None and not is_many(word)
    if pronoun in _MANY:
        named = actor is not None and word.upos == "PROPN" and actor.kind in ("force", "organisation")
        return not person and (is_many(word) or named or (actor is not None and actor.kind == "group"))
    if pronoun in _ONE:
        return not person and not is_many(word) and not holder
    return person or (actor is None and holder)
