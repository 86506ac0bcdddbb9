"""What a case holds an analyst's judgement to: its leaves, its chances given each leaf, its items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.records.case import Assessment, HypothesisView
from smoulder.records.change import Judged
from smoulder.records.errors import BadEntry
from smoulder.records.evidence import Item
from smoulder.records.series import Floats


@dataclass(frozen=True, slots=True)
class HeldItem:
    """One item as the case has it.

    words:       what it says. weight: the power its likelihoods are raised to.
    likelihoods: shape (leaf,), P(item | leaf), the middle of the range.
    """

    words: str
    weight: float
    likelihoods: Floats


@dataclass(frozen=True, slots=True)
class Held:
    """One answer of a case, as a panel needs it.

    posterior: shape (leaf,), the case's own after evidence.
    comeback:  by horizon, shape (leaf,): P(comeback by then | leaf), taken as fixed.
    answer:    by horizon, the case's own chance of a comeback.
    parts:     of each leaf that was split, by its name.
    """

    leaves: tuple[str, ...]
    posterior: Floats
    comeback: Mapping[int, Floats]
    answer: Mapping[int, float]
    items: Mapping[str, HeldItem]
    parts: Mapping[str, tuple[str, ...]]

    def spread(self, said: Mapping[str, float], otherwise: Floats) -> Floats:
        """What was said by leaf, shape (leaf,): a part takes what was said of its whole, others `otherwise`."""
        found = otherwise.copy()
        for whole, parts in self.parts.items():
            if whole in said:
                found[[self.leaves.index(part) for part in parts]] = said[whole]
        for at, leaf in enumerate(self.leaves):
            found[at] = said.get(leaf, found[at])
        return found


def held_by(assessment: Assessment) -> Held:
    """What an answer of a case holds judgements to.

    raises: BadEntry where the answer has no hypotheses, because the group is in no lull.
    """
    views = assessment.hypotheses
    if not views:
        raise BadEntry(
            f"{assessment.question.group} is in no lull on {assessment.question.as_of}, so that there is nothing "
            "to judge; choose another day with `smoulder assess --as-of`"
        )
    leaves = tuple(view.id for view in views)
    wholes = dict.fromkeys(view.parent for view in views if view.parent)
    items = {item.id: HeldItem(item.text, item.weight, _likely(item, views)) for item in assessment.evidence}
    return Held(
        leaves=leaves,
        posterior=np.array([view.posterior.value for view in views]),
        comeback={one: np.array([view.comeback[one].value for view in views]) for one in assessment.answer},
        answer={one: chance.value for one, chance in assessment.answer.items()},
        items=items,
        parts={whole: tuple(view.id for view in views if view.parent == whole) for whole in wholes},
    )


def _likely(item: Item, views: Sequence[HypothesisView]) -> Floats:
    """P(item | leaf) for every leaf: a part has its whole's, and a leaf that is not named even chances."""
    named = item.likelihoods
    found = [named.get(view.id) or named.get(view.parent) for view in views]
    return np.array([0.5 if one is None else one.mid for one in found])


def check_judged(judged: Judged, held: Held) -> None:
    """See that a judgement speaks only of what the case has.

    raises: BadEntry with the name that is not there, and those that are.
    """
    leaves = (*held.leaves, *held.parts)
    named = {*judged.hypotheses, *(leaf for by_leaf in judged.items.values() for leaf in by_leaf)}
    if wrong := sorted(named - {*leaves}):
        raise BadEntry(f"the case has no leaf {wrong[0]!r}; it has {', '.join(leaves)}")
    if wrong := sorted({*judged.items} - {*held.items}):
        has = ", ".join(held.items) or "none"
        raise BadEntry(
            f"the last answer has no item {wrong[0]!r}; it has {has}, and what was entered since joins it with "
            "`smoulder case answer`"
        )
    if late := sorted({*judged.comeback} - {*held.comeback}):
        months = ", ".join(str(one) for one in held.comeback)
        raise BadEntry(f"the case asks nothing of {late[0]} months; it asks of {months}")
    if judged.hypotheses and not any(judged.hypotheses.values()):
        raise BadEntry("every leaf was given nought, but one of them holds; give at least one a chance")
