"""The words of a report with their grammar, in Universal Dependencies' terms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class _Fields(NamedTuple):
    index: int  # type: ignore[assignment]  # a number here, not the search of tuples
    text: str
    start: int
    end: int
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    relation: str


class Word(_Fields):
    """One word of a parsed text.

    start, end: characters of the text that was parsed, end exclusive.
    head:       the number of the word it hangs on; its own number at the root of a sentence.
    upos, xpos, feats, deprel: as Universal Dependencies and the Penn Treebank name them ('VERB', 'VBD',
                'Tense=Past|VerbForm=Fin', 'nsubj:pass').
    relation:   the relation without its subtype: 'nsubj' for 'nsubj:pass'.
    """

    # a tuple, because every word is built twice, and a frozen dataclass takes two and a half times as long
    __slots__ = ()

    def __new__(
        cls, index: int, text: str, start: int, end: int, lemma: str, upos: str, xpos: str, feats: str,
        head: int, deprel: str,
    ) -> Word:  # fmt: skip
        """Make a word; its relation follows from `deprel`."""
        relation = deprel.partition(":")[0]
        fields = (index, text, start, end, lemma, upos, xpos, feats, head, deprel, relation)
        return tuple.__new__(cls, fields)

    def __getnewargs__(self) -> tuple[object, ...]:
        """What it is made of, for another process."""
        return tuple(self[:-1])

    def hung(self, head: int, deprel: str, upos: str | None = None, feats: str | None = None) -> Word:
        """The same word in another place of the tree, and with other labels where they are given."""
        return Word(
            self.index, self.text, self.start, self.end, self.lemma, self.upos if upos is None else upos,
            self.xpos, self.feats if feats is None else feats, head, deprel,
        )  # fmt: skip

    def has(self, feature: str) -> bool:
        """Whether a feature such as 'Voice=Pass' is among the word's features."""
        return feature in self.feats.split("|")


@dataclass(frozen=True)
class Parse:
    """The words of a text in order, and how they hang together.

    words:     numbered from 0 without gaps; places are characters of the text.
    sentences: where each sentence of the parser begins, as word numbers, in order.
    """

    words: tuple[Word, ...]
    sentences: tuple[int, ...] = ()

    def children(self, index: int) -> tuple[Word, ...]:
        """The words that hang on a word, in the order of the text."""
        return self._children.get(index, ())

    def child(self, index: int, *relations: str) -> Word | None:
        """The first word that hangs on a word by one of the relations; 'nsubj' also finds 'nsubj:pass'."""
        for word in self.children(index):
            if word.deprel in relations or word.relation in relations:
                return word
        return None

    def under(self, index: int) -> Iterator[Word]:
        """A word and all below it, in the order of the text."""
        found = {index}
        todo = [index]
        while todo:
            for word in self.children(todo.pop()):
                if word.index not in found:
                    found.add(word.index)
                    todo.append(word.index)
        return (self.words[number] for number in sorted(found))

    def span(self, index: int) -> tuple[int, int]:
        """The characters from the first to the last word at or below a word."""
        below = list(self.under(index))
        return below[0].start, below[-1].end

    def above(self, index: int) -> Iterator[Word]:
        """The words above a word, from its head to the root."""
        for _ in range(len(self.words)):
            head = self.words[index].head
            if head == index:
                return
            yield self.words[head]
            index = head

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that lie whole within a span of characters."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        while last > first and self.words[last - 1].end > end:
            last -= 1
        return self.words[first:last]

    def sentence_of(self, index: int) -> tuple[int, int]:
        """The first word of a word's sentence, and the first after it."""
        number = bisect_left(self.sentences, index + 1) - 1
        last = self.sentences[number + 1] if number + 1 < len(self.sentences) else len(self.words)
        return (self.sentences[number] if number >= 0 else 0), last

    @cached_property
    def _children(self) -> dict[int, tuple[Word, ...]]:
        found: dict[int, list[Word]] = {}
        for word in self.words:
            if word.head != word.index:
                found.setdefault(word.head, []).append(word)
        return {index: tuple(words) for index, words in found.items()}

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]


def join(parts: list[tuple[int, Parse]]) -> Parse:
    """Parses of pieces of a text as one parse of the text.

    parts: for each piece, where it begins in the text, and its parse; in order, not overlapping.

    >>> one = Parse((Word(0, "Quiet", 0, 5, "quiet", "ADJ", "JJ", "", 0, "root"),), (0,))
    >>> [(word.index, word.start) for word in join([(0, one), (7, one)]).words]
    [(0, 0), (1, 7)]
    """
    words: list[Word] = []
    sentences: list[int] = []
    for offset, part in parts:
        base = len(words)
        sentences.extend(base + first for first in part.sentences)
        words.extend(
            Word(
                base + word.index, word.text, offset + word.start, offset + word.end, word.lemma, word.upos,
                word.xpos, word.feats, base + word.head, word.deprel,
            )
            for word in part.words
        )  # fmt: skip
    return Parse(tuple(words), tuple(sentences))
