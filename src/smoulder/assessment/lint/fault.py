"""A fault in a sentence, before it has its place in the file."""

from __future__ import annotations

from dataclasses import dataclass

from smoulder.assessment.lint.own_words import Sentence
from smoulder.assessment.lint.terms import Uses


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with what it says in words of chance."""

    sentence: Sentence
    uses: Uses

    @property
    def text(self) -> str:
        """The sentence, with blanks for what is not its author's."""
        return self.sentence.text


@dataclass(frozen=True, slots=True)
class Fault:
    """What one rule holds against a sentence.

    start, end: characters of the sentence.
    """

    rule: str
    start: int
    end: int
    message: str
    cure: str
