"""How likely an item is under each leaf: in words of a scale, in numbers, or by default for its kind.

The defaults are assumed: nobody has counted them, so each reaches into the words next to its own, and an analyst may
argue with its sentence of reasoning (docs/methods/evidence.md#likelihoods).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from smoulder.assessment.hypothesis import LEAVES
from smoulder.reading.scales import load_scale
from smoulder.records.errors import BadEntry
from smoulder.records.evidence import Likelihood
from smoulder.records.statement import Hypothesis

LEAST, MOST = 0.001, 0.999
"""A likelihood nearer to 0 or 1 would rule a leaf out for good, whatever comes later."""
SHORT = {
    "even": "roughly even chance",
    "even chance": "roughly even chance",
    "even odds": "roughly even chance",
}
_NUMBER = r"(\d+(?:[.,]\d+)?|[.,]\d+)\s*(%|per ?cent)?"
_NUMBERS = re.compile(rf"{_NUMBER}(?:\s*(?:-|–|—|to|\.\.)\s*{_NUMBER})?", re.I)


@cache
def word_ranges() -> dict[str, Likelihood]:
    """Terms of ICD 203 and their synonyms as ranges, the middle of each in between.

    >>> word_ranges()["improbable"].mid, word_ranges()["unlikely"].low
    (0.325, 0.2)
    """
    found = {}
    for term in load_scale("ICD 203").terms:
        for word in (term.word, *term.synonyms):
            middle = round((term.low + term.high) / 2, 4)
            found[word.casefold()] = Likelihood(low=term.low, mid=middle, high=term.high, word=word)
    return found


@cache
def wide_ranges() -> dict[str, Likelihood]:
    """The same for what is assumed: each term reaches to the middle of the terms beside it.

    >>> one = wide_ranges()["unlikely"]
    >>> one.low, one.mid, one.high
    (0.125, 0.325, 0.5)
    """
    terms = [word_ranges()[term.word.casefold()] for term in load_scale("ICD 203").terms]
    middles = [terms[0].low, *(one.mid for one in terms), terms[-1].high]
    return {
        one.word: one.model_copy(update={"low": middles[at], "high": middles[at + 2]})
        for at, one in enumerate(terms)
    }


def parse_likelihood(text: str, place: str = "") -> Likelihood:
    """A likelihood as an analyst writes it: a term of ICD 203, a number, or a range.

    text:   'unlikely', '0.3', '30 %', '0.2-0.4', '20 to 40 %'.
    place:  where it is written, for the error: '--under patience'.
    raises: BadEntry that says what to write in its place.

    >>> parse_likelihood("20-40 %")
    Likelihood(low=0.2, mid=0.3, high=0.4, word='')
    >>> parse_likelihood("Improbable").mid
    0.325
    """
    said = " ".join(text.split())
    where = f"{place}: {text!r}" if place else repr(text)
    word = SHORT.get(said.casefold(), said.casefold())
    if word in word_ranges():
        return word_ranges()[word]
    found = _NUMBERS.fullmatch(said)
    if found is None:
        near = get_close_matches(word, word_ranges(), n=1)
        cure = (
            f"did you mean {near[0]!r}?"
            if near
            else "write a word such as 'unlikely', or a number such as 0.3"
        )
        raise BadEntry(f"{where} is no likelihood; {cure} (words: {', '.join(word_ranges())})")
    first, first_unit, second, second_unit = found.groups()
    # '20-40 %' is per cent on both sides
    low = _share(first, first_unit or second_unit, where)
    high = low if second is None else _share(second, second_unit, where)
    if low > high:
        raise BadEntry(f"{where} goes from high to low; write {second} to {first}")
    return Likelihood(low=low, mid=round((low + high) / 2, 6), high=high)


def check_range(likelihood: Likelihood, place: str) -> None:
    """See that a likelihood that was not written as text is one that `parse_likelihood` can give.

    place:  what it is of, for the error. raises: BadEntry.
    """
    low, mid, high = likelihood.low, likelihood.mid, likelihood.high
    where = f"{place}: {low:g}, {mid:g}, {high:g}"
    if not (low <= mid <= high and low >= 0 and high <= 1):
        raise BadEntry(f"{where} is no likelihood; it lies between 0 and 1, low before high")
    # a range that was scaled to a bound can lie off it by its last digit
    _check_bounds(round(low, 9), where)
    _check_bounds(round(high, 9), where)


def _share(number: str, unit: str | None, where: str) -> float:
    value = float(number.replace(",", "."))
    share = round(value / 100, 6) if unit else value
    if not unit and value > 1:
        raise BadEntry(f"{where} is no likelihood, which is 1 at most; write {number} % or {value / 100:g}")
    if share > 1:
        raise BadEntry(f"{where} is above 100 %; write a share of 100")
    _check_bounds(share, where)
    return share


def _check_bounds(share: float, where: str) -> None:
    if not LEAST <= share <= MOST:
        raise BadEntry(
            f"{where} would rule a hypothesis out whatever comes later; write {LEAST:g} at least and {MOST:g} at most"
        )


def assume(word: str) -> Likelihood:
    """The wide range of a word of the table of kinds."""
    return wide_ranges()[SHORT.get(word, word)]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of evidence: a word for each leaf it speaks of, the others at even chances."""

    words: dict[Hypothesis, str]
    why: str


KINDS: dict[str, Kind] = {
    "unused opportunity": Kind(
        {"patience": "unlikely", "degraded": "likely", "spent": "very likely", "deal": "likely"},
        "a group able to act would be expected to use such a time; one that is unable lets it pass",
    ),
    "continued attacks": Kind(
        {"patience": "likely", "degraded": "likely", "spent": "very unlikely", "deal": "unlikely"},
        "attacks go on at a low level: some capacity is left",
    ),
    "capacity judged low": Kind(
        {"patience": "unlikely", "degraded": "likely", "spent": "likely"},
        "an observer judges that the group lacks means; observers with an interest say so more often",
    ),
    "waiting judged likely": Kind(
        {"patience": "likely", "degraded": "unlikely", "spent": "very unlikely"},
        "an observer judges that the group holds back on purpose",
    ),
    "would return if pressure ends": Kind(
        {"patience": "likely", "degraded": "likely", "spent": "very unlikely"},
        "an observer expects a return once pressure ends, which a spent group could not make",
    ),
    "regrouping": Kind(
        {"patience": "likely", "degraded": "likely", "spent": "very unlikely", "deal": "unlikely"},
        "recruiting, training or arming is done by groups that mean to fight again",
    ),
    "still present": Kind(
        {"patience": "likely", "degraded": "likely", "spent": "very unlikely"},
        "the group is seen in a place again, or never left it: some of it is there",
    ),
    "large attack": Kind(
        {"patience": "likely", "degraded": "unlikely", "spent": "very unlikely", "deal": "very unlikely"},
        "a large attack shows means that a degraded group would have to rebuild first",
    ),
    "surrenders": Kind(
        {"patience": "unlikely", "degraded": "likely", "spent": "likely", "deal": "likely"},
        "fighters give up: the group is losing people, or is being disarmed by agreement",
    ),
    "declared defeated": Kind(
        {"patience": "even", "degraded": "even", "spent": "likely"},
        "a party declares the group defeated; such declarations came before many returns and say little",
    ),
    "ceasefire holds": Kind(
        {"deal": "very likely", "patience": "unlikely", "degraded": "unlikely", "spent": "unlikely"},
        "quiet that follows a kept ceasefire is what a deal predicts",
    ),
    "talks broken off": Kind(
        {"deal": "unlikely", "patience": "likely"},
        "broken talks make a deal less likely to be what binds the group",
    ),
    "renamed or split": Kind(
        {"moved": "very likely"},
        "deaths are then counted under another name",
    ),
    "active elsewhere": Kind(
        {"moved": "likely", "spent": "unlikely"},
        "the group fights in another country: it has not ended, and moving is one way to be quiet here",
    ),
    "reporting blocked": Kind(
        {"unseen": "very likely"},
        "where reporters and monitors cannot work, quiet in the data is no sign of quiet on the ground",
    ),
    "counted under another name": Kind(
        {"moved": "very likely", "spent": "very unlikely"},
        "the data set books the group's deaths under another name for these months",
    ),
    "took the government": Kind(
        {
            "won": "very likely", "patience": "very unlikely", "degraded": "very unlikely",
            "spent": "very unlikely", "moved": "very unlikely", "deal": "very unlikely",
            "unseen": "very unlikely",
        },
        "the group is on record as having become the government",
    ),
    "agreement on record": Kind(
        {"deal": "very likely", "patience": "unlikely", "degraded": "unlikely", "spent": "unlikely"},
        "an agreement or ceasefire with the group is on record and has not been ended",
    ),
    "agreement signed": Kind(
        {"deal": "likely"},
        "an agreement was signed in the last five years; many such are broken",
    ),
    "no agreement on record": Kind(
        {"deal": "very unlikely"},
        "groups bound by a deal mostly have one on record",
    ),
    "others still reported": Kind(
        {"unseen": "unlikely", "moved": "likely", "won": "likely", "deal": "likely",
         "patience": "likely", "degraded": "likely", "spent": "likely"},
        "reporting on this country goes on at its usual rate, so a silence of the sources is less likely",
    ),
    "reporting fell for all": Kind(
        {"unseen": "likely", "moved": "unlikely", "won": "even", "deal": "unlikely",
         "patience": "unlikely", "degraded": "unlikely", "spent": "unlikely"},
        "reported deaths fell for the whole country at the same time, as they would if the sources had gone silent",
    ),
}  # fmt: skip


def likelihoods(kind: str) -> dict[str, Likelihood] | None:
    """P(item | leaf) for every leaf; None for a kind that the table does not hold.

    >>> likelihoods("unused opportunity")["patience"].mid
    0.325
    """
    known = KINDS.get(kind)
    if known is None:
        return None
    return {leaf: assume(known.words.get(leaf, "even")) for leaf in LEAVES}


def by_favour(favours: Sequence[str], over: Sequence[str]) -> dict[str, Likelihood]:
    """For a kind that is not in the table: likely under what it favours, unlikely under the rest named."""
    words = {**dict.fromkeys(over, "unlikely"), **dict.fromkeys(favours, "likely")}
    return {leaf: assume(words.get(leaf, "even")) for leaf in LEAVES}
