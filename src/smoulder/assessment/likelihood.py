"""What each kind of evidence says under each leaf: assumed ranges, with the reasoning in a sentence.

P(item | leaf) is given by a word of the ICD 203 scale, which is a range. They are defaults that an
analyst may argue with: nobody has counted them (docs/methods/evidence.md#likelihoods).
"""

from __future__ import annotations

from dataclasses import dataclass

from smoulder.assessment.hypothesis import LEAVES
from smoulder.records.evidence import Likelihood
from smoulder.records.statement import Hypothesis

EVEN = Likelihood(low=0.45, mid=0.5, high=0.55)
WORD = {
    "very unlikely": Likelihood(low=0.05, mid=0.12, high=0.20),
    "unlikely": Likelihood(low=0.20, mid=0.33, high=0.45),
    "even": EVEN,
    "likely": Likelihood(low=0.55, mid=0.67, high=0.80),
    "very likely": Likelihood(low=0.80, mid=0.88, high=0.95),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of evidence: a word for each leaf it speaks of, the others at even chances."""

    words: dict[Hypothesis, str]
    why: str


KINDS: dict[str, Kind] = {
    "unused opportunity": Kind(
        {"patience": "unlikely", "degraded": "likely", "spent": "very likely", "deal": "likely"},
        "a group that could act would be expected to use such a time; one that cannot lets it pass",
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
        "deaths may be counted under another name",
    ),
    "active elsewhere": Kind(
        {"moved": "likely", "spent": "unlikely"},
        "the group fights in another country: it has not ended, it may have moved",
    ),
    "reporting blocked": Kind(
        {"unseen": "very likely"},
        "where reporters and monitors cannot work, quiet in the data may be silence of the sources",
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
        "reported deaths fell for the whole country at the same time: the sources may have gone silent",
    ),
}  # fmt: skip


def likelihoods(kind: str) -> dict[str, Likelihood] | None:
    """P(item | leaf) for every leaf; None for a kind that the table does not hold.

    >>> likelihoods("unused opportunity")["patience"].mid
    0.33
    """
    known = KINDS.get(kind)
    if known is None:
        return None
    return {leaf: WORD[known.words.get(leaf, "even")] for leaf in LEAVES}


def by_favour(favours: tuple[Hypothesis, ...], over: tuple[Hypothesis, ...]) -> dict[str, Likelihood]:
    """For a kind that is not in the table: likely under what it favours, unlikely under the rest named."""
    words = dict.fromkeys(over, "unlikely") | dict.fromkeys(favours, "likely")
    return {leaf: WORD[words.get(leaf, "even")] for leaf in LEAVES}
