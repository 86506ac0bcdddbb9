"""What is asked of the search: words, "phrases", -without and beginnings*, as each database takes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from smoulder.store.passage_words import WORD, fold, is_word

LONGEST = 1000
"""Characters of a search that are read."""
MOST = 30
"""Parts of a search that are read."""
_PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<bare>[^\s"]+))')
_QUOTES = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a search.

    words: folded; several stand one after the other. begins: whether more letters may follow on the last.
    as_asked: as it was typed, for messages.
    """

    words: tuple[str, ...]
    begins: bool = False
    without: bool = False
    as_asked: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A search. terms: all of those with must be there, none of those without. cut: whether some was not read."""

    terms: tuple[Term, ...] = ()
    cut: bool = False

    @property
    def wanted(self) -> tuple[Term, ...]:
        """What must be there."""
        return tuple(term for term in self.terms if not term.without)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """What must not."""
        return tuple(term for term in self.terms if term.without)


def parse_query(text: str) -> Query:
    """Read a search; every text is one.

    >>> [(t.words, t.begins, t.without) for t in parse_query('"army base" -truce withdr*').terms]
    [(('army', 'base'), False, False), (('truce',), False, True), (('withdr',), True, False)]
    """
    terms: list[Term] = []
    for part in _PART.finditer(text[:LONGEST].translate(_QUOTES)):
        said = part["phrase"] if part["phrase"] is not None else part["bare"]
        words = tuple(fold(word) for word in WORD.findall(said))
        if words:
            begins = part["bare"] is not None and said.endswith("*")
            terms.append(Term(words, begins, bool(part["without"]), said.strip()[:100]))
    return Query(tuple(terms[:MOST]), cut=len(terms) > MOST or len(text) > LONGEST)


def can_be_found(terms: Sequence[Term]) -> bool:
    """Whether all words are such as passages are found by."""
    return all(is_word(word) for term in terms for word in term.words)


def for_sqlite(terms: Sequence[Term], *, either: bool = False) -> str:
    """Terms as FTS5 asks for them; either: one is enough.

    >>> for_sqlite(parse_query('"army base" withdr*').terms)
    '"army base" AND "withdr"*'
    """
    return (" OR " if either else " AND ").join(
        f'"{" ".join(term.words)}"' + "*" * term.begins for term in terms
    )


def for_postgresql(terms: Sequence[Term], *, either: bool = False) -> str:
    """Terms as PostgreSQL's `tsquery` asks for them.

    >>> for_postgresql(parse_query('"army base" withdr*').terms)
    "('army' <-> 'base') & ('withdr':*)"
    """
    return (" | " if either else " & ").join(
        "(" + " <-> ".join(f"'{word}'" for word in term.words) + ":*" * term.begins + ")" for term in terms
    )
