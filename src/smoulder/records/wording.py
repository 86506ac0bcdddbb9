"""Words for probabilities: a scale of terms, and what was found against it in a text."""

from __future__ import annotations

from pydantic import Field

from smoulder.records.base import Record


class Term(Record):
    """One term of a scale and the probabilities it stands for, both ends included.

    synonyms: terms of the scale's other rows that stand for the same; rows are not mixed in one document.
    """

    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    word: str
    synonyms: tuple[str, ...] = ()

    def holds(self, shown: float) -> bool:
        """Whether a number, as a reader sees it, lies in the term.

        >>> Term(low=0.2, high=0.45, word="unlikely").holds(0.45)
        True
        """
        return self.low <= shown <= self.high


class Scale(Record):
    """Terms in rising order; some may lie inside others, as in the scale of the IPCC."""

    name: str
    terms: tuple[Term, ...]


class Finding(Record):
    """One fault of wording, with its place in the file.

    line, column: from 1; of a Word document the number of the paragraph, and the character in it.
    rule:         which rule speaks, as docs/methods/wording.md names it.
    words:        the offending words as they stand.
    """

    line: int
    column: int
    rule: str
    words: str
    message: str
    cure: str
