"""CAMEO codes for a parsed sentence, by petrarch's dictionaries as they lie beside its records.

The sentence is read by Smoulder (who acts, on whom, by which verb); the dictionaries, which are not part of Smoulder,
only turn its words into codes: of an actor ('USAGOV'), and of a verb with the words about it ('036').
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from cameo_files import Dictionaries

from smoulder.reading.lexicon import base_forms, load_lexicon
from smoulder.reading.parse import Parse, Word
from smoulder.reading.parties import Places
from smoulder.reading.sides import Sides

Event = tuple[str, str, str]
_SAID = ("010", "011", "012")
"""Comments, which the records leave out."""


def code_sentence(parse: Parse, text: str, day: str, known: Dictionaries) -> set[Event]:
    """The events of one sentence as source, target, code.

    day: of the record, YYMMDD, by which names have their codes.
    """
    sides = Sides(parse, Places(text), load_lexicon())
    found: dict[int, set[Event]] = {}
    for word in parse.words:
        code = _verb_code(parse, word, known)
        if code and code not in _SAID:
            found[word.index] = set(_events(parse, word, code, sides, day, known))
    return {
        event
        for index, events in found.items()
        if not any(found.get(above.index) for above in parse.above(index))
        for event in events
    }


def _events(
    parse: Parse, word: Word, code: str, sides: Sides, day: str, known: Dictionaries
) -> Iterator[Event]:
    actor = sides.subject(word)
    sources = _parties(parse, actor, day, known) if actor else []
    used = {actor.index} if actor else set()
    targets: list[str] = []
    for aimed in _aimed(parse, word):
        if aimed.index not in used:
            targets = [party for party in _parties(parse, aimed, day, known) if party not in sources]
        if targets:
            break
    if code.startswith("<"):
        sources, targets, code = targets, sources, code[1:]
    ahead, _, back = code.partition(":")
    if not targets and len(sources) > 1:
        targets = sources
    for source in sources:
        for target in targets:
            if source != target:
                yield source, target, ahead
                if back:
                    yield target, source, back


def _aimed(parse: Parse, word: Word) -> Iterator[Word]:
    """The nouns a verb is aimed at, then those of the verbs it governs, then those on its objects."""
    children = [child for child in parse.children(word.index) if child.relation not in ("advcl", "parataxis")]
    first = [child for child in children if child.deprel in ("nsubj:pass", "iobj", "obj")]
    rest = [child for child in children if child.relation in ("obl", "nmod") and child.deprel != "obl:agent"]
    yield from first
    yield from rest
    for child in [*first, *rest]:
        yield from (one for one in parse.children(child.index) if one.relation in ("nmod", "compound"))
    for child in children:
        if child.index > word.index:
            yield from (one for one in parse.under(child.index) if one.upos in ("NOUN", "PROPN"))


def _parties(parse: Parse, head: Word, day: str, known: Dictionaries) -> list[str]:
    """The codes of a noun and of those joined to it by 'and'; a bare role shares the country before it."""
    heads = [head, *(child for child in parse.children(head.index) if child.relation == "conj")]
    found: list[str] = []
    country = ""
    for one in heads:
        actors, agents = _named(_phrase(parse, one), day, known)
        if not actors and agents and country:
            actors = [country]
        country = actors[0] if actors else country
        for actor in actors or (["---"] if agents else []):
            code = actor
            for agent in agents:
                code += agent if agent not in code else ""
            found.append(code)
    return list(dict.fromkeys(found))


def _named(phrase: list[Word], day: str, known: Dictionaries) -> tuple[list[str], list[str]]:
    """The actors a phrase names, where several are joined by 'and', and the roles in it."""
    words = [part for one in phrase for part in one.text.upper().split("-") if part]
    actors: list[str] = []
    agents: list[str] = []
    at, last = 0, 0
    while at < len(words):
        named = known.actors.find(words, at, day)
        if named:
            if not actors or ({"AND", ","} & set(words[last:at]) and at - last < 4):
                actors += [code for code in named[1].split("/") if code not in actors]
            at += named[0]
            last = at
            continue
        role = known.agents.find(words, at, day)
        if role:
            agents.append(role[1].lstrip("~"))
        at += role[0] if role else 1
    return actors, agents


def _phrase(parse: Parse, head: Word, *, top: bool = True) -> list[Word]:
    """A noun and what hangs on it, without what is joined to the noun itself."""
    kept = [head]
    for child in parse.children(head.index):
        if child.relation in (
            "compound",
            "amod",
            "nmod",
            "flat",
            "name",
            "appos",
            "det",
            "case",
            "punct",
            "nummod",
        ):
            kept += _phrase(parse, child, top=False)
    return sorted(kept, key=lambda word: word.index)


def _verb_code(parse: Parse, word: Word, known: Dictionaries) -> str:
    """The code of a verb with its words, '' where it has none; that of the longest pattern that fits."""
    if word.upos != "VERB" or word.relation in ("amod", "case"):
        return ""
    follow = [one.text.upper() for one in parse.words[word.index + 1 : word.index + 3]]
    forms = [form.upper() for form in base_forms(word)]
    names = [f"{form}_{follow[0]}" for form in forms if follow] + forms
    block = next((known.verbs[name] for name in names if name in known.verbs), None)
    if block is None:
        return ""
    near = _clause(parse, word)
    above = next(parse.above(word.index), None)
    before = _vocabulary([one for one in near if one.index < word.index] + ([above] if above else []))
    after = _vocabulary(one for one in near if one.index > word.index)
    best, most = block[0], 0
    for pattern in block[1]:
        size = len(pattern.before) + len(pattern.after)
        fits = all(part & before for part in pattern.before) and all(part & after for part in pattern.after)
        if fits and size >= most:
            best, most = ("<" if pattern.turned else "") + pattern.code, size
    return "" if best.lstrip("<").startswith("---") else best


def _clause(parse: Parse, word: Word) -> list[Word]:
    """The words below a verb, without clauses that are not its own."""
    found: list[Word] = []
    for child in parse.children(word.index):
        if child.relation not in ("advcl", "parataxis") and child.deprel != "acl:relcl":
            found += [child, *_clause(parse, child)]
    return found


def _vocabulary(words: Iterable[Word]) -> set[str]:
    """The forms of words, alone and two by two ('CEASE_FIRE')."""
    listed = sorted(words, key=lambda word: word.index)
    forms = [[form.upper() for form in (*base_forms(word), word.text.lower())] for word in listed]
    pairs = {f"{left}_{right}" for one, two in pairwise(forms) for left in one for right in two}
    return pairs.union(*forms)
