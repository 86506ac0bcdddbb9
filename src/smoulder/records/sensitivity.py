"""How far an answer hangs on single items, sources and priors, and what to look for next."""

from __future__ import annotations

from typing import Literal

from smoulder.records.base import Record


class Variant(Record):
    """What the case says with one thing changed.

    what:   what was left out, or whose odds before evidence were halved or doubled.
    name:   the id of the item, the name of the source or of the cluster, or the leaf.
    items:  how many items went.
    first:  the leaf that comes first then; `reorders` where it is another one.
    answer: chance of a comeback within 12 months then.
    moves:  change of the posterior by leaf, those of .005 or more.
    """

    what: Literal["item", "source", "cluster", "prior halved", "prior doubled"]
    name: str
    items: int
    first: str
    answer: float
    moves: dict[str, float]
    reorders: bool


class Telling(Record):
    """How far one item tells the leaves apart; all 0 for one that is as likely under every leaf.

    spread:  bits, the expected size of its log odds between two leaves drawn from the priors, at its weight.
    bits:    bits learned from it alone: how far it takes the priors.
    adds:    bits that it adds to all the others: how far the posterior is from that without it.
    between: the two leaves it tells apart most, the favoured one first; None where it tells none apart.
    ratio:   odds by which it favours the first of them over the second, at its weight.
    """

    id: str
    spread: float
    bits: float
    adds: float
    between: tuple[str, str] | None = None
    ratio: float = 1.0


class Flip(Record):
    """The smallest set of items found without which another leaf comes first.

    items:      empty where none was found.
    to:         the leaf that comes first then.
    smallest:   True where every smaller set was tried.
    none_up_to: no set of up to this many items does it: every one was tried.
    """

    items: tuple[str, ...] = ()
    to: str = ""
    smallest: bool = False
    none_up_to: int = 0


class Outcome(Record):
    """What would be thought after one outcome of looking.

    found:  of each kind looked for, True where it is reported.
    chance: of this outcome, by the assumed likelihoods.
    first:  the leaf that would come first; leaf, before, after: the one that would move most.
    answer: chance of a comeback within 12 months then.
    """

    found: tuple[bool, ...]
    chance: float
    first: str
    leaf: str
    before: float
    after: float
    answer: float


class Look(Record):
    """What looking for something is worth before one knows what will be found.

    kinds:   of evidence, one or two.
    words:   what to look for; weight: what one good report of it would weigh.
    bits:    expected information about the leaves.
    moves:   expected size of the change of the 12-month answer.
    """

    kinds: tuple[str, ...]
    words: str
    weight: tuple[float, ...]
    bits: float
    moves: float
    outcomes: tuple[Outcome, ...]


class Sensitivity(Record):
    """What an answer hangs on, and what would tell more.

    first, second: the two leaves that come first; lead: by how much the posterior of the one is above the other's.
    answer:        chance of a comeback within 12 months.
    open_bits:     what is not known yet about the leaves: the entropy of the posterior.
    variants:      sources and clusters of one item, or of the same items as another, are not listed twice.
    looks:         the most telling first; pair: the most telling two together.
    """

    first: str
    second: str
    lead: float
    answer: float
    open_bits: float
    variants: tuple[Variant, ...] = ()
    items: tuple[Telling, ...] = ()
    flip: Flip = Flip()
    looks: tuple[Look, ...] = ()
    pair: Look | None = None
