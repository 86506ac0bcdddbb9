# ruff: noqa: SIM905  (lists of words stay on their lines)
"""The actors of a report, each under one number: who a name or description is, told from those met before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from smoulder.reading.actor_nouns import Form, is_office, is_rebel_noun, stands_alone, state_form
from smoulder.reading.actors import Kind, Named
from smoulder.reading.mentions import Heard
from smoulder.reading.names import fold_name
from smoulder.reading.persons import name_words

_SMALL = frozenset(
    "the a an this that these those of 's ’s his her its their new old main whole same former late own two three both "
    "last first more extra remaining outlawed banned so-called notorious".split()
)
LIKE = frozenset("armed rebel militant jihadist islamist extremist separatist insurgent terrorist".split())
_OFFICIAL = frozenset("national armed royal regular military government federal own".split())
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z-]{1,8}s?")


@dataclass(slots=True)
class Actor:
    """One actor. words: lower-case nouns and adjectives it was named with. last: its latest mention, in order."""

    number: int
    name: str
    kind: Kind
    group_id: int | None = None
    words: set[str] = field(default_factory=set)
    last: int = -1
    owner: int | None = None


class Cast:
    """The actors met so far. home: the country that the report is set in, as UCDP names it, or ''."""

    def __init__(
        self, home: str, countries: Mapping[str, str], spoken: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """countries: UCDP names by the names and adjectives of news. spoken: words of role by a speaker's name."""
        self.all: list[Actor] = []
        self.home = home
        self.countries = countries
        self._spoken = spoken or {}
        self._met_so_far = 0
        self._short: dict[str, Actor] = {}
        self._by_key: dict[tuple[str, str], Actor] = {}

    def named(self, heard: Heard, text: str, country: str = "") -> Actor:
        """The actor of a name; a new one where the name is new. text: the name without its article."""
        seed = heard.seed
        if heard.kind == "person":
            return self._person(seed.name if seed is not None else text, text)
        if seed is not None and seed.group_id is not None:
            return self._met(self._group(seed.group_id, seed.name), text)
        group = self._short.get(_key(text))
        if group is not None and group.group_id is not None:
            return self._met(self._group(group.group_id, group.name), text)
        form = self.state_of(text)
        if form:
            return self.state(form, country or self.home, heard.kind, text)
        if heard.kind == "government" and seed is not None:
            return self.state("government", seed.name, "government", text)
        name = seed.name if seed is not None and not text.endswith(seed.name) else text
        key = _key(name)
        actor = self._by_key.get(("name", key)) or self._by_initials(key, name) or self._new(name, heard.kind)
        self._by_key["name", key] = actor
        return self._met(actor, text)

    def _person(self, name: str, text: str) -> Actor:
        """A person by the name without rank, whose words the rank and role become."""
        words = name.split()
        ranks = name_words("rank")
        told = [word for word in words if not is_office(word) and fold_name(word) not in ranks]
        name = " ".join(words[words.index(told[0]) :]) if told else name
        actor = self._keyed(("name", _key(name)), name, "person")
        actor.words |= set(self._spoken.get(name, ()))
        return self._met(actor, text)

    def prepare(self, seeds: Sequence[Named]) -> None:
        """Learn the short forms of the groups in a report: 'ONLF' where it also says 'Ogaden-ONLF'."""
        for seed in seeds:
            if seed.group_id is not None and seed.explicit:
                actor = Actor(-1, seed.name, "group", seed.group_id)
                for part in (seed.name, *seed.name.split("-")):
                    if len(part) > 2 and part.isupper():
                        self._short.setdefault(_key(part), actor)

    def state_of(self, text: str) -> Form:
        """The arm of a state that a phrase names, if it is no name of its own such as 'Free Army'."""
        *before, noun = text.split()
        told = [
            word for word in before if word not in self.countries and word.lower() not in _OFFICIAL | _SMALL
        ]
        return "" if told else state_form(noun)

    def state(self, form: Form, country: str, kind: Kind, text: str) -> Actor:
        """The army, police, government or parliament of a country."""
        text = plain(text)
        name = country if form == "government" and country else text
        actor = self._keyed(
            (form, country), name, "government" if form in ("government", "parliament") else kind
        )
        if form != "government" and len(text) > len(actor.name):
            actor.name = text
        return self._met(actor, text)

    def described(self, heard: Heard, text: str, owner: Actor | None) -> Actor | None:
        """The actor of 'the mission', 'the colonel', 'its wing'; None where it is not plain.

        text: the phrase without article and owner.
        """
        noun = text.split()[-1].lower()
        if heard.kind == "person":
            fits = [actor for actor in self._recent() if actor.kind == "person" and noun in actor.words]
            if owner is not None:
                fits = [actor for actor in fits if actor.owner in (owner.number, None)]
            return self._met(fits[0], text) if len(fits) == 1 else None
        said = words_of(text) - LIKE
        fits = [
            actor
            for actor in self._recent()
            if said <= actor.words and actor.kind not in ("person", "country")
            and (owner is None or actor.owner in (owner.number, None))
        ]  # fmt: skip
        if owner is not None:
            fits = self._of_person(owner, said) or [actor for actor in fits if actor is not owner]
        return self._met(fits[0], text) if fits else None

    def _of_person(self, person: Actor, said: set[str]) -> list[Actor]:
        """The body whose commander or spokesman a person is, for 'his battalion'."""
        return [actor for actor in self.all if actor.number == person.owner and said <= actor.words]

    def new(self, heard: Heard, text: str, owner: Actor | None = None) -> Actor:
        """An actor met for the first time, by a description."""
        actor = self._new(text, heard.kind)
        actor.owner = owner.number if owner is not None else None
        return self._met(actor, text)

    def learn(self, actor: Actor, text: str, owner: Actor | None = None) -> Actor:
        """Take the words of an apposition to an actor: 'a militia' beside a name."""
        noun = text.split()[-1]
        if owner is not None and actor.owner is None:
            actor.owner = owner.number
        if actor.group_id is None and actor.kind in ("organisation", "force") and is_rebel_noun(noun):
            actor.kind = "group"
        return self._met(actor, text)

    def also(self, name: str, actor: Actor) -> None:
        """Another name of an actor, such as the acronym in brackets after it."""
        self._by_key["name", _key(name)] = actor

    def _recent(self) -> list[Actor]:
        return sorted(self.all, key=lambda actor: -actor.last)

    def _group(self, group_id: int, name: str) -> Actor:
        actor = self._keyed(("group", str(group_id)), name, "group")
        actor.group_id = group_id
        return actor

    def _keyed(self, key: tuple[str, str], name: str, kind: Kind) -> Actor:
        if key not in self._by_key:
            self._by_key[key] = self._new(name, kind)
        return self._by_key[key]

    def _new(self, name: str, kind: Kind) -> Actor:
        self.all.append(Actor(len(self.all), name, kind))
        return self.all[-1]

    def _met(self, actor: Actor, text: str) -> Actor:
        actor.words |= words_of(text)
        self._met_so_far += 1
        actor.last = self._met_so_far
        return actor

    def _by_initials(self, key: str, name: str) -> Actor | None:
        """'PMF' after 'Popular Mobilisation Forces', where one name alone has these first letters."""
        if not _ACRONYM.fullmatch(name):
            return None
        fits = [actor for actor in self.all if actor.kind != "person" and _initials(actor.name) == key]
        return fits[0] if len(fits) == 1 else None


def words_of(text: str) -> set[str]:
    """The words of a phrase that tell it from others, in lower case.

    >>> sorted(words_of("The new Civil Guards"))
    ['civil', 'guards']
    """
    return {word.lower() for word in re.findall(r"[^\W_][\w-]*", text)} - _SMALL


def plain(text: str) -> str:
    """A phrase without words that tell nothing at its head: 'the last', 'the outlawed'."""
    words = text.split()
    while len(words) > 1 and words[0].lower() in _SMALL:
        words.pop(0)
    return " ".join(words)


def fits_alone(text: str) -> bool:
    """Whether a description needs nobody named before: 'the army', 'the government'."""
    return len(text.split()) == 1 and stands_alone(text)


def _key(name: str) -> str:
    return re.sub(r"(?i)^the\s+", "", " ".join(name.split())).casefold()


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W_]+", name) if word[0].isupper()).casefold()
