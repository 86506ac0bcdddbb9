"""What looking for something is worth before one knows what will be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from smoulder.assessment.diagnosticity import divergence
from smoulder.records.sensitivity import Look, Outcome
from smoulder.records.series import Floats


@dataclass(frozen=True, slots=True)
class Seekable:
    """Something that can be looked for.

    kind:        of evidence, as in the table of likelihoods; words: what to look for.
    likelihoods: shape (leaf,), P(it is reported | leaf), 0 to 1.
    weight:      the power that one report of it would have, 0 to 1.
    """

    kind: str
    words: str
    likelihoods: Floats
    weight: float


@dataclass(frozen=True, slots=True)
class Now:
    """What is thought now.

    posterior: shape (leaf,), adds up to one.
    given:     shape (leaf,), chance of a comeback within 12 months under each leaf.
    """

    leaves: tuple[str, ...]
    posterior: Floats
    given: Floats


def chance_of_report(posterior: Floats, likelihoods: Floats, weight: float) -> Floats:
    """P(a report of it | leaf), such that Bayes' rule on a report gives what the update will make of it.

    The likelihood is raised to the weight, as the update does, and scaled so that the overall chance of a
    report stays what the likelihoods say. No report then counts by one less this chance, and over both
    outcomes what is expected to be thought is what is thought now.

    posterior, likelihoods: shape (leaf,). returns: shape (leaf,), 0 to 1.
    source: docs/methods/sensitivity.md#next

    >>> half = np.array([0.5, 0.5])
    >>> chance_of_report(half, np.array([0.8, 0.2]), 1.0).tolist()
    [0.8, 0.2]
    >>> chance_of_report(half, np.array([0.8, 0.2]), 0.0).tolist()
    [0.5, 0.5]
    """
    tempered = likelihoods**weight
    scaled: Floats = tempered * ((posterior @ likelihoods) / (posterior @ tempered))
    return np.clip(scaled, 0.0, 1.0)


def value_of(now: Now, sought: Sequence[Seekable]) -> Look:
    """What looking for one thing, or for several at once in different sources, is worth.

    returns: expected information of 0 bits or more; 0 where every leaf makes a report as likely.
    """
    reports = [chance_of_report(now.posterior, one.likelihoods, one.weight) for one in sought]
    answer = float(now.posterior @ now.given)
    bits, moves, outcomes = 0.0, 0.0, []
    for found in product((True, False), repeat=len(sought)):
        joint = now.posterior.copy()
        for seen, chance in zip(found, reports, strict=True):
            joint = joint * (chance if seen else 1 - chance)
        total = float(joint.sum())
        if total <= 0:
            continue
        after = joint / total
        bits += total * float(divergence(after, now.posterior))
        then = float(after @ now.given)
        moves += total * abs(then - answer)
        most = int(np.argmax(np.abs(after - now.posterior)))
        outcomes.append(
            Outcome(
                found=found,
                chance=total,
                first=now.leaves[int(np.argmax(after))],
                leaf=now.leaves[most],
                before=float(now.posterior[most]),
                after=float(after[most]),
                answer=then,
            )
        )
    return Look(
        kinds=tuple(one.kind for one in sought),
        words="; ".join(one.words for one in sought),
        weight=tuple(one.weight for one in sought),
        bits=max(0.0, bits),
        moves=moves,
        outcomes=tuple(outcomes),
    )


def rank_looks(now: Now, sought: Sequence[Seekable]) -> tuple[Look, ...]:
    """Each thing by itself, the most telling first."""
    looks = [value_of(now, [one]) for one in sought]
    return tuple(sorted(looks, key=lambda look: (-look.bits, look.kinds)))


def best_pair(now: Now, sought: Sequence[Seekable]) -> Look | None:
    """The two things that tell most together; None where there are not two."""
    reports = np.array([chance_of_report(now.posterior, one.likelihoods, one.weight) for one in sought])
    if len(sought) < 2:
        return None
    pairs = list(combinations(range(len(sought)), 2))
    one, other = reports[[a for a, _ in pairs]], reports[[b for _, b in pairs]]
    bits = np.zeros(len(pairs))
    for left, right in product((one, 1 - one), (other, 1 - other)):
        joint = now.posterior * left * right
        total = joint.sum(axis=1)
        after = joint / np.maximum(total, np.finfo(float).tiny)[:, np.newaxis]
        bits += total * divergence(after, now.posterior)
    a, b = pairs[int(np.argmax(bits))]
    return value_of(now, [sought[a], sought[b]])
