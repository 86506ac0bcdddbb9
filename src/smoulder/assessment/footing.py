"""What a judgement stands on before evidence: the model's answer, priors, and chances that agree with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from smoulder.assessment.agreement import Agreement, agree
from smoulder.assessment.branches import Pressed, Pressing, press
from smoulder.assessment.counts import deal_odds, share_deal, share_spent, share_won
from smoulder.assessment.hypothesis import (
    COMEBACK_ODDS,
    PATIENT_ODDS,
    Priors,
    Range,
    draw_priors,
    draw_ratio,
    set_priors,
)
from smoulder.assessment.tilt import Tilt, tilt
from smoulder.assessment.tree import Shares, Tree, draw_shares, grow, split_given, split_priors
from smoulder.models.comeback.live import ComebackForecast
from smoulder.models.rates.comeback_rate import ComebackRate, comeback_rate
from smoulder.models.rates.moment import Moment
from smoulder.models.rates.past_lulls import Panel
from smoulder.records.case import NamedCase
from smoulder.records.case_file import Said
from smoulder.records.change import HypothesisPut
from smoulder.records.episode import Episode
from smoulder.records.series import Floats
from smoulder.records.statement import Hypothesis

YEAR = 12
"""Months of the horizon on which the weight of an item is shown."""


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
    hypotheses: what analysts made of the tree, by leaf; said: who said it, and why.
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
    hypotheses: Mapping[str, HypothesisPut] = field(default_factory=dict)
    said: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Footing:
    """What a judgement stands on whatever the evidence is, so that new evidence needs no more than an update.

    stack:  shape (draw, month), chance of a comeback by then before evidence; major_share: what part of it is major.
    ratios: odds of a comeback under unseen, moved, won and deal, each of shape (draw,); patient: of patience over
            degraded.
    tree:   leaves, with parts where an analyst split one; split: how they share what the leaf has.
    before: shape (draw, leaf or part), P(H) before evidence; given: shape (draw, leaf or part, month), P(comeback by
            then | H). Their product adds up to `stack`.
    priors: of the seven leaves as they are estimated, assumed or set; agreement: the same made to agree.
    pressed: what the branches do to the hazard.
    tilts:  other priors, for the year ahead; seven leaves in 4,000 draws are 6 MB of them.
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
    tree: Tree
    split: Shares
    before: Floats
    given: Floats
    pressed: Pressed
    seed: int
    tilts: tuple[Tilt, ...] = ()

    @property
    def year(self) -> int:
        """The place of the month a year ahead among those of `given`, of the last where these end before."""
        months: int = self.given.shape[2]
        return min(YEAR + self.matter.late, months) - 1


@dataclass(frozen=True, slots=True)
class Counted:
    """What past lulls and episodes say: priors of the leaves, and odds of a comeback under them."""

    rate: ComebackRate
    priors: Priors
    odds: dict[Hypothesis, Range]


def find_footing(matter: Matter, rng: np.random.Generator) -> Footing:
    """Count and draw what holds before evidence: past lulls of the class, priors, and chances that agree.

    raises: BadEntry where the tree cannot be as analysts have it.
    """
    panel, episodes, year = matter.panel, matter.episodes, matter.seen_year
    size = panel.settings.draws
    rate = comeback_rate(panel, matter.case, max(matter.horizons) + matter.late, size, rng)
    priors = draw_priors(share_won(panel), share_deal(episodes, year), share_spent(rate), size, rng)
    odds: dict[Hypothesis, Range] = {**COMEBACK_ODDS, "deal": deal_odds(episodes, year)}
    return stand_on(matter, Counted(rate, priors, odds), rng)


def stand_on(matter: Matter, counted: Counted, rng: np.random.Generator) -> Footing:
    """Make priors and chances agree with the comeback model, on the tree as analysts have it."""
    stack = np.clip(matter.comeback.draws, 1e-6, 1 - 1e-6)
    ratios, patient = _draw_ratios(counted.odds, len(stack), rng)
    seed = int(rng.integers(2**32))
    tree = grow(matter.hypotheses)
    words = {leaf: words_of(leaf, matter.said) for leaf in tree.own}
    priors = set_priors(counted.priors, tree.own, words, seed)
    agreement = agree(stack, priors.draws, ratios, patient)
    split = draw_shares(tree, len(stack), seed)
    # a major comeback keeps its share of all comebacks
    share = (
        np.ones_like(stack) if matter.always_major else np.minimum(matter.comeback.major_draws / stack, 1.0)
    )
    found = Footing(
        matter=matter,
        rate=counted.rate,
        priors=priors,
        odds=counted.odds,
        ratios=ratios,
        patient=patient,
        stack=stack,
        major_share=share,
        agreement=agreement,
        tree=tree,
        split=split,
        before=split_priors(agreement.priors, tree, split),
        given=split_given(agreement.given, tree, split),
        pressed=press(matter.pressing, stack.shape, np.random.default_rng([seed, 1])),
        seed=seed,
    )
    tilts = tilt(found.before, tree.ids, lambda other: agree_under(found, other, found.year))
    return replace(found, tilts=tilts)


def agree_under(footing: Footing, priors: Floats, month: int) -> tuple[Floats, Floats]:
    """Other priors as far as they can agree with the comeback model, and P(comeback by a month | H) that does.

    priors:  shape (draw, leaf or part).
    returns: the priors, widened in the draws that conflict, and the chances; both of that shape.
    """
    tree = footing.tree
    leaves, of = tree.joined(priors), list(tree.parents)
    found = agree(footing.stack[:, [month]], leaves, footing.ratios, footing.patient)
    split = Shares(priors / np.maximum(leaves[:, of], 1e-300), footing.split.odds)
    return split_priors(found.priors, tree, split), split_given(found.given, tree, split)[:, :, 0]


def _draw_ratios(
    odds: dict[Hypothesis, Range], size: int, rng: np.random.Generator
) -> tuple[tuple[Floats, ...], Floats]:
    """Odds ratios of the leaves that have their own, and of patience over degraded."""
    own = tuple(draw_ratio(odds[leaf], size, rng) for leaf in ("unseen", "moved", "won", "deal"))
    return own, draw_ratio(PATIENT_ODDS, size, rng)


def words_of(leaf: str, said: Mapping[str, Mapping[str, Said]]) -> str:
    """Who set the prior of a leaf, and why."""
    one = said.get(leaf, {}).get("prior")
    return f"set by {who_set(leaf, said)}" + (f": {one.why}" if one is not None and one.why else "")


def who_set(leaf: str, said: Mapping[str, Mapping[str, Said]]) -> str:
    """Who set the prior of a leaf."""
    one = said.get(leaf, {}).get("prior")
    return one.who if one is not None else "an analyst"
