"""CAMEO codes for a parsed sentence, by petrarch's dictionaries as they lie beside its records.

The sentence is read by Smoulder (who acts, on whom, by which verb); the dictionaries, which are not part of Smoulder,
only turn its words into codes: of an actor ('USAGOV'), and of a verb with the words about it ('036').
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from smoulder.reading.lexicon import base_forms, load_lexicon
from smoulder.reading.parse import Parse, Word
from smoulder.reading.parties import Places
from smoulder.reading.sides import Sides

Event = tuple[str, str, str]
ACTORS = (
    "Phoenix.Countries.actors.txt",
    "Phoenix.International.actors.txt",
    "Phoenix.MilNonState.actors.txt",
)
_CODE = re.compile(r"\[([^\]]*)\]")
_SAID = ("010", "011", "012")
"""Comments, which the records leave out."""


@dataclass
class Names:
    """Names of actors or agents by their first word, with their codes and the days these hold."""

    by_first: dict[str, list[tuple[tuple[str, ...], list[str]]]] = field(default_factory=dict)

    def add(self, name: str, codes: list[str]) -> None:
        words = tuple(word for word in re.split(r"[_\s]+", name.upper()) if word)
        if words and codes:
            self.by_first.setdefault(words[0], []).append((words, codes))

    def find(self, words: list[str], at: int, day: str) -> tuple[int, str] | None:
        """The longest name that begins at a word, as the number of its words, and its code on that day."""
        best: tuple[int, str] | None = None
        for form in _forms(words[at]):
            for name, codes in self.by_first.get(form, ()):
                ahead = words[at : at + len(name)]
                same = len(ahead) == len(name) and all(
                    part in _forms(word) for part, word in zip(name, ahead, strict=True)
                )
                code = _on(codes, day) if same and (best is None or len(name) > best[0]) else None
                if code is not None:
                    best = (len(name), code)
        return best


@dataclass(frozen=True)
class Pattern:
    """Words that must stand before and after a verb, and the code they make of it."""

    before: tuple[frozenset[str], ...]
    after: tuple[frozenset[str], ...]
    code: str
    turned: bool = False
    """The target stands before the verb."""


@dataclass
class Dictionaries:
    actors: Names
    agents: Names
    verbs: dict[str, tuple[str, list[Pattern]]]


def read_dictionaries(folder: Path) -> Dictionaries:
    actors, agents = Names(), Names()
    for file in ACTORS:
        _read_actors(folder / file, actors)
    _read_agents(folder / "Phoenix.agents.txt", agents)
    return Dictionaries(actors, agents, _read_verbs(folder / "CAMEO.2.0.txt"))


def code_sentence(parse: Parse, text: str, day: str, known: Dictionaries) -> set[Event]:
    """The events of one sentence as source, target, code.

    day: of the record, YYMMDD, by which names have their codes.
    """
    sides = Sides(parse, Places(text), load_lexicon())
    found: set[Event] = set()
    for word in parse.words:
        code = _verb_code(parse, word, known)
        if code and code not in _SAID:
            found |= set(_events(parse, word, code, sides, day, known))
    return found


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
        if child.relation in ("xcomp", "ccomp"):
            yield from (one for one in parse.children(child.index) if one.relation == "nsubj")
            yield from _aimed(parse, child)


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
    words = [one.text.upper() for one in phrase]
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
    first, last = parse.sentence_of(word.index)
    before = _vocabulary(parse.words[first : word.index])
    under = {one.index for one in parse.under(word.index)}
    after = _vocabulary(one for one in parse.words[word.index + 1 : last] if one.index in under)
    best, most = block[0], 0
    for pattern in block[1]:
        size = len(pattern.before) + len(pattern.after)
        fits = all(part & before for part in pattern.before) and all(part & after for part in pattern.after)
        if fits and size > most:
            best, most = ("<" if pattern.turned else "") + pattern.code, size
    return "" if best.lstrip("<").startswith("---") else best


def _vocabulary(words: Iterable[Word]) -> set[str]:
    return {form.upper() for word in words for form in (*base_forms(word), word.text.lower())}


def _forms(word: str) -> tuple[str, ...]:
    singular = word[:-3] + "Y" if word.endswith("IES") else word[:-1] if word.endswith("S") else word
    return (word, singular) if singular != word else (word,)


def _on(codes: list[str], day: str) -> str | None:
    """The code that holds on a day (YYMMDD), of '[A 920101-961231]', '[B >970101]', '[C]'."""
    for code in codes:
        name, _, span = code.strip().partition(" ")
        if not span:
            return name
        bounds = [_century(one) for one in re.findall(r"\d{8}|\d{6}", span)]
        now = _century(day)
        if span.startswith("<") and bounds and now < bounds[0]:
            return name
        if span.startswith(">") and bounds and now > bounds[0]:
            return name
        if len(bounds) == 2 and bounds[0] <= now <= bounds[1]:
            return name
    return None


def _century(day: str) -> str:
    return day if len(day) == 8 else ("19" if day >= "40" else "20") + day


def _read_actors(path: Path, names: Names) -> None:
    """An actor, its other names behind '+', and its codes on the same line or on lines of their own."""
    aliases: list[str] = []
    codes: list[str] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), "END"]:
        text = line.split("#")[0].rstrip()
        found = _CODE.findall(text)
        name = text.split("[")[0].strip()
        if name and not name.startswith("+") and not line.startswith(("\t", " ")):
            for alias in aliases:
                names.add(alias, codes)
            aliases, codes = [name], []
        elif name.startswith("+"):
            aliases.append(name[1:])
        codes += found


def _read_agents(path: Path, names: Names) -> None:
    groups: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        text = line.split("#")[0].strip()
        if text.startswith("!") and "=" in text:
            name, _, words = text.partition("=")
            groups[name.strip()] = [word.strip() for word in words.split(",")]
        elif "[" in text:
            name, codes = text.split("[")[0].split("{")[0].strip(), _CODE.findall(text)
            slot = next((group for group in groups if group in name), None)
            for word in groups[slot] if slot else [""]:
                names.add(name.replace(slot, word) if slot else name, codes)


def _read_verbs(path: Path) -> dict[str, tuple[str, list[Pattern]]]:
    """Verbs by their forms, each with the code of its block and the block's patterns."""
    sets: dict[str, frozenset[str]] = {}
    verbs: dict[str, tuple[str, list[Pattern]]] = {}
    block: tuple[str, list[Pattern]] = ("---", [])
    synonyms = ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        text = line.split("#")[0].strip()
        if text.startswith("---"):
            block, synonyms = (_first(text), []), ""
        elif text.startswith("&"):
            synonyms = text.rstrip("_")
            sets[synonyms] = frozenset()
        elif text.startswith("+") and synonyms:
            sets[synonyms] |= {text[1:].strip("_ ")}
        elif text.startswith("-"):
            block[1].append(_pattern(text[1:], sets))
        elif text:
            for form in re.findall(r"[A-Z_'+-]+", text.split("[")[0]):
                verbs.setdefault(form.strip("+_"), block)
    return verbs


def _pattern(text: str, sets: dict[str, frozenset[str]]) -> Pattern:
    words = re.sub(r"[{}()]", " ", text.split("[")[0]).split()
    at = words.index("*") if "*" in words else 0
    parts = [
        sets.get(word.rstrip("_"), frozenset((word.strip("_"),)))
        for word in words
        if word not in ("$", "+", "^", "%")
    ]
    turned = "+" in words[:at]
    at = sum(word not in ("$", "+", "^", "%") for word in words[:at])
    return Pattern(tuple(parts[:at]), tuple(parts[at + 1 :]), _first(text), turned)


def _first(text: str) -> str:
    found = _CODE.findall(text)
    return found[0].strip() if found else "---"
