"""What can be looked for next, and how much one good report of it would weigh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from smoulder.assessment.likelihood import likelihoods
from smoulder.assessment.next_look import Seekable
from smoulder.assessment.weights import CREDIBILITY, RELIABILITY, join_grades, spread_weights
from smoulder.assessment.working import Working
from smoulder.records.statement import Hypothesis

B2 = float(join_grades(RELIABILITY["B"], CREDIBILITY["2"]))
"""A usually reliable source, probably true: the report that looking is thought to bring."""


@dataclass(frozen=True, slots=True)
class Observable:
    """One kind of evidence that looking can bring.

    words:   what to look for; if_so, if_not: its two outcomes.
    anew:    True for what can happen again, so that a further report is news; where it is False a further
             report leans on those of the kind that are in the case.
    """

    words: str
    if_so: str = "if it is reported"
    if_not: str = "if not"
    anew: bool = False


OBSERVABLE: dict[str, Observable] = {
    "unused opportunity": Observable(
        "the next opportunity (protests, an election, a departure), and whether it is used",
        "if it is let pass",
        "if it is used",
        anew=True,
    ),
    "large attack": Observable("a large or coordinated attack", anew=True),
    "regrouping": Observable("recruiting, training or arming", anew=True),
    "surrenders": Observable("surrenders or disarmament", anew=True),
    "still present": Observable("the group being seen in its old places"),
    "capacity judged low": Observable("an independent observer who judges its means low"),
    "waiting judged likely": Observable("an independent observer who judges that it holds back on purpose"),
    "would return if pressure ends": Observable(
        "an independent observer who expects it back once the pressure ends"
    ),
    "declared defeated": Observable("a party that declares it defeated"),
    "ceasefire holds": Observable("a ceasefire that is kept", "if one is", "if none is"),
    "agreement signed": Observable("an agreement being signed"),
    "talks broken off": Observable("talks being broken off", anew=True),
    "renamed or split": Observable("a new name, a split or a merger"),
    "active elsewhere": Observable("the group fighting in another country"),
    "reporting blocked": Observable("reporters and monitors being kept out"),
}
NOT_SOUGHT: dict[str, str] = {
    "continued attacks": "the months of the series hold them",
    "others still reported": "counted from the data in every answer",
    "reporting fell for all": "counted from the data in every answer",
    "counted under another name": "looked up in the registry in every answer",
    "took the government": "looked up in the registry in every answer",
    "agreement on record": "looked up in the registry in every answer",
    "no agreement on record": "looked up in the registry in every answer",
}
"""Kinds that nobody need look for, and why."""


def what_to_seek(
    working: Working, kinds: Mapping[str, str], parents: Mapping[str, Hypothesis]
) -> list[Seekable]:
    """Everything that can be looked for, with the weight that one B2 report of it would have in this case.

    kinds:   of the items in the case, by id.
    parents: for each leaf of the case the leaf of the tree whose likelihoods it has.
    """
    sought = []
    for kind, observable in OBSERVABLE.items():
        table = likelihoods(kind)
        assert table is not None, kind
        middles = np.array([table[parents[leaf]].mid for leaf in working.leaves])
        weight = B2 if observable.anew else weight_beside(working, kinds, kind)
        sought.append(Seekable(kind, observable.words, middles, weight))
    return sought


def weight_beside(working: Working, kinds: Mapping[str, str], kind: str) -> float:
    """What a further report of a kind adds to the weight of those in the case, if it leans on them.

    returns: B2's own weight where there is none yet, less the more there are.
    """
    same = [at for at, id_ in enumerate(working.ids) if kinds.get(id_) == kind]
    if not same:
        return B2
    powers, roots = working.powers[same], [working.roots[at] for at in same]
    new = np.full((1, powers.shape[1]), B2)
    before = spread_weights(powers, [kind] * len(same), roots)
    after = spread_weights(np.vstack([powers, new]), [kind] * (len(same) + 1), [*roots, "the next report"])
    return float((after.sum(axis=0) - before.sum(axis=0)).mean())
