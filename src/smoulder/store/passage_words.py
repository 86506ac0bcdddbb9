"""Which words of a passage it is found by: those that are no name of a person.

Every word of a text has its place, and one that does not count leaves a gap there, so that no phrase is put together
over it. A word in lower case counts. One with a capital counts where it is part of a known name of a group, a country,
a place or an organisation, where it is a common word, or where the same report has it in lower case too. A word of
somebody who speaks or is named in the report counts nowhere in it. In writing without capitals, where a name looks
like any other word, only known names and a list of common words count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from smoulder.reading.groups import load_registry
from smoulder.reading.lexicon import load_lexicon
from smoulder.reading.names import NameFinder, fold_word
from smoulder.reading.persons import name_words
from smoulder.reading.plain_words import plain_words
from smoulder.store.search import ADDRESS

if TYPE_CHECKING:
    from smoulder.records.report import Report

GAP = "_"
"""What stands for a word that does not count; no word that is asked for holds it."""
MOST = 16_000
"""Words of one passage that are kept: PostgreSQL tells no more places apart."""
WORD = re.compile(
    r"(?:[^\W_][\u0300-\u036f\u064b-\u065f\u0670]*)+(?:['’`´](?:[^\W_][\u0300-\u036f\u064b-\u065f\u0670]*)+)*"
)
SILENT = ("furniture", "byline")
"""Blocks of a report whose words nobody looks for."""
LONGEST = 50
"""Bytes of a word that counts; a longer run of letters is none that anybody asks for."""
_TOUCH = re.compile(r"[ \t\u00a0\n]{1,2}|[-–'’.] ?")
_ARTICLE = re.compile(r"^(?:[وفبك]?ال|لل)(?=\w{3})")
_LINKS = frozenset(
    ("al", "el", "bin", "bint", "ibn", "ben", "abu", "abou", "um", "umm", "ould", "de", "da", "do", "dos", "del", "der",
     "den", "van", "von", "la", "le", "ter", "af", "y")
)  # fmt: skip
"""Small words inside a name of a person."""


@dataclass(frozen=True)
class Told:
    """What is known of the names in a report, or in a case.

    names:   of groups, places and organisations, as written. persons: words of those who speak or are named, folded.
    lower:   words that the report has in lower case, folded. more: of one more person, in one passage.
    """

    names: NameFinder
    persons: frozenset[str] = frozenset()
    lower: frozenset[str] = frozenset()
    more: frozenset[str] = frozenset()

    def is_persons(self, word: str) -> bool:
        """Whether a folded word is of the name of a person."""
        return word in self.persons or word in self.more


def told(names: Iterable[str], persons: Iterable[str] = (), text: str = "") -> Told:
    """What is known of the names in a text.

    names: of groups, places and organisations. persons: whoever speaks or is named, with or without a title.
    """
    finder = NameFinder((name, name) for name in sorted({*names}))
    shown = ADDRESS.sub(" ", text)
    lower = {fold(word) for word in WORD.findall(shown) if word == word.lower() and _has_case(word)}
    bare = frozenset(word for name in {*persons} for word in _bare(name, finder))
    return Told(finder, bare, frozenset(lower))


def with_person(known: Told, speaker: str) -> Told:
    """What is known of the names in a passage that somebody speaks; '' for nobody."""
    bare = _bare(speaker, known.names) if speaker else set()
    return known if bare <= known.persons else replace(known, more=frozenset(bare))


def _bare(name: str, finder: NameFinder) -> set[str]:
    words = list(WORD.finditer(name))
    return _own_words(words, _named(name, words, finder))


def _own_words(words: Sequence[re.Match[str]], named: Sequence[int]) -> set[str]:
    """The words of a person's name that are no title before it and no known name or common noun in it."""
    found: set[str] = set()
    titles, common = name_words("rank"), _always() | set(load_lexicon().nouns)
    begun = False
    for word, size in zip(words, named, strict=True):
        one = fold(word[0])
        if size or word[0].islower() or one in common or (one in titles and not begun):
            continue
        begun = True
        found.add(one)
    return found


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word as it is kept and asked for: without case, accents, marks of vowels, a possessive s, the Arabic article.

    >>> fold("Séléka’s"), fold("الهجوم")
    ('seleka', 'هجوم')
    """
    return _ARTICLE.sub("", fold_word(word).replace("\u0640", ""))


def is_word(word: str) -> bool:
    """Whether a folded word is one that can be kept and asked for."""
    return word.isalnum() and len(word.encode()) <= LONGEST


def passage_words(text: str, known: Told) -> list[str]:
    """The words of a text, folded, in their order, with a gap in place of each that does not count.

    >>> passage_words("Many rifles, said Velva Arkadin in Iraq.", told([]))
    ['many', 'rifles', 'said', '_', '_', 'in', 'iraq']
    """
    words = list(WORD.finditer(text))[:MOST]
    shown = ADDRESS.sub(lambda found: " " * len(found[0]), text)
    named = _named(shown, words, known.names)
    folded = [fold(word[0]) for word in words]
    strange = [
        word[0] != word[0].lower() and not size and not _may_count(one, known)
        for word, one, size in zip(words, folded, named, strict=True)
    ]
    before, after = _beside(text, words, strange)
    kept = []
    for at, (word, one) in enumerate(zip(words, folded, strict=True)):
        if not is_word(one) or known.is_persons(one) or shown[word.start()] == " ":
            counts = False
        elif named[at] > 1 or (one in _always() and (len(one) > 1 or not (before[at] or after[at]))):
            counts = True
        elif not _has_case(word[0]):
            counts = named[at] > 0 or one.isdecimal()
        elif word[0] == word[0].lower():
            counts = not ((before[at] or after[at]) and one in _LINKS)
        elif one in name_words("rank"):  # a title, where no name or other title stands before it: 'Mr King'
            counts = not (before[at] or (at and folded[at - 1] in name_words("rank")))
        else:
            counts = not (before[at] or after[at]) and (named[at] > 0 or _may_count(one, known))
        kept.append(one if counts else GAP)
    return kept


def _may_count(word: str, known: Told) -> bool:
    """Whether a word with a capital is one that is no name."""
    return not known.is_persons(word) and word not in _given() and (word in _common() or word in known.lower)


def _named(text: str, words: Sequence[re.Match[str]], finder: NameFinder) -> list[int]:
    """Of each word, of how many words the known name is that it stands in; 0 for none."""
    registry = load_registry()
    spans = [(one.start, one.end) for one in finder.find(text)]
    spans += [(start, end) for start, end, _ in registry.find_in_text(text)]
    spans += [(start, end) for start, end, _ in registry.find_countries_in_text(text)]
    starts = [word.start() for word in words]
    named = [0] * len(words)
    for start, end in spans:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        for at in range(first, last):
            named[at] = max(named[at], last - first)
    return named


def _beside(
    text: str, words: Sequence[re.Match[str]], strange: Sequence[bool]
) -> tuple[list[bool], list[bool]]:
    """Of each word whether a word that can be a name stands right before it, or after; links of names are passed."""
    before, after = [False] * len(words), [False] * len(words)
    for at in range(1, len(words)):
        if _TOUCH.fullmatch(text, words[at - 1].end(), words[at].start()):
            link = fold(words[at - 1][0]) in _LINKS
            before[at] = strange[at - 1] or (link and before[at - 1])
    for at in range(len(words) - 2, -1, -1):
        if _TOUCH.fullmatch(text, words[at].end(), words[at + 1].start()):
            link = fold(words[at + 1][0]) in _LINKS
            after[at] = strange[at + 1] or (link and after[at + 1])
    return before, after


def _has_case(word: str) -> bool:
    return word.isascii() or word.lower() != word.upper()


@cache
def _given() -> frozenset[str]:
    return name_words("given name") | name_words("by-name")


@cache
def _always() -> frozenset[str]:
    """Words that are no name of a person, whatever stands beside them."""
    return frozenset((name_words("organisation") | name_words("generic") | plain_words()) - _given() - _LINKS)


@cache
def _common() -> frozenset[str]:
    """Words that are no name of a person where none stands beside them."""
    lexicon = load_lexicon()
    heads = {one for one in lexicon.heads if one.isalpha()}
    return frozenset((_always() | name_words("rank") | set(lexicon.nouns) | heads) - _given())


class ReportWords:
    """The words of a report with their places, so that those of its passages are not told apart again."""

    def __init__(self, report: Report, known: Told) -> None:
        """known: what is known of the names in it."""
        self.starts = [word.start() for word in WORD.finditer(report.text)][:MOST]
        self.words = passage_words(report.text, known)
        for block in report.blocks:
            if block.kind in SILENT:
                first, last = bisect_left(self.starts, block.start), bisect_left(self.starts, block.end)
                self.words[first:last] = [GAP] * (last - first)

    def within(self, first: int, last: int, text: str) -> list[str] | None:
        """The words of a passage; None where the text is not that of the place, so that it has to be looked at.

        first, last: characters of `Report.text`.
        """
        begin, end = bisect_left(self.starts, first), bisect_left(self.starts, last)
        written = [fold(word) for word in WORD.findall(text)]
        if end - begin != len(written):  # before the words of a long place are gone through
            return None
        words = self.words[begin:end]
        same = all(a in (GAP, b) for a, b in zip(words, written, strict=True))
        return words if same else None
