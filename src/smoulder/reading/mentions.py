"""Every phrase of a report that may mean an actor: names, descriptions and pronouns, with the words they turn on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

from smoulder.reading.actor_nouns import body_kind, is_office, is_rebel_noun, names_a_body, stands_alone
from smoulder.reading.actors import Kind, Named
from smoulder.reading.name_spans import core_of
from smoulder.reading.names import fold_name
from smoulder.reading.parse import Parse, Word
from smoulder.reading.persons import name_words
from smoulder.reading.spans import Spans

_LEFT = frozenset(("det", "amod", "compound", "nummod", "flat"))
_NOBODY = frozenset(
    ("be", "seem", "appear", "happen", "turn", "take", "remain", "emerge", "matter", "rain", "snow")
)
_OPENING = frozenset(("the", "this", "these", "that", "those", "both"))
PRONOUNS = frozenset(
    ("he", "she", "him", "her", "his", "it", "its", "they", "them", "their", "himself", "itself")
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A phrase that may mean an actor; places are characters of the text.

    head: the word it turns on. form: 'name', 'the' (definite or owned), 'a' (indefinite), 'bare' or 'pronoun'.
    seed: what earlier finders made of it.
    """

    head: Word
    start: int
    end: int
    form: Literal["name", "the", "a", "bare", "pronoun"]
    kind: Kind
    seed: Named | None = None


def find_mentions(
    parse: Parse, seeds: Sequence[Named], read: Spans, countries: Container[str]
) -> list[Heard]:
    """Phrases that may mean an actor, in the order of the text; one for each head word.

    seeds: names that other finders have found, in order; each becomes a mention.
    read:  the stretches of the text that are read. countries: their names and adjectives.
    """
    heard: dict[int, Heard] = {}
    for seed in seeds:
        head = _head(parse, seed.start, seed.end)
        if head is not None and head.index not in heard:
            form: Literal["name", "the"] = "name" if seed.explicit else "the"
            start = seed.start
            if seed.kind == "organisation" and names_a_body(head):
                first = parse.between(seed.start, seed.end)[0].index
                start = parse.words[_name_start(parse, first, head.index)].start
            heard[head.index] = Heard(head, start, seed.end, form, seed.kind, seed)
    covered = _Cover(seeds, countries)
    for word in parse.words:
        if word.index in heard or covered.holds(word) or not read.touches(word.start, word.end):
            continue
        found = _mention(parse, word, covered)
        if found is not None:
            heard[word.index] = found
    return [heard[index] for index in sorted(heard)]


def _stands_for(parse: Parse, pronoun: Word) -> bool:
    """Whether a pronoun means somebody or something; 'it is said', 'it seems' mean nobody."""
    verb = parse.words[pronoun.head]
    passive = parse.child(verb.index, "aux:pass", "cop") is not None
    return pronoun.deprel != "expl" or (verb.upos == "VERB" and not passive and verb.lemma not in _NOBODY)


class _Cover:
    """Which words lie inside a name that is known."""

    def __init__(self, seeds: Sequence[Named], countries: Container[str]) -> None:
        self.countries = countries
        self._seeds = sorted(seeds, key=lambda item: item.start)
        self._starts = [item.start for item in self._seeds]

    def holds(self, word: Word) -> bool:
        return self.seed(word) is not None

    def seed(self, word: Word) -> Named | None:
        number = bisect_right(self._starts, word.start) - 1
        inside = number >= 0 and word.start < self._seeds[number].end
        return self._seeds[number] if inside else None


def _head(parse: Parse, start: int, end: int) -> Word | None:
    """The word of a stretch on which its others hang."""
    words = parse.between(start, end)
    inside = {word.index for word in words}
    outer = [
        word
        for word in words
        if (word.head not in inside or word.head == word.index) and word.upos not in ("PUNCT", "DET")
    ]
    return outer[-1] if outer else None


def _mention(parse: Parse, word: Word, covered: _Cover) -> Heard | None:
    if word.upos in ("PRON", "DET") and word.text.lower() in PRONOUNS:
        return Heard(word, word.start, word.end, "pronoun", "person") if _stands_for(parse, word) else None
    office = word.relation == "nsubj" and is_office(word.text)
    if (word.upos not in ("NOUN", "PROPN") and not office) or word.relation in ("compound", "flat"):
        return None
    kind: Kind | None = "person" if is_office(word.text) else body_kind(word.text)
    if kind is None:
        return _by_title(parse, word) or _acronym(parse, word)
    children = parse.children(word.index)
    people = is_rebel_noun(word.text) or word.has("Number=Plur")
    if people and any(
        child.relation in ("compound", "amod") and _is_body(covered.seed(child)) for child in children
    ):
        # 'FARC fighters': the name itself is the mention.
        return None
    first, last = core_of(parse, word)
    first = _name_start(parse, first, last)
    if (
        names_a_body(word)
        and first < word.index
        and parse.words[first].text[:1].isupper()
        and kind != "person"
    ):
        start, _ = _reach(parse, word, first)
        return Heard(word, parse.words[start].start, parse.words[last].end, "name", kind)
    start, form = _reach(parse, word, first)
    from_a_land = any(other.text in covered.countries for other in parse.words[start : word.index])
    if form == "bare" and not _known_bare(word, from_a_land=from_a_land):
        return None
    return Heard(word, parse.words[start].start, parse.words[last].end, form, kind)


def _name_start(parse: Parse, first: int, last: int) -> int:
    """The first of the capitalised words that stand unbroken before a name and belong to it."""
    at = first
    while at > 0 and parse.words[first].text[:1].isupper():
        before = parse.words[at - 1]
        joined = before.upos in ("ADJ", "PROPN", "NOUN") and first <= before.head <= last
        if not joined or not before.text[:1].isupper() or parse.words[at].start - before.end != 1:
            break
        at -= 1
    return at - 2 if at > 2 and _joins(parse, at) else at


def _joins(parse: Parse, at: int) -> bool:
    """Whether 'and' before a name joins two of its words: 'the Truth and Justice Party'."""
    article, first, link, name = parse.words[at - 3 : at + 1]
    inside = name.text[:1].isupper() and first.text[:1].isupper() and first.upos != "DET"
    return inside and link.text in ("and", "&") and (article.upos == "DET" or article.text.islower())


def _is_title(word: Word) -> bool:
    return is_office(word.text) or fold_name(word.text) in name_words("rank")


def _by_title(parse: Parse, word: Word) -> Heard | None:
    """A person named with a rank who acts: 'General John Roe wants …', 'the commander, General John Roe, wants …'."""
    acts = word.deprel == "nsubj" or (word.relation == "appos" and _in_subject(parse, word))
    first, last = core_of(parse, word)
    first = _name_start(parse, first, last)
    named = [other for other in parse.words[first : last + 1] if other.text[:1].isupper()]
    if word.upos != "PROPN" or not acts or len(named) < 2 or not _is_title(parse.words[first]):
        return None
    return Heard(word, parse.words[first].start, parse.words[last].end, "name", "person")


def _in_subject(parse: Parse, word: Word) -> bool:
    """Whether an apposition stands beside a subject or a name in it: 'the head of the army, General John Roe, …'."""
    for above in parse.above(word.index):
        if above.relation not in ("nmod", "appos", "flat"):
            return above.deprel == "nsubj"
    return False


def _acronym(parse: Parse, word: Word) -> Heard | None:
    """A body by its acronym, where it acts or owns: 'UNMIL said', 'UNMIL's chief'; not in a line of capitals."""
    text = word.text
    beside = parse.words[max(0, word.index - 1) : word.index + 2]
    shouted = any(other.text.isupper() and len(other.text) > 1 for other in beside if other is not word)
    acts = word.relation == "nsubj" or word.deprel in ("nmod:poss", "obl:agent")
    if (
        word.upos != "PROPN"
        or not acts
        or shouted
        or not (len(text) > 2 and text.isalpha() and text.isupper())
    ):
        return None
    return Heard(word, word.start, word.end, "name", "organisation")


def _known_bare(word: Word, *, from_a_land: bool) -> bool:
    """Whether a noun without article may mean a known body: 'Parliament will vote', 'Kenyan soldiers patrol'."""
    told = from_a_land or is_rebel_noun(word.text) or word.text.lower() in ("soldiers", "troops")
    plural = word.has("Number=Plur") and told
    return word.relation == "nsubj" and (plural or stands_alone(word.text))


def _is_body(seed: Named | None) -> bool:
    return seed is not None and seed.kind in ("group", "organisation")


def _reach(parse: Parse, word: Word, first: int) -> tuple[int, Literal["the", "a", "bare"]]:
    """The first word of a phrase with its article, owner and adjectives, and how it begins."""
    form: Literal["the", "a", "bare"] = "bare"
    for child in parse.children(word.index):
        if child.index >= word.index or (child.relation not in _LEFT and child.deprel != "nmod:poss"):
            continue
        below = [other.index for other in parse.under(child.index) if other.upos not in ("CCONJ", "PUNCT")]
        first = min([first, *below])
        if child.deprel == "nmod:poss" or child.text.lower() in _OPENING:
            form = "the"
        elif child.relation == "det" or (child.relation == "nummod" and form == "bare"):
            form = "a"
    return first, form
