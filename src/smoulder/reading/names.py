"""Names: one key for their spellings, and a quick search for many names in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‘ʼ`´][^\W_]+)*")
_QUOTES = str.maketrans("", "", "'’‘ʼ`´.")
_GAP = re.compile(r"['’‘ʼ`´]?[ \t\u00a0\-–—/(]{1,3}|['’‘ʼ`´]?[ \t\-–—/(]{0,2}\r?\n[ \t]{0,8}")
_ALSO_WORDS = frozenset({"IS", "US", "IT", "AS", "CAR", "FACT", "FAN", "FAR", "MAS", "MODEL"})
"""Acronyms that are plain words in a headline set in capitals."""


def fold_name(text: str) -> str:
    """One key for the spellings of a name: no case, accents, apostrophes, hyphens or leading 'the'.

    >>> fold_name("Al-Qa’ida") == fold_name("al Qaida")
    True
    """
    words = [fold_word(word) for word in _WORD.findall(text)]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def fold_word(word: str) -> str:
    """One word of a name without case, accents and apostrophes; a possessive loses its s.

    >>> fold_word("Séléka"), fold_word("Shabaab’s")
    ('seleka', 'shabaab')
    """
    base = word[:-2] if word[-2:-1] in "'’‘ʼ`´" and word[-1:] in "sS" and len(word) > 2 else word
    if not base.isascii():
        base = "".join(c for c in unicodedata.normalize("NFKD", base) if not unicodedata.combining(c))
    return base.translate(_QUOTES).casefold()


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text: its span, and the keys it can stand for."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    """As the name is written."""
    folded: tuple[str, ...]
    exact: bool
    """True for acronyms: only the same capitals match."""
    keys: list[str] = field(default_factory=list)


class NameFinder:
    """Finds many names in a text, the longest first, whole words only.

    A name written with capitals matches only where the text has them; an acronym
    only where it is written the same.

    >>> finder = NameFinder([("Islamic State", "234"), ("IS", "234")])
    >>> [(f.start, f.end) for f in finder.find("IS is the Islamic State’s short name")]
    [(0, 2), (10, 23)]
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """names: pairs of a name as it is written and the key it stands for; a name may have several."""
        phrases: dict[tuple[tuple[str, ...], bool], _Phrase] = {}
        for name, key in names:
            words = tuple(_bare(word) for word in _WORD.findall(name))
            if not words:
                continue
            folded = tuple(fold_word(word) for word in words)
            exact = len(words[0]) > 1 and words[0].isupper() and words[-1].upper() == words[-1]
            phrase = phrases.setdefault((words if exact else folded, exact), _Phrase(words, folded, exact))
            if key not in phrase.keys:
                phrase.keys.append(key)
        self._lengths: dict[str, list[int]] = defaultdict(list)
        self._written: dict[tuple[str, ...], list[_Phrase]] = defaultdict(list)
        for phrase in phrases.values():
            self._written[phrase.folded].append(phrase)
            if len(phrase.folded) not in self._lengths[phrase.folded[0]]:
                self._lengths[phrase.folded[0]].append(len(phrase.folded))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def find(self, text: str) -> list[Found]:
        """Every name in the text, in order, without overlaps."""
        return list(self._walk(text, list(_WORD.finditer(text))))

    def _walk(self, text: str, words: list[re.Match[str]]) -> Iterator[Found]:
        # Each word is folded once, and most are the first of no name.
        folded = [_folded(word[0]) for word in words]
        place = 0
        while place < len(words):
            lengths = self._lengths.get(folded[place])
            phrase = self._longest(text, words, folded, place, lengths) if lengths else None
            if phrase is None:
                place += 1
                continue
            last = words[place + len(phrase.words) - 1]
            start, end = words[place].start(), last.start() + len(_bare(last[0]))
            if "(" in text[start:end] and text[end : end + 1] == ")":
                end += 1
            yield Found(start, end, tuple(phrase.keys))
            place += len(phrase.words)

    def _longest(
        self,
        text: str,
        words: list[re.Match[str]],
        folded: list[str],
        place: int,
        lengths: list[int],
    ) -> _Phrase | None:
        for length in lengths:
            end = place + length
            run = words[place:end]
            for phrase in self._written.get(tuple(folded[place:end]), ()):
                if _same(phrase, run) and _joined(text, run):
                    if len(run) == 1 and phrase.words[0] in _ALSO_WORDS and _shouted(text, words, place):
                        continue
                    return phrase
        return None


@lru_cache(maxsize=16_384)
def _folded(word: str) -> str:
    return fold_word(word)


def _bare(word: str) -> str:
    """A word without a possessive s."""
    return word[:-2] if word[-2:-1] in "'’‘ʼ`´" and word[-1:] in "sS" and len(word) > 2 else word


def _same(phrase: _Phrase, run: list[re.Match[str]]) -> bool:
    """Whether words that are the same when folded are also written as the name asks."""
    for written, word in zip(phrase.words, run, strict=True):
        bare = _bare(word[0])
        if phrase.exact:
            if bare != written:
                return False
        elif written[0].isupper() and not bare[0].isupper():
            return False
    return True


def _joined(text: str, run: list[re.Match[str]]) -> bool:
    """Only blanks, hyphens, a slash or one line break lie between the words, behind the apostrophe of a plural."""
    return all(_GAP.fullmatch(text, left.end(), right.start()) is not None for left, right in pairwise(run))


def _shouted(text: str, words: list[re.Match[str]], place: int) -> bool:
    """True where the words on a side are in capitals too, so that the acronym may be a plain word."""
    word = words[place]
    for other in (place - 1, place + 1):
        if 0 <= other < len(words):
            near = words[other]
            left, right = (near, word) if other < place else (word, near)
            between = text[left.start() + len(_bare(left[0])) : right.start()]
            if between.strip(" ") == "" and near[0].isupper() and len(near[0]) > 1:
                return True
    return False
