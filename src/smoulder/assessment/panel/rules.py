"""Linear rules that judgements of one mind must keep: shares of a whole, a whole and its parts, a total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Bools, Floats


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the sum of weight × judgement equals a number, or is at least that.

    weights: by name of a judgement.
    """

    weights: Mapping[str, float]
    equals: float
    least: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules over named judgements, as arrays.

    weights: shape (rule, judgement); equals: shape (rule,); least: shape (rule,), True where the sum may be more.
    """

    weights: Floats
    equals: Floats
    least: Bools

    def kept_by(self, judgements: Floats, within: float = 1e-9) -> bool:
        """Whether judgements, shape (judgement,), keep every rule and lie between 0 and 1."""
        over = self.weights @ judgements - self.equals
        held = np.where(self.least, over >= -within, np.abs(over) <= within)
        return bool(held.all() and np.all((judgements >= -within) & (judgements <= 1 + within)))


def partition(names: Sequence[str]) -> Rule:
    """Exactly one of these holds: they add up to one."""
    return Rule(dict.fromkeys(names, 1.0), 1.0)


def complement(one: str, other: str) -> Rule:
    """One holds just when the other does not."""
    return partition((one, other))


def union(whole: str, parts: Sequence[str]) -> Rule:
    """The whole is one or another of parts that exclude each other."""
    return Rule({whole: -1.0, **dict.fromkeys(parts, 1.0)}, 0.0)


def total(name: str, given: Mapping[str, float]) -> Rule:
    """The law of total probability: P(name) = Σ P(leaf) · P(name | leaf), the conditionals fixed.

    given: P(name | leaf) by leaf.
    """
    return Rule({name: -1.0, **given}, 0.0)


def no_less(later: str, earlier: str) -> Rule:
    """What has happened by the earlier day has happened by the later one."""
    return Rule({later: 1.0, earlier: -1.0}, 0.0, least=True)


def over(names: Sequence[str], rules: Sequence[Rule]) -> Rules:
    """Rules as arrays over judgements in this order.

    raises: ValueError if a rule speaks of a judgement that is not named.

    >>> over(("a", "b", "c"), [partition(("a", "b")), no_less("c", "a")]).weights.tolist()
    [[1.0, 1.0, 0.0], [-1.0, 0.0, 1.0]]
    """
    weights = np.zeros((len(rules), len(names)))
    for row, rule in enumerate(rules):
        for name, weight in rule.weights.items():
            if name not in names:
                raise ValueError(f"a rule speaks of {name!r}, which is not among {', '.join(names)}")
            weights[row, names.index(name)] = weight
    return Rules(
        weights,
        np.array([rule.equals for rule in rules], dtype=float),
        np.array([rule.least for rule in rules], dtype=bool),
    )
