"""A CoNLL-U treebank as spaCy documents, one a paragraph: that is how the pipeline is used."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

Row = list[str]
"""The ten columns of one line."""


def paragraphs(path: Path) -> Iterator[list[list[Row]]]:
    """The paragraphs of a file (plain or gzip), each a list of sentences, each a list of rows."""
    found: list[list[Row]] = []
    rows: list[Row] = []
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith(("# newpar", "# newdoc")) and found:
                yield found
                found = []
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                found.append(rows)
                rows = []
    if rows:
        found.append(rows)
    if found:
        yield found


def words(rows: list[Row]) -> list[tuple[Row, bool]]:
    """The syntactic words of a sentence, each with whether a space follows.

    A word of several parts ("don't") is written as its parts joined, so only the last part may have a space.
    """
    kept: list[tuple[Row, bool]] = []
    last, space_after = 0, True
    for row in rows:
        spaced = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            last, space_after = int(row[0].partition("-")[2]), spaced
        elif "." not in row[0]:
            number = int(row[0])
            kept.append((row, (number == last and space_after) if number <= last else spaced))
    return kept


def to_doc(paragraph: list[list[Row]], vocab: Vocab) -> Doc:
    """One paragraph with its tags, features, lemmas, heads and relations."""
    rows: list[Row] = []
    spaces: list[bool] = []
    heads: list[int] = []
    for sentence in paragraph:
        base = len(rows)
        for place, (row, space) in enumerate(words(sentence)):
            head = int(row[6])
            rows.append(row)
            spaces.append(space)
            heads.append(base + (head - 1 if head else place))
    return Doc(
        vocab,
        words=[row[1] for row in rows],
        spaces=spaces,
        tags=[row[4] for row in rows],
        pos=[row[3] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        lemmas=[row[1] if row[2] == "_" else row[2] for row in rows],
        heads=heads,
        deps=["ROOT" if row[6] == "0" else row[7] for row in rows],
    )


def read_docs(path: Path, vocab: Vocab) -> list[Doc]:
    """All paragraphs of a file."""
    return [to_doc(paragraph, vocab) for paragraph in paragraphs(path)]
