"""Leaves with likelihoods, shares and odds, as an analyst writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from smoulder.records.errors import BadEntry, NotInCase

if TYPE_CHECKING:
    from smoulder.records.case_file import CaseFile
    from smoulder.records.change import Part
    from smoulder.records.evidence import Likelihood

LEAST_ODDS, MOST_ODDS = 0.001, 1000
MOST_PARTS = 20
"""Of a leaf: more do not fit on a page, and each takes as many draws as a leaf."""


def leaves_of(file: CaseFile) -> tuple[str, ...]:
    """The seven leaves of the tree, and the parts into which the case splits them."""
    from smoulder.assessment.hypothesis import LEAVES

    return (*LEAVES, *(part.id for put in file.hypotheses.values() for part in put.parts))


def check_leaf(leaf: str, leaves: Sequence[str]) -> None:
    """raises: BadEntry with all leaves where one is not known."""
    if leaf not in leaves:
        near = get_close_matches(leaf, leaves, n=1)
        cure = f"did you mean {near[0]}? " if near else ""
        missing = f"no hypothesis is called {leaf!r}"
        raise NotInCase(f"{missing}; {cure}there are {', '.join(leaves)}", missing)


def under(written: Sequence[str], leaves: Sequence[str]) -> dict[str, Likelihood]:
    """Likelihoods by leaf from 'LEAF=LIKELIHOOD', a word of ICD 203, a number or a range.

    raises: BadEntry for a leaf that is not known or comes twice, and for a likelihood that is none.
    """
    from smoulder.assessment.likelihood import parse_likelihood

    found: dict[str, Likelihood] = {}
    for one in written:
        leaf, value = _pair(one, "--under", "patience=unlikely")
        check_leaf(leaf, leaves)
        if leaf in found:
            raise BadEntry(f"--under names {leaf} twice; give it once")
        found[leaf] = parse_likelihood(value, f"--under {leaf}")
    return found


def parts(leaf: str, written: Sequence[str], odds: Sequence[str], leaves: Sequence[str]) -> tuple[Part, ...]:
    """The parts of a leaf, from 'NAME=SHARE:WORDS', with the odds of a comeback under each, from 'NAME=ODDS'.

    leaves: names that are taken.
    raises: BadEntry for a part that lacks something, a name that is taken, odds of no part, or too many parts.
    """
    from pydantic import ValidationError

    from smoulder.assessment.likelihood import parse_likelihood
    from smoulder.records.change import Part

    check_parts(leaf, len(written))
    given = dict(_pair(one, "--odds", "hiding=1.5-4") for one in odds)
    found: list[Part] = []
    for one in written:
        name, rest = _pair(one, "--split", "hiding=.4-.6:it hides abroad")
        share, _, words = (part.strip() for part in rest.partition(":"))
        if not words:
            raise BadEntry(
                f"--split {one!r} has no words after ':'; write it as hiding=.4-.6:it hides abroad"
            )
        if name in leaves or name in {part.id for part in found}:
            raise BadEntry(f"--split: {name!r} is the name of a hypothesis already; give the part another")
        more = {"odds": _odds(given.pop(name), name)} if name in given else {}
        try:
            found.append(
                Part.model_validate(
                    {"id": name, "words": words, "share": parse_likelihood(share, f"--split {name}")} | more
                )
            )
        except ValidationError as reason:
            raise BadEntry(
                f"--split: {name!r} is no name of a part; write small letters, digits and hyphens, 40 at most"
            ) from reason
    if given:
        raise BadEntry(
            f"--odds {next(iter(given))!r} is no part of {leaf}; name one of those that --split gives"
        )
    return tuple(found)


def check_parts(leaf: str, count: int) -> None:
    """See that a leaf is not split into more parts than a case is answered with. raises: BadEntry."""
    if count > MOST_PARTS:
        raise BadEntry(f"--split: {leaf} is split into {count:,} parts; {MOST_PARTS} are the most: join some")


def _odds(text: str, name: str) -> Mapping[str, float]:
    """A multiple of odds, 2, or a range of them, 1.5-4, with its middle on the log scale."""
    first, dash, last = text.replace("–", "-").partition("-")
    try:
        numbers = float(first), float(last if dash else first)
    except ValueError as reason:
        raise BadEntry(f"--odds {name}: {text!r} is no number; write 2, or a range 1.5-4") from reason
    low, high = numbers
    middle = low
    if 0 < low <= high:  # rounded it can lie outside a narrow range
        middle = min(max(round((low * high) ** 0.5, 6), low), high)
    check_odds(low, middle, high, f"--odds {name}: {text!r}")
    return {"low": low, "mid": middle, "high": high}


def check_odds(low: float, mid: float, high: float, where: str) -> None:
    """See that a range of odds, as a multiple of the first part's, is one that a case can be answered with.

    where:  what it is of and how it was written, for the error. raises: BadEntry.
    """
    if not LEAST_ODDS <= low <= mid <= high <= MOST_ODDS:
        raise BadEntry(
            f"{where} is out of range; write a number from {LEAST_ODDS:g} to {MOST_ODDS}, or a range 1.5-4"
        )


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise BadEntry(f"{option} {text!r} is not clear; write it as {option} '{example}'")
    return name.strip(), value.strip()
