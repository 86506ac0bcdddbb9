"""A leaf of the tree renamed, split, or given a prior."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smoulder.desk.desk import Desk
from smoulder.desk.leaf_numbers import check_leaf, leaves_of, parts
from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from smoulder.records.case_file import CaseFile
    from smoulder.records.change import HypothesisPut
    from smoulder.store.case_rows import Case

MOST_WORDS = 2000
"""Letters in which a case puts a leaf."""
SET_AT_MOST = 0.95
"""What the priors of leaves that were set may take together as they stand."""


def put_hypothesis(
    desk: Desk,
    case: Case,
    leaf: str,
    words: str,
    split: Sequence[str],
    odds: Sequence[str],
    prior: str,
    why: str,
) -> HypothesisPut:
    """Enter what is said of a leaf.

    words:  how the case puts it; split: its parts as NAME=SHARE:WORDS; odds: of a part as NAME=ODDS; prior: a word of
            ICD 203, a number or a range. '' and none leave what was there.
    raises: BadEntry where the leaf is not known, or nothing or something that makes no sense is said of it.
    """
    put = hypothesis_of(desk.ledger.file(case.id), leaf, words, split, odds, prior)
    desk.enter(case.id, [put], why)
    return put


def hypothesis_of(
    file: CaseFile, leaf: str, words: str, split: Sequence[str], odds: Sequence[str], prior: str
) -> HypothesisPut:
    """What is said of a leaf, before it is entered; as of `put_hypothesis`."""
    from smoulder.assessment.hypothesis import LEAVES
    from smoulder.assessment.likelihood import parse_likelihood
    from smoulder.records.change import HypothesisPut

    check_leaf(leaf, LEAVES)
    own = file.hypotheses[leaf].parts if leaf in file.hypotheses else ()
    taken = [one for one in leaves_of(file) if one not in {part.id for part in own}]
    given = parts(leaf, split, odds, taken)
    if len(given) == 1:
        raise BadEntry("--split is given once; a leaf is split into two parts or more: repeat --split")
    if len(words) > MOST_WORDS:
        raise BadEntry(f"the words of {leaf} have {len(words):,} letters; write {MOST_WORDS:,} at most")
    chance = parse_likelihood(prior, "--prior") if prior else None
    if not (words.strip() or given or chance):
        raise BadEntry(f"nothing is said of {leaf}; give --words, --split or --prior")
    return HypothesisPut(leaf=leaf, words=words, parts=given, prior=chance)


def scaled(file: CaseFile) -> list[str]:
    """What will be scaled when the case is answered, because it cannot stand as it was given."""
    priors = sum(put.prior.mid for put in file.hypotheses.values() if put.prior)
    lines = (
        [
            f"The priors that were set add up to {priors:.2f}, and leave the others next to nothing: they are scaled."
        ]
        if priors > SET_AT_MOST
        else []
    )
    for leaf, put in file.hypotheses.items():
        shares = sum(part.share.mid for part in put.parts)
        if put.parts and abs(shares - 1) > 0.01:
            lines.append(
                f"The shares of the parts of '{leaf}' add up to {shares:.2f}: they are scaled to one."
            )
    return lines
