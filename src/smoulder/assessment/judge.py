"""The judgement for a group in a lull: base rate, hypotheses, evidence, branches, in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.assessment.branches import Ahead, Pressing, draw_branches
from smoulder.assessment.chance import chance_of, chances_at
from smoulder.assessment.contribution import with_contributions
from smoulder.assessment.counts import deal_odds, share_deal, share_spent, share_won
from smoulder.assessment.hypothesis import (
    COMEBACK_ODDS,
    LEAVES,
    PATIENT_ODDS,
    WORDS,
    Agreement,
    Priors,
    Range,
    agree,
    draw_priors,
    draw_ratio,
)
from smoulder.assessment.observable import what_to_seek
from smoulder.assessment.sensitivity import find_sensitivity
from smoulder.assessment.update import Updated, update
from smoulder.assessment.weighing import Draft, name_items, weigh
from smoulder.assessment.weights import Weighed
from smoulder.models.comeback.live import ComebackForecast
from smoulder.models.rates.comeback_rate import ComebackRate, comeback_rate
from smoulder.models.rates.moment import Moment
from smoulder.models.rates.past_lulls import Panel
from smoulder.records.case import Branches, HypothesisView, NamedCase
from smoulder.records.episode import Episode
from smoulder.records.evidence import Item
from smoulder.records.forecast import Chance
from smoulder.records.sensitivity import Sensitivity
from smoulder.records.series import Floats
from smoulder.records.statement import Hypothesis

AGREE = "hypotheses#agree"
YEAR = 12
"""Months of the horizon on which the weight of an item is shown."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of one lull.

    rate:          past lulls of the same class, shown beside; stack: what the comeback model says by horizon.
    answer, major: chance of a comeback by horizon after evidence.
    conflict:      share of draws in which priors and comeback model agree only at an edge.
    posterior:     shape (draw, leaf).
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


@dataclass(frozen=True, slots=True)
class Matter:
    """What is judged, before any evidence.

    panel:     past lulls up to the as-of month; case: the running one.
    comeback:  what the comeback model says of it, to the last horizon.
    seen_year: last calendar year of episodes to look at.
    late:      months between the last one seen and the as-of day; every horizon reaches so much further.
    departures: named past departures to show beside the branches.
    pressing:  what may become of the pressure, to the last horizon.
    always_major: True where the line lies above half of the peak, so that every comeback is a major one.
    """

    panel: Panel
    case: Moment
    comeback: ComebackForecast
    episodes: Sequence[Episode]
    seen_year: int
    horizons: Sequence[int]
    late: int
    departures: Sequence[NamedCase]
    pressing: Pressing
    always_major: bool


@dataclass(frozen=True, slots=True)
class Footing:
    """What a judgement stands on whatever the evidence is, so that new evidence needs no more than an update.

    stack:  shape (draw, month), chance of a comeback by then before evidence; major_share: what part of it is major.
    ratios: odds of a comeback under unseen, moved, won and deal, each of shape (draw,); patient: of patience over
            degraded.
    seed:   of what is drawn later: the same evidence on the same footing gives the same judgement.
    """

    matter: Matter
    rate: ComebackRate
    priors: Priors
    odds: dict[Hypothesis, Range]
    ratios: tuple[Floats, ...]
    patient: Floats
    stack: Floats
    major_share: Floats
    agreement: Agreement
    seed: int


def find_footing(matter: Matter, rng: np.random.Generator) -> Footing:
    """Draw what holds before evidence: past lulls of the class, priors, and chances that agree with the model."""
    panel = matter.panel
    size = panel.settings.draws
    rate = comeback_rate(panel, matter.case, max(matter.horizons) + matter.late, size, rng)
    priors = draw_priors(
        share_won(panel), share_deal(matter.episodes, matter.seen_year), share_spent(rate), size, rng
    )
    odds: dict[Hypothesis, Range] = {**COMEBACK_ODDS, "deal": deal_odds(matter.episodes, matter.seen_year)}
    stack = np.clip(matter.comeback.draws, 1e-6, 1 - 1e-6)
    ratios, patient = _draw_ratios(odds, len(stack), rng)
    # a major comeback keeps its share of all comebacks
    share = (
        np.ones_like(stack) if matter.always_major else np.minimum(matter.comeback.major_draws / stack, 1.0)
    )
    return Footing(
        matter=matter,
        rate=rate,
        priors=priors,
        odds=odds,
        ratios=ratios,
        patient=patient,
        stack=stack,
        major_share=share,
        agreement=agree(stack, priors.draws, ratios, patient),
        seed=int(rng.integers(2**32)),
    )


def judge(footing: Footing, drafts: Sequence[Draft]) -> Judgement:
    """Weigh the evidence on one lull and say how likely a comeback is."""
    matter, stack, priors, agreement = footing.matter, footing.stack, footing.priors, footing.agreement
    horizons, late, n = matter.horizons, matter.late, matter.comeback.lulls
    updated = update_on(footing, name_items(drafts))
    after = np.einsum("dl,dlm->dm", updated.posterior, agreement.given)
    after_major = after * footing.major_share
    year = YEAR + late - 1
    return Judgement(
        rate=footing.rate,
        stack=chances_at(stack, horizons, late, "estimated", n, "comeback"),
        hypotheses=_views(priors, updated.posterior, agreement, horizons, late, footing.odds),
        evidence=with_contributions(
            weigh(drafts, updated, agreement.given[:, :, year].mean(axis=0)),
            updated.working,
            agreement.given[:, :, [horizon + late - 1 for horizon in horizons]],
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
            np.random.default_rng([footing.seed, 1]),
        ),
        conflict=agreement.conflict,
        priors=priors.draws,
        posterior=updated.posterior,
        sensitivity=find_sensitivity(
            updated.working,
            np.ascontiguousarray(agreement.given[:, :, year].T),
            lambda other: agree(stack[:, [year]], other.T, footing.ratios, footing.patient).given[:, :, 0].T,
            what_to_seek(
                updated.working,
                {draft.id: draft.kind for draft in drafts},
                {leaf: leaf for leaf in LEAVES},
            ),
        ),
    )


def chance_with(footing: Footing, items: Sequence[Weighed], horizon: int) -> float:
    """The mean chance of a comeback within a horizon with these items and no others."""
    posterior = update_on(footing, items).posterior
    given = footing.agreement.given[:, :, horizon + footing.matter.late - 1]
    return float(np.einsum("dl,dl->d", posterior, given).mean())


def update_on(footing: Footing, items: Sequence[Weighed]) -> Updated:
    """The posterior with these items."""
    return update(footing.priors.draws, items, LEAVES, np.random.default_rng([footing.seed, 0]))


def _draw_ratios(
    odds: dict[Hypothesis, Range], size: int, rng: np.random.Generator
) -> tuple[tuple[Floats, ...], Floats]:
    """Odds ratios of the leaves that have their own, and of patience over degraded."""
    own = tuple(draw_ratio(odds[leaf], size, rng) for leaf in ("unseen", "moved", "won", "deal"))
    return own, draw_ratio(PATIENT_ODDS, size, rng)


def _views(
    priors: Priors,
    posterior: Floats,
    agreement: Agreement,
    horizons: Sequence[int],
    late: int,
    odds: dict[Hypothesis, Range],
) -> tuple[HypothesisView, ...]:
    views = []
    for at, leaf in enumerate(LEAVES):
        basis = priors.ranges[leaf]
        given = agreement.given[:, at, :]
        how = odds.get(leaf, PATIENT_ODDS)
        views.append(
            HypothesisView(
                id=leaf,
                words=WORDS[leaf],
                prior=chance_of(priors.draws[:, at], basis.basis, basis.n, "hypotheses#priors", basis.why),
                posterior=chance_of(posterior[:, at], "combined", None, "evidence#update"),
                comeback=chances_at(
                    given, horizons, late, "assumed" if leaf == "spent" else how.basis, None, AGREE
                ),
            )
        )
    return tuple(views)
