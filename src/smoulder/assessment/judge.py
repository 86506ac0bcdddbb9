"""The judgement for a group in a lull: base rate, hypotheses, evidence, branches, in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.assessment.branches import Ahead, draw_branches
from smoulder.assessment.chance import Basis, chance_of, chances_at
from smoulder.assessment.contribution import with_contributions
from smoulder.assessment.footing import Footing, who_set
from smoulder.assessment.hypothesis import PATIENT_ODDS
from smoulder.assessment.observable import what_to_seek
from smoulder.assessment.sensitivity import find_sensitivity
from smoulder.assessment.tree import split_priors
from smoulder.assessment.update import Updated, update
from smoulder.assessment.weighing import Draft, name_items, weigh
from smoulder.assessment.working import work_out
from smoulder.models.rates.comeback_rate import ComebackRate
from smoulder.records.case import Branches, HypothesisView
from smoulder.records.evidence import Item
from smoulder.records.forecast import Chance
from smoulder.records.sensitivity import Sensitivity
from smoulder.records.series import Floats

AGREE = "hypotheses#agree"
CONFLICT = 0.05
"""Share of draws in conflict from which on the priors are shown as they were before they were widened as well."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of one lull.

    rate:          past lulls of the same class, shown beside; stack: what the comeback model says by horizon.
    answer, major: chance of a comeback by horizon after evidence.
    conflict:      share of draws in which the priors had to be widened to agree with the comeback model.
    priors, posterior: shape (draw, leaf or part).
    sensitivity:   what the answer hangs on, and what to look for next.
    """

    rate: ComebackRate
    stack: dict[int, Chance]
    hypotheses: tuple[HypothesisView, ...]
    evidence: tuple[Item, ...]
    answer: dict[int, Chance]
    major: dict[int, Chance]
    branches: Branches
    conflict: float
    priors: Floats
    posterior: Floats
    sensitivity: Sensitivity


def judge(footing: Footing, drafts: Sequence[Draft]) -> Judgement:
    """Weigh the evidence on one lull and say how likely a comeback is."""
    matter, tree, given = footing.matter, footing.tree, footing.given
    horizons, late, n = matter.horizons, matter.late, matter.comeback.lulls
    updated = update_on(footing, drafts)
    after = np.einsum("dl,dlm->dm", updated.posterior, given)
    after_major = after * footing.major_share
    year = footing.year
    sensitivity = find_sensitivity(
        updated.working,
        np.ascontiguousarray(given[:, :, year].T),
        footing.tilts,
        what_to_seek(
            updated.working,
            {draft.id: draft.kind for draft in drafts},
            {node.id: node.leaf for node in tree.nodes},
        ),
    )
    flips = {one.name for one in sensitivity.variants if one.what == "item" and one.reorders}
    return Judgement(
        rate=footing.rate,
        stack=chances_at(footing.stack, horizons, late, "estimated", n, "comeback"),
        hypotheses=view_hypotheses(footing, updated.posterior),
        evidence=with_contributions(
            weigh(drafts, updated, given[:, :, year].mean(axis=0), flips, tree),
            updated.working,
            given[:, :, [horizon + late - 1 for horizon in horizons]],
            horizons,
        ),
        answer=chances_at(after, horizons, late, "combined", n, AGREE),
        major=chances_at(after_major, horizons, late, "combined", n, AGREE),
        branches=draw_branches(
            after,
            after_major,
            matter.pressing,
            Ahead(tuple(horizons), late),
            matter.departures,
            n,
            footing.pressed,
        ),
        conflict=footing.agreement.conflict,
        priors=footing.before,
        posterior=updated.posterior,
        sensitivity=sensitivity,
    )


def chance_with(footing: Footing, items: Sequence[Draft | Item], horizon: int) -> float:
    """The mean chance of a comeback within a horizon with these items and no others."""
    rng = np.random.default_rng([footing.seed, 0])
    posterior = work_out(footing.before, name_items(items, footing.tree), footing.tree.ids, rng).posterior
    given = footing.given[:, :, horizon + footing.matter.late - 1]
    return float(np.einsum("ld,dl->d", posterior, given).mean())


def update_on(footing: Footing, items: Sequence[Draft | Item]) -> Updated:
    """The posterior with these items."""
    tree = footing.tree
    rng = np.random.default_rng([footing.seed, 0])
    return update(footing.before, name_items(items, tree), tree.ids, rng)


def view_hypotheses(footing: Footing, posterior: Floats) -> tuple[HypothesisView, ...]:
    """Each leaf and part before and after evidence.

    posterior: shape (draw, leaf or part).
    returns:   the chance of a comeback under a leaf is E[P(H) · P(comeback | H)] / E[P(H)] after evidence, so that the
               printed products add up to the printed answer, as they do in every draw.
    """
    matter = footing.matter
    widened = footing.agreement.conflict > CONFLICT
    narrow = split_priors(footing.priors.draws, footing.tree, footing.split)
    views = []
    for at, node in enumerate(footing.tree.nodes):
        basis = footing.priors.ranges[node.leaf]
        why = basis.why if node.part is None else f"a part of '{node.leaf}', its share assumed: {basis.why}"
        label = basis.basis if node.part is None else "assumed"
        how = footing.odds.get(node.leaf, PATIENT_ODDS)
        before = chance_of(footing.before[:, at], label, basis.n, "hypotheses#priors", why)
        views.append(
            HypothesisView(
                id=node.id,
                words=node.words,
                prior=before,
                posterior=chance_of(posterior[:, at], "combined", None, "evidence#update"),
                comeback=_under(
                    footing, at, posterior[:, at], "assumed" if node.leaf == "spent" else how.basis
                ),
                parent=node.leaf if node.part is not None else "",
                set_by=who_set(node.leaf, matter.said) if node.leaf in footing.tree.own else "",
                narrow=chance_of(narrow[:, at], label, basis.n, "hypotheses#priors", why)
                if widened
                else None,
            )
        )
    return tuple(views)


def _under(footing: Footing, at: int, posterior: Floats, basis: Basis) -> dict[int, Chance]:
    """The chance of a comeback under one leaf by horizon, with its 90 % interval over all draws."""
    matter, given = footing.matter, footing.given[:, at, :]
    mean = posterior @ given / max(float(posterior.sum()), 1e-300)
    return {
        horizon: chance.model_copy(update={"value": float(mean[horizon + matter.late - 1])})
        for horizon, chance in chances_at(given, matter.horizons, matter.late, basis, None, AGREE).items()
    }
