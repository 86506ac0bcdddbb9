"""The words that make an event of a PLOVER class: verbs, verbs with objects, event nouns, and verbs that turn them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from smoulder.reading.parse import Word


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word or a frame says happened: PLOVER's class, with mode and context where the words give them."""

    kind: str
    mode: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The table `plover.csv` by the use of its words; a particle stands behind '_' ('call_off').

    verbs:   verbs that need no object. frames: verb to objects that make it an event.
    nouns:   event nouns. turns: verbs and adjectives that turn the clause they govern, and into what.
    light:   verbs that only carry an event noun. stop: verbs that end what their object names. say: verbs of telling.
    context: words that give an event its context, in the order of the table.
    heads:   the first words of all verbs and adjectives among them, without their particles.
    """

    verbs: dict[str, Meaning]
    frames: dict[str, dict[str, Meaning]]
    nouns: dict[str, Meaning]
    turns: dict[str, str]
    willing: dict[str, str]
    light: frozenset[str]
    stop: frozenset[str]
    say: frozenset[str]
    context: dict[str, str]
    heads: frozenset[str] = frozenset()


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that ships.

    >>> load_lexicon().frames["lift"]["curfew"].kind
    'CONCEDE'
    """
    found = Lexicon({}, {}, {}, {}, {}, _words("light"), _words("stop"), _words("say"), {})
    for row in _rows():
        meaning = Meaning(row["class"], row["mode"], row["context"])
        words, objects = row["words"].split(), row["objects"].split()
        if row["kind"] == "verb" and objects:
            for word in words:
                frames = found.frames.setdefault(word, {})
                for noun in objects:
                    frames.setdefault(noun, meaning)
        elif row["kind"] == "verb":
            for word in words:
                found.verbs.setdefault(word, meaning)
        elif row["kind"] == "noun":
            for word in words:
                found.nouns.setdefault(word, meaning)
        elif row["kind"] in ("willing", "unwilling"):
            found.willing.update(dict.fromkeys(words, row["class"]))
        elif row["kind"] == "govern":
            found.turns.update(dict.fromkeys(words, row["class"]))
        elif row["kind"] == "context":
            found.context.update(dict.fromkeys(words, row["context"]))
    governing = (found.verbs, found.frames, found.turns, found.willing, found.light, found.stop, found.say)
    names = {name for table in governing for name in table}
    return replace(found, heads=frozenset(names | {name.partition("_")[0] for name in names}))


def base_forms(word: Word) -> tuple[str, ...]:
    """What the plain form of a word may be: the parser's lemma, then what its ending allows.

    A parser that has not met a verb guesses its lemma badly ('demande'), so the ending is read here too.

    >>> base_forms(Word(0, "planned", 0, 7, "planne", "VERB", "VBD", "", 0, "root"))[1:]
    ('planned', 'plann', 'plan')
    """
    return _base_forms(word.lemma.lower(), word.text.lower())


@cache
def _base_forms(lemma: str, text: str) -> tuple[str, ...]:
    found = [_irregular().get(text, lemma), lemma, text]
    for ending, *others in (
        ("ied", "y"),
        ("ies", "y"),
        ("ed", "", "e"),
        ("ing", "", "e"),
        ("es", ""),
        ("s", ""),
    ):
        if text.endswith(ending) and len(text) > len(ending) + 1:
            stem = text[: -len(ending)]
            found += [stem + other for other in others]
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                found.append(stem[:-1])
            break
    return tuple(dict.fromkeys(found))


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = (files("smoulder.reading") / "plover.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


@cache
def _irregular() -> dict[str, str]:
    pairs = (pair.partition("=") for pair in _words("irregular"))
    return {form: plain for form, _, plain in pairs}


def _words(kind: str) -> frozenset[str]:
    return frozenset(word for row in _rows() if row["kind"] == kind for word in row["words"].split())
