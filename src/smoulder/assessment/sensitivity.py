"""What an answer hangs on: each item, source, cluster and prior, the smallest set that flips, the next look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from smoulder.assessment.diagnosticity import diagnose, divergence, entropy
from smoulder.assessment.flip import smallest_flip
from smoulder.assessment.left_out import TIE, Said, lead, prior_means, say, speaks
from smoulder.assessment.next_look import Now, Seekable, best_pair, rank_looks
from smoulder.assessment.tilt import Tilt, Way
from smoulder.assessment.working import Working, scaled
from smoulder.records.sensitivity import Look, Sensitivity, Telling, Variant
from smoulder.records.series import Floats

LOOKS = 5
"""Looks that are kept, the most telling first."""
SHOWN = 0.005
"""A leaf that moves by less is not listed among the moves of a variant."""
DIGITS = 4
"""Decimals that are kept: the draws carry no more."""

What = Literal["item", "source", "cluster"] | Way
Named = tuple[What, str, list[int]]
"""What is changed, its name, and the places of the items that go."""


def find_sensitivity(
    working: Working, given: Floats, tilts: Sequence[Tilt], sought: Sequence[Seekable]
) -> Sensitivity:
    """Change one thing at a time and say what the case says then.

    given:  shape (leaf, draw), chance of a comeback within 12 months under each leaf.
    tilts:  the same case on other priors.
    sought: what can be looked for next.
    """
    items = len(working.ids)
    named: list[Named] = [("item", one, [at]) for at, one in enumerate(working.ids)]
    named += _groups(working)
    said = say(working, given, [[], *(out for *_, out in named)])
    posterior, answer = said.posterior[0], float(said.answer[0])
    first, second = (int(at) for at in np.argsort(-posterior, kind="stable")[:2])
    left = Said(said.posterior[1:], said.answer[1:])
    together = (working.posterior * given).mean(axis=1)
    now = Now(working.leaves, posterior, together / np.maximum(posterior, np.finfo(float).tiny))
    pair = best_pair(now, sought)
    return Sensitivity(
        first=working.leaves[first],
        second=working.leaves[second],
        lead=_short(float(posterior[first] - posterior[second])),
        answer=_short(answer),
        open_bits=_short(float(entropy(posterior))),
        variants=(*_variants(working, named, left, posterior), *_priors(working, tilts, posterior)),
        items=_telling(working, posterior, left.posterior[:items]),
        flip=smallest_flip(working, left.posterior[:items]),
        looks=tuple(_brief(look) for look in rank_looks(now, sought)[:LOOKS]),
        pair=None if pair is None else _brief(pair),
    )


def _groups(working: Working) -> list[Named]:
    """Sources and clusters of two items or more; the same items are left out once only."""
    named: list[Named] = []
    kinds: tuple[tuple[What, tuple[str, ...]], ...] = (
        ("source", working.sources),
        ("cluster", working.clusters),
    )
    for what, names in kinds:
        for name in dict.fromkeys(one for one in names if one):
            members = [at for at, one in enumerate(names) if one == name]
            if len(members) > 1 and all(members != out for *_, out in named):
                named.append((what, name, members))
    return named


def _variants(working: Working, named: Sequence[Named], said: Said, posterior: Floats) -> tuple[Variant, ...]:
    if not named:
        return ()
    first = int(np.argmax(posterior))
    leads = lead(said.posterior, first) >= -TIE
    return tuple(
        Variant(
            what=what,
            name=name,
            items=len(out),
            first=working.leaves[first if leads[at] else int(np.argmax(said.posterior[at]))],
            answer=_short(float(said.answer[at])),
            moves=_moves(working, said.posterior[at] - posterior),
            reorders=not leads[at],
        )
        for at, (what, name, out) in enumerate(named)
    )


def _moves(working: Working, change: Floats) -> dict[str, float]:
    moved = zip(working.leaves, change, strict=True)
    return {leaf: _short(float(by)) for leaf, by in moved if abs(by) >= SHOWN}


def _priors(working: Working, tilts: Sequence[Tilt], posterior: Floats) -> tuple[Variant, ...]:
    """The same evidence on other priors."""
    evidence = working.total - working.start
    means, answers = [], []
    for one in tilts:
        shares = scaled(one.start + evidence)
        means.append(shares.mean(axis=1))
        answers.append(float(np.einsum("ld,ld->", shares, one.given)) / evidence.shape[1])
    named: list[Named] = [(one.way, one.leaf, []) for one in tilts]
    return _variants(working, named, Said(np.array(means), np.array(answers)), posterior)


def _telling(working: Working, posterior: Floats, alone: Floats) -> tuple[Telling, ...]:
    if not working.ids:
        return ()
    told = diagnose(prior_means(working), speaks(working))
    adds = divergence(posterior[np.newaxis, :], alone)
    leaves = working.leaves
    return tuple(
        Telling(
            id=id_,
            spread=_short(float(told.spread[at])),
            bits=_short(float(told.learned[at])),
            adds=_short(float(adds[at])),
            between=(leaves[one], leaves[other]) if one != other else None,
            ratio=_short(float(told.ratio[at])),
        )
        for at, (id_, one, other) in enumerate(zip(working.ids, told.for_, told.against, strict=True))
    )


def _brief(look: Look) -> Look:
    outcomes = tuple(
        one.model_copy(
            update={name: _short(getattr(one, name)) for name in ("chance", "before", "after", "answer")}
        )
        for one in look.outcomes
    )
    return look.model_copy(
        update={
            "bits": _short(look.bits),
            "moves": _short(look.moves),
            "weight": tuple(_short(one) for one in look.weight),
            "outcomes": outcomes,
        }
    )


def _short(value: float) -> float:
    return round(value, DIGITS)
