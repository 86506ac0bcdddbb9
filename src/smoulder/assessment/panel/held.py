"""What a case holds an analyst's judgement to: its leaves, its chances given each leaf, its items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from smoulder.records.case import Assessment
from smoulder.records.change import Judged
from smoulder.records.errors import BadJudgement
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


def held_by(assessment: Assessment, parts: Mapping[str, tuple[str, ...]]) -> Held:
    """What an answer of a case holds judgements to.

    parts:  names of the parts of each leaf that was split.
    raises: BadJudgement where the answer has no hypotheses, because the group is in no lull.
    """
    views = assessment.hypotheses
    if not views:
        raise BadJudgement(
            f"{assessment.question.group} is in no lull on {assessment.question.as_of}, so that there is nothing "
            "to judge; choose another day with `smoulder assess --as-of`"
        )
    leaves = tuple(str(view.id) for view in views)
    items = {
        item.id: HeldItem(
            item.text,
            item.weight,
            np.array([item.likelihoods[leaf].mid if leaf in item.likelihoods else 0.5 for leaf in leaves]),
        )
        for item in assessment.evidence
    }
    return Held(
        leaves=leaves,
        posterior=np.array([view.posterior.value for view in views]),
        comeback={one: np.array([view.comeback[one].value for view in views]) for one in assessment.answer},
        answer={one: chance.value for one, chance in assessment.answer.items()},
        items=items,
        parts=parts,
    )


def check_judged(judged: Judged, held: Held) -> None:
    """See that a judgement speaks only of what the case has.

    raises: BadJudgement with the name that is not there, and those that are.
    """
    leaves = (*held.leaves, *held.parts)
    named = {*judged.hypotheses, *(leaf for by_leaf in judged.items.values() for leaf in by_leaf)}
    if wrong := sorted(named - {*leaves}):
        raise BadJudgement(f"the case has no leaf {wrong[0]!r}; it has {', '.join(leaves)}")
    if wrong := sorted({*judged.items} - {*held.items}):
        has = ", ".join(held.items) or "none"
        raise BadJudgement(f"the case has no item {wrong[0]!r}; it has {has}")
    if late := sorted({*judged.comeback} - {*held.comeback}):
        months = ", ".join(str(one) for one in held.comeback)
        raise BadJudgement(f"the case asks nothing of {late[0]} months; it asks of {months}")
    if judged.hypotheses and not any(judged.hypotheses.values()):
        raise BadJudgement("every leaf was given nought, but one of them holds; give at least one a chance")
