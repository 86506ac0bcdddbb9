"""Scales of words for probabilities: those that ship, and a user's own from a file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from smoulder.reading.tables import read_rows
from smoulder.records.errors import BadSetting
from smoulder.records.wording import Scale, Term

DEFAULT = "ICD 203"
TABLES = ("wording.csv", "wording_by_hand.csv")
COLUMNS = ("low", "high", "term")
LARGEST = 100_000
"""Bytes; a scale has a dozen rows."""
_NAME = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")


@cache
def shipped_scales() -> tuple[Scale, ...]:
    """All scales that ship, the default first.

    >>> [scale.name for scale in shipped_scales()]
    ['ICD 203', 'IPCC', 'PHIA']
    """
    rows = [row for table in TABLES for row in read_rows(table)]
    names = dict.fromkeys(row["scale"] for row in rows)
    return tuple(
        Scale(name=name, terms=tuple(_term(row) for row in rows if row["scale"] == name)) for name in names
    )


def load_scale(name: str = DEFAULT) -> Scale:
    """One of the scales that ship.

    raises: BadSetting where none has that name.

    >>> load_scale().terms[1].word
    'very unlikely'
    """
    known = {scale.name.casefold(): scale for scale in shipped_scales()}
    if name.casefold() in known:
        return known[name.casefold()]
    near = get_close_matches(name.casefold(), known, n=1)
    cure = f"did you mean {known[near[0]].name}?" if near else "or give a file ending in .csv"
    names = ", ".join(scale.name for scale in known.values())
    raise BadSetting(f"no scale of words is called {name!r}; there are {names}; {cure}")


def choose_scale(name: str) -> Scale:
    """A scale by the name of one that ships, or by the path of a file (it ends in .csv)."""
    return read_scale(Path(name)) if name.lower().endswith(".csv") else load_scale(name)


def read_scale(path: Path) -> Scale:
    """A user's own scale: a CSV with the columns low, high, term, and synonym where it has a second row of terms.

    path:    several synonyms stand in one cell, parted by semicolons. Its stem is the scale's name.
    returns: the scale, checked.
    raises:  BadSetting with the line and the cure: bounds that are no shares or do not rise, rows that overlap
             in part, a name that is missing, odd or given twice, fewer than two terms.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise BadSetting(
                f"{path} is too large for a scale of words; give a CSV with one row for each term"
            )
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [(number, row) for number, row in _numbered(file)]
    except OSError as reason:
        raise BadSetting(
            f"scale {path} cannot be read ({reason.strerror}); check the path after --scale"
        ) from reason
    except (UnicodeDecodeError, csv.Error) as reason:
        raise BadSetting(f"scale {path} is no CSV in UTF-8 ({reason}); save it again as such") from reason
    if not rows or any(name not in rows[0][1] for name in COLUMNS):
        raise BadSetting(f"scale {path} lacks a column; its first line must be: low,high,term,synonym")
    scale = Scale(name=path.stem, terms=tuple(_own_term(path, number, row) for number, row in rows))
    check_scale(scale, [f"{path} line {number}" for number, _ in rows])
    return scale


def check_scale(scale: Scale, places: Sequence[str]) -> None:
    """See that a scale can say one thing of each number.

    places: where each term stands, for the error.
    raises: BadSetting for the first term that cannot stand.
    """
    if len(scale.terms) < 2:
        raise BadSetting(f"{places[0]}: a scale needs at least two terms; add the others")
    seen: dict[str, str] = {}
    for at, (term, place) in enumerate(zip(scale.terms, places, strict=True)):
        for word in (term.word, *term.synonyms):
            if not _NAME.fullmatch(word):
                raise BadSetting(f"{place}: {word!r} is no term; write words, such as very unlikely")
            if word.casefold() in seen:
                raise BadSetting(
                    f"{place}: {word!r} stands on {seen[word.casefold()]} already; give each term once"
                )
            seen[word.casefold()] = place
        if not term.low < term.high:
            raise BadSetting(f"{place}: low {term.low:g} is not below high {term.high:g}; swap or mend them")
        for before in scale.terms[:at]:
            _compare(before, term, place)


def _compare(before: Term, term: Term, place: str) -> None:
    if term.low < before.low or term.high < before.high:
        raise BadSetting(
            f"{place}: {term.word!r} ({term.low:g} to {term.high:g}) lies below {before.word!r} "
            f"({before.low:g} to {before.high:g}) above it; put the terms in rising order"
        )
    nested = before.low == term.low or before.high == term.high
    if term.low < before.high and not nested:
        raise BadSetting(
            f"{place}: {term.word!r} ({term.low:g} to {term.high:g}) overlaps {before.word!r} "
            f"({before.low:g} to {before.high:g}) in part; let them meet at an edge, or one hold the other"
        )


def _numbered(file: Iterable[str]) -> list[tuple[int, dict[str, str]]]:
    """Rows with the line they end on; cells that are missing are empty."""
    reader = csv.DictReader(file, restval="", restkey="more")
    return [(reader.line_num, {key: value for key, value in row.items() if key != "more"}) for row in reader]


def _term(row: dict[str, str]) -> Term:
    synonyms = tuple(" ".join(one.split()) for one in row.get("synonym", "").split(";") if one.strip())
    return Term(
        low=float(row["low"]),
        high=float(row["high"]),
        word=" ".join(row["term"].split()),
        synonyms=synonyms,
    )


def _own_term(path: Path, number: int, row: dict[str, str]) -> Term:
    for name in ("low", "high"):
        try:
            share = float(row[name])
        except ValueError as reason:
            raise BadSetting(
                f"{path} line {number}: {name} is {row[name]!r}; write a share such as 0.45"
            ) from reason
        if not 0 <= share <= 1:
            raise BadSetting(
                f"{path} line {number}: {name} {row[name]} is not between 0 and 1; write shares, 0.45 for 45 %"
            )
    if not row["term"].strip():
        raise BadSetting(f"{path} line {number}: the term is empty; write its word")
    return _term(row)
