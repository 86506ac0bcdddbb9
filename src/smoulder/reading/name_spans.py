"""The noun phrases of a text that may be names or descriptions of somebody: heads, and how far each may reach."""

from __future__ import annotations

from dataclasses import dataclass

from smoulder.reading.parse import Parse, Word

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_NAME_PARTS = frozenset(("compound", "flat", "nmod:desc"))
_CLAUSES = frozenset(
    ("acl", "advcl", "ccomp", "parataxis", "conj", "cc", "appos", "nsubj", "cop", "aux", "advmod", "mark")
)


@dataclass(frozen=True, slots=True)
class Reach:
    """One extent of a phrase.

    first, last: its words, last inclusive.
    left, right: how it was reached: 'head', 'core', 'modified', 'full'; 'core', 'of', 'phrase', 'apposed'.
    """

    first: int
    last: int
    left: str
    right: str


def find_heads(parse: Parse) -> list[Word]:
    """The words that may head a name or a description of somebody."""
    return [
        word
        for word in parse.words
        if word.upos in _NOMINAL or (word.text[:1].isupper() and word.upos in ("ADJ", "X", "VERB", "ADV"))
    ]


def core_of(parse: Parse, head: Word) -> tuple[int, int]:
    """The first and last word of the name that a head stands in: 'Haider al-Abadi', 'Foreign Ministry'."""
    first = last = head.index
    children = parse.children(head.index)
    for child in reversed([child for child in children if child.index < head.index]):
        near = max(word.index for word in parse.under(child.index)) >= first - 2
        joined = child.relation in ("compound", "flat") or child.deprel in _NAME_PARTS
        if near and (
            joined or (child.relation in ("amod", "nmod") and child.upos == "PROPN" and head.upos == "PROPN")
        ):
            first = min(word.index for word in parse.under(child.index))
        elif child.relation not in ("punct",):
            break
    for child in (child for child in children if child.index > head.index):
        if child.relation in ("flat", "compound", "goeswith") and child.index <= last + 2:
            last = max(word.index for word in parse.under(child.index))
        elif child.relation not in ("punct",):
            break
    return first, last


def find_reaches(parse: Parse, head: Word) -> list[Reach]:
    """The extents that a phrase with this head may have, without repeats; the name alone first."""
    first, last = core_of(parse, head)
    lefts = [("core", first), ("head", head.index)]
    children = parse.children(head.index)
    start = first
    modified = [
        c
        for c in children
        if c.index < first
        and c.relation in ("amod", "nummod", "compound", "advmod", "nmod")
        and c.deprel != "nmod:poss"
    ]
    if modified:
        start = min(start, min(word.index for child in modified for word in parse.under(child.index)))
        lefts.append(("modified", start))
    outer = [c for c in children if c.index < first and (c.relation == "det" or c.deprel == "nmod:poss")]
    if outer:
        start = min(start, min(word.index for child in outer for word in parse.under(child.index)))
        lefts.append(("full", start))
    rights = [("core", last), ("head", head.index)]
    rights += _rights(parse, head, last)
    found: dict[tuple[int, int], Reach] = {}
    for left, begin in lefts:
        for right, end in rights:
            if begin <= head.index <= end and end - begin < 30:
                found.setdefault((begin, end), Reach(begin, end, left, right))
    return list(found.values())


def _rights(parse: Parse, head: Word, last: int) -> list[tuple[str, int]]:
    after = [child for child in parse.children(head.index) if child.index > last]
    rights: list[tuple[str, int]] = []
    for child in after:
        if child.relation in ("nmod", "obl"):
            case = parse.child(child.index, "case")
            rights.append(
                ("of" if case is not None and case.text.lower() == "of" else "phrase", _end(parse, child))
            )
            rights.append(("short", core_of(parse, child)[1]))
        elif child.relation == "appos":
            rights.append(("apposed", _end(parse, child)))
        elif child.relation == "conj":
            rights.append(("joined", _end(parse, child)))
    if after:
        rights.append(
            (
                "whole",
                parse.words[
                    max(word.index for word in parse.under(head.index) if word.upos != "PUNCT")
                ].index,
            )
        )
    return rights


def _end(parse: Parse, word: Word) -> int:
    """The last word of a phrase, its relative clauses left out."""
    last = word.index
    todo = [word.index]
    while todo:
        for child in parse.children(todo.pop()):
            if child.relation not in _CLAUSES and child.upos != "PUNCT":
                last = max(last, child.index)
                todo.append(child.index)
    return last
