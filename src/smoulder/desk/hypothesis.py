"""A leaf of the tree renamed, split, or given a prior, or such a thing taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from smoulder.desk.desk import Desk
from smoulder.desk.leaf_numbers import check_leaf, leaves_of, parts
from smoulder.records.case_file import OF_LEAF
from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from smoulder.records.case_file import CaseFile
    from smoulder.records.change import HypothesisPut, OfLeaf
    from smoulder.store.case_log import Unless
    from smoulder.store.case_rows import Case

MOST_WORDS = 2000
"""Letters in which a case puts a leaf."""
NAMED: dict[OfLeaf, str] = {"words": "words", "parts": "split", "prior": "prior"}
"""What a case can say of a leaf, as it is called."""
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
    takes_back: Sequence[OfLeaf] = (),
    unless: Unless | None = None,
) -> HypothesisPut:
    """Enter what is said of a leaf.

    words:  how the case puts it; split: its parts as NAME=SHARE:WORDS; odds: of a part as NAME=ODDS; prior: a word of
            ICD 203, a number or a range. '' and none leave what was there; takes_back: what is as nobody had set it.
    raises: BadEntry where the leaf is not known, or nothing or something that makes no sense is said of it;
            ChangedMeanwhile as `unless` has it.
    """
    put = hypothesis_of(desk.ledger.file(case.id), leaf, words, split, odds, prior, takes_back)
    desk.enter(case.id, [put], why, unless, fits(put))
    return put


def fits(*puts: HypothesisPut) -> Callable[[CaseFile], None]:
    """What sees to it, while a case is held, that its tree can be as some changes have it.

    Of two who split different leaves at one instant, each with a part of the same name, both find it free.
    """

    def check(file: CaseFile) -> None:
        from smoulder.assessment.tree import grow
        from smoulder.records.case_file import hypotheses_with

        held = dict(file.hypotheses)
        for put in puts:
            held = hypotheses_with(held, put)
        _ = grow(held)

    return check


def hypothesis_of(
    file: CaseFile,
    leaf: str,
    words: str,
    split: Sequence[str],
    odds: Sequence[str],
    prior: str,
    takes_back: Sequence[OfLeaf] = (),
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
    back = tuple(one for one in OF_LEAF if one in takes_back)
    _check_back(file, leaf, back, {"words": words.strip(), "parts": given, "prior": chance})
    if not (words.strip() or given or chance or back):
        raise BadEntry(f"nothing is said of {leaf}; give --words, --split, --prior or --take-back")
    return HypothesisPut(leaf=leaf, words=words, parts=given, prior=chance, takes_back=back)


def _check_back(file: CaseFile, leaf: str, takes_back: Sequence[OfLeaf], given: Mapping[str, object]) -> None:
    put = file.hypotheses.get(leaf)
    for one in takes_back:
        if given[one]:
            raise BadEntry(f"the {NAMED[one]} of {leaf} is both given and taken back; do one of them")
        if put is None or not getattr(put, one):
            raise BadEntry(f"{leaf} has no {NAMED[one]} that was set; there is nothing to take back")


def what_of_leaf(name: str) -> OfLeaf:
    """What a case can say of a leaf, by what it is called.

    raises: BadEntry.

    >>> what_of_leaf("split")
    'parts'
    """
    for one in OF_LEAF:
        if name in (one, NAMED[one]):
            return one
    raise BadEntry(f"{name!r} is nothing that is set of a hypothesis; write words, split or prior")


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
