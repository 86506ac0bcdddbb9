"""One actor over the document: names, descriptions, possessives and pronouns under one number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from smoulder.reading.actor_nouns import is_many, is_rebel_noun
from smoulder.reading.actors import Named
from smoulder.reading.cast import LIKE, Actor, Cast, fits_alone, words_of
from smoulder.reading.mentions import Heard, find_mentions
from smoulder.reading.parse import Parse, Word
from smoulder.reading.pronouns import Pronouns
from smoulder.reading.sentences import Sentence
from smoulder.reading.spans import Spans
from smoulder.records.report import Report

FAR = 3
"""How many times more often a group is named than the next where a head line's 'rebels' can only be it."""
_LEAD = re.compile(r"(?i)^\W*(?:the|an?|this|these|those|that|both)\s+")


def find_actors(
    report: Report, parse: Parse, named: Sequence[Named], sentences: Sequence[Sentence], cast: Cast
) -> list[Named]:
    """Every mention of an actor, in order, each with the number of its actor.

    parse: of the report. named: what the finders of names have found, countries too, in order.
    sentences: with their quotations. cast: with nobody met yet; it is filled.
    returns: no countries; descriptions and pronouns only where one actor alone can be meant. A person is there only
             as a speaker or where he or she acts.
    """
    return _Finder(parse, named, _stretches(report), sentences, cast).run()


def _stretches(report: Report) -> list[tuple[int, int]]:
    """Where a report is read for actors; the paragraphs of its body are one stretch."""
    stretches: list[tuple[int, int]] = []
    before = ""
    for block in report.blocks:
        if block.kind == "body" and before == "body":
            stretches[-1] = (stretches[-1][0], block.end)
        elif block.kind in ("title", "standfirst", "caption", "body"):
            stretches.append((block.start, block.end))
        before = block.kind
    return stretches


class _Finder:
    def __init__(
        self,
        parse: Parse,
        named: Sequence[Named],
        blocks: Sequence[tuple[int, int]],
        sentences: Sequence[Sentence],
        cast: Cast,
    ) -> None:
        self._parse = parse
        self._cast = cast
        self._countries = cast.countries
        seeds = [item for item in named if item.kind != "country" and not self._is_land(item)]
        cast.prepare(seeds)
        self._heard = {
            one.head.index: one for one in find_mentions(parse, seeds, Spans(blocks), cast.countries)
        }
        self._who: dict[int, Actor] = {}
        self._pronouns = Pronouns(parse, blocks, sentences, self._heard, self._who)

    def run(self) -> list[Named]:
        heard = tuple(self._heard.values())
        for one in heard:
            if one.form != "pronoun":
                self._settle(one)
        for one in heard:
            if one.form == "pronoun" and one.head.index not in self._who:
                self._pronouns.settle(one)
        self._settle_head_line(heard)
        told = [one for one in heard if one.head.index in self._who]
        told.sort(key=lambda one: (one.start, one.end))
        return [self._as_named(one, self._who[one.head.index]) for one in told]

    def _is_land(self, item: Named) -> bool:
        """Whether what was taken for a person is a country."""
        return item.kind == "person" and item.name in self._countries

    def _as_named(self, one: Heard, actor: Actor) -> Named:
        explicit = one.form == "name" or (one.seed is not None and one.seed.explicit)
        return Named(one.start, one.end, actor.name, actor.kind, actor.group_id, explicit, actor.number)

    def _settle(self, one: Heard) -> None:
        if one.head.index in self._who or self._is_said_of(one):
            return
        actor = self._apposed(one) or self._actor(one)
        if actor is not None:
            self._who[one.head.index] = actor

    def _apposed(self, one: Heard) -> Actor | None:
        """The actor that a phrase stands beside: 'the Guards, a militia', 'a captain, Jane Doe'."""
        above = self._parse.words[one.head.head]
        if one.form == "name" or self._parse.child(one.head.index, "cc") is not None:
            return None
        other = self._who.get(above.index) if one.head.relation == "appos" else None
        name = self._name_beside(one.head)
        if other is None and name is not None and name.kind == one.kind == "person":
            self._settle(name)
            other = self._who.get(name.head.index)
        if other is None or (other.kind == "person") != (one.kind == "person"):
            return None
        return self._cast.learn(other, self._core(one), self._owner(one.head))

    def _name_beside(self, head: Word) -> Heard | None:
        """The name in apposition to a description, though the parser hung it on the words before it."""
        for child in self._parse.children(head.index):
            inner = self._parse.child(child.index, "appos") if child.relation == "nmod" else None
            for word in (child, inner) if child.relation == "appos" else (inner,):
                one = self._heard.get(word.index) if word is not None else None
                if one is not None and one.form == "name":
                    return one
        return None

    def _is_said_of(self, one: Heard) -> bool:
        """Whether a phrase only says what a subject is: 'the front is a party now'; its words are learnt."""
        subject = self._parse.child(one.head.index, "nsubj")
        if one.form == "name" or subject is None or self._parse.child(one.head.index, "cop") is None:
            return False
        other = self._who.get(subject.index)
        if other is not None and (other.kind == "person") == (one.kind == "person"):
            self._cast.learn(other, self._core(one))
        return True

    def _actor(self, one: Heard) -> Actor | None:
        core = self._core(one)
        if not core:
            return None
        if one.seed is not None and not one.seed.explicit:
            return self._again(one, core)
        if one.form == "name":
            return self._with_acronym(one, self._cast.named(one, core, self._country(one)))
        owner = self._owner(one.head)
        if one.kind == "person":
            return self._person(one, core, owner)
        form = self._cast.state_of(core)
        country = self._country(one)
        if (
            self._is_owned(one.head, by_place=True)
            and not country
            and (owner is None or owner.kind != "government")
        ):
            form = ""
        if form and (country or fits_alone(core) or (one.form == "bare" and not is_rebel_noun(core))):
            return self._cast.state(form, country or self._cast.home, one.kind, core)
        if one.form == "a":
            return None
        return self._described(one, core, owner)

    def _described(self, one: Heard, core: str, owner: Actor | None) -> Actor | None:
        owned = self._is_owned(one.head, by_place=True)
        if owned and is_many(one.head):
            # 'Its fighters' are the group's people and no body of their own.
            return None
        found = self._cast.described(one, core, owner)
        if found is None and one.form == "bare" and self._country(one):
            return self._cast.new(one, core)
        if found is not None or one.form != "the":
            return found
        if owner is not None or owned or self._is_particular(one):
            return self._cast.new(one, core, owner)
        groups = [actor for actor in self._cast.all if actor.kind == "group"]
        alone = words_of(core) - LIKE <= {core.split()[-1].lower()}
        if alone and is_rebel_noun(core.split()[-1]) and len(groups) == 1:
            return groups[0]
        return None

    def _is_owned(self, head: Word, *, by_place: bool) -> bool:
        """Whether a noun has an owner before it: 'its wing'; that of a place or country only where asked for."""
        owner = self._parse.child(head.index, "nmod:poss")
        return owner is not None and (by_place or owner.upos == "PRON" or owner.index in self._heard)

    def _is_particular(self, one: Heard) -> bool:
        """Whether a description names one body at first sight: 'the village guards', 'the UN mission'."""
        if is_rebel_noun(one.head.text):
            return False
        acts = one.head.relation == "nsubj" or self._parse.child(one.head.index, "appos") is not None
        return acts and self._parse.child(one.head.index, "compound") is not None

    def _again(self, one: Heard, core: str) -> Actor:
        """'the militia' found before as the group named last, unless another was called a militia."""
        found = self._cast.described(one, core, None)
        return found if found is not None else self._cast.named(one, core)

    def _person(self, one: Heard, core: str, owner: Actor | None) -> Actor | None:
        if one.head.deprel != "nsubj":
            return None
        if one.form == "the":
            found = self._cast.described(one, core, owner)
            if found is not None:
                return found
        if one.form == "a" or owner is not None:
            return self._cast.new(one, core, owner) if not is_many(one.head) else None
        return None

    def _owner(self, head: Word) -> Actor | None:
        """Whose wing or commander it is: 'the army's', 'of the army', 'its' where that is settled."""
        for child in self._parse.children(head.index):
            if child.deprel == "nmod:poss" or child.relation == "nmod":
                if child.index in self._heard:
                    if self._heard[child.index].form == "pronoun":
                        return self._pronouns.settle(self._heard[child.index])
                    self._settle(self._heard[child.index])
                if child.index in self._who:
                    return self._who[child.index]
        return None

    def _country(self, one: Heard) -> str:
        """The country that a phrase names: 'the Malian army', 'Mali's government', 'the government of Mali'."""
        beside = [
            child
            for child in self._parse.children(one.head.index)
            if child.relation in ("amod", "compound", "nmod")
        ]
        words = [*beside, *self._parse.between(one.start, one.end)]
        return next((self._countries[word.text] for word in words if word.text in self._countries), "")

    def _core(self, one: Heard) -> str:
        """The phrase without article, owner and possessive ending."""
        start = one.start
        for child in self._parse.children(one.head.index):
            if child.deprel == "nmod:poss" and child.index < one.head.index and one.seed is None:
                start = max(start, max(below.end for below in self._parse.under(child.index)))
        words = [word.text for word in self._parse.between(start, one.end)]
        return _LEAD.sub("", " ".join(words)).strip("[] ")

    def _with_acronym(self, one: Heard, actor: Actor) -> Actor:
        """Remember the name in brackets, or after 'known as', as the actor's."""
        for word in self._parse.words[one.head.index + 1 : one.head.index + 8]:
            between = self._parse.words[one.head.index + 1 : word.index]
            told = {other.text.lower() for other in between}
            if word.upos == "PROPN" and ((word.text.isupper() and "(" in told) or {"known", "as"} <= told):
                self._cast.also(word.text, actor)
                if word.index in self._heard:
                    self._who.setdefault(word.index, actor)
                break
        return actor

    def _settle_head_line(self, heard: Sequence[Heard]) -> None:
        """'The rebels' before any group was named: the one that the report names, or names most by far."""
        counts = Counter(actor.number for actor in self._who.values() if actor.kind == "group")
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < FAR * ranked[1][1]):
            return
        first = min(index for index, actor in self._who.items() if actor.kind == "group")
        for one in heard:
            rebels = one.kind == "group" and is_rebel_noun(one.head.text) and one.form in ("the", "bare")
            if one.head.index < first and rebels and not self._is_owned(one.head, by_place=False):
                self._who.setdefault(one.head.index, self._cast.all[ranked[0][0]])
        for one in heard:
            if one.head.index < first and one.form == "pronoun" and one.head.index not in self._who:
                self._pronouns.settle(one)
