"""Common words that are no name of a person: small words of English, and what reports in Arabic are about."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files


@cache
def plain_words() -> frozenset[str]:
    """The words of `plain_words.csv`, in lower case, without accents and without the Arabic article.

    >>> {"meanwhile", "villages"} <= plain_words()
    True
    """
    from smoulder.reading.names import fold_word

    text = (files("smoulder.reading") / "plain_words.csv").read_text(encoding="utf-8")
    return frozenset(
        fold_word(word) for row in csv.DictReader(io.StringIO(text)) for word in row["words"].split()
    )
