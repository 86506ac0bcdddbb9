"""How sure, and why: in sentences of their own, apart from any likelihood (ICD 203).

Five grounds are looked at, each by counting; the level follows from them by a fixed rule, and nobody's
feeling enters. Docs: methods/wording.md#confidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from smoulder.records.case import Confidence, Ground, GroundName, Verdict
from smoulder.records.evidence import Item
from smoulder.records.learnt import LearntFrom
from smoulder.records.rates import RateClass
from smoulder.records.situation import Situation

ENOUGH_LULLS, FEWEST_LULLS = 30, 10
"""Past lulls like this one: from so many the ground holds; under so few the doubt is grave."""
ONE_COUNTRY = 0.5
"""Share of past lulls that one country may have."""
UNSEEN_MONTHS = 6
"""Months before the as-of day that nothing covers: more of them are a grave doubt."""
STILL = 0.9
"""Chance that the lull still runs under which the doubt is grave."""
APART, FAR_APART = 0.10, 0.25
"""Difference between the highest and the lowest model: above the first in doubt, above the second gravely."""
WIDENED, MOSTLY_WIDENED = 0.05, 0.5
"""Share of draws in which priors had to be widened to agree with the comeback model."""
MOST_DOUBTS = 3
"""So many of the five grounds in doubt make the confidence low."""
RANK: dict[Verdict, int] = {"holds": 0, "doubt": 1, "grave": 2}


def judge_confidence(
    situation: Situation,
    rates: RateClass | None,
    evidence: Sequence[Item],
    conflict: float,
    learnt: LearntFrom | None = None,
    horizon: int = 12,
) -> Confidence:
    """Low, moderate or high, from five grounds: past lulls, sources, models, coverage, conflict.

    rates, learnt: None for a group in no lull, of which only coverage is asked.
    conflict: share of draws in which the priors and the comeback model could not be made to agree.
    horizon:  months at which the models are held side by side.
    returns:  the level, each ground with what was counted, and the reasons: the grounds that do not hold.
    """
    grounds = tuple(_coverage(situation))
    if rates is not None:
        grounds = (
            *_past_lulls(rates),
            *_sources(evidence),
            *(_models(learnt, horizon) if learnt is not None else ()),
            *grounds,
            *_conflict(conflict, evidence),
        )
    held_against = sorted(
        (one for one in grounds if one.verdict != "holds"), key=lambda one: -RANK[one.verdict]
    )
    reasons = tuple(one.counted for one in held_against) or ("none of the grounds is in doubt",)
    return Confidence(level=level_of(grounds), reasons=reasons, grounds=grounds)


def level_of(grounds: Sequence[Ground]) -> Literal["low", "moderate", "high"]:
    """Low with a grave doubt, or with three of the five grounds in doubt; high with none; moderate between.

    Each ground counts once, by the worst of its parts, so that two doubts of one kind are not two grounds.

    >>> doubt = Ground(name="models", counted="apart", threshold="10 points", verdict="doubt")
    >>> level_of([doubt, doubt, doubt]), level_of([])
    ('moderate', 'high')
    """
    worst: dict[GroundName, int] = {}
    for one in grounds:
        worst[one.name] = max(worst.get(one.name, 0), RANK[one.verdict])
    if max(worst.values(), default=0) == RANK["grave"]:
        return "low"
    doubted = sum(rank > 0 for rank in worst.values())
    return "low" if doubted >= MOST_DOUBTS else "moderate" if doubted else "high"


def _past_lulls(rates: RateClass) -> list[Ground]:
    few = f"only {rates.n} past lulls are" if rates.n < FEWEST_LULLS else f"{rates.n} past lulls are"
    grounds = [
        Ground(
            name="past lulls",
            counted=f"{few} like this one, in {len(rates.mix)} countries",
            threshold=f"{ENOUGH_LULLS} or more; under {FEWEST_LULLS} is grave",
            verdict=_verdict(rates.n >= ENOUGH_LULLS, rates.n < FEWEST_LULLS),
        )
    ]
    if rates.mix:
        country, most = max(rates.mix.items(), key=lambda pair: (pair[1], pair[0]))
        share = most / max(1, sum(rates.mix.values()))
        grounds.append(
            Ground(
                name="past lulls",
                counted=f"{most} of the past lulls are from {country}",
                threshold="no country has more than half of them",
                verdict=_verdict(share <= ONE_COUNTRY),
            )
        )
    return grounds


def _sources(evidence: Sequence[Item]) -> list[Ground]:
    told = [one for one in evidence if one.source.kind == "report" and not one.tells_nothing]
    if not told:
        return [
            Ground(
                name="sources",
                counted="no report adds evidence to the series",
                threshold="one report that tells the explanations apart",
                verdict="doubt",
            )
        ]
    good = sum(one.source.reliability in "AB" and one.source.credibility in "123" for one in told)
    leaning = len({one.cluster for one in told})
    by_party = "all reports speak for a party to the conflict, or for a source that cannot be judged"
    return [
        Ground(
            name="sources",
            counted=f"{good} of {len(told)} items are graded A or B, and 1 to 3" if good else by_party,
            threshold="one item of a source A or B with information 1 to 3",
            verdict=_verdict(good > 0),
        ),
        Ground(
            name="sources",
            counted=f"the items lean on {leaning} sources"
            if leaning > 1
            else "all evidence from reports leans on one source",
            threshold="two sources that do not lean on each other",
            verdict=_verdict(leaning > 1),
        ),
    ]


def _models(learnt: LearntFrom, horizon: int) -> list[Ground]:
    grounds = []
    said = [chances[horizon] for chances in learnt.members.values() if horizon in chances]
    if said:
        apart = max(said) - min(said)
        grounds.append(
            Ground(
                name="models",
                counted=f"the {len(said)} models of past lulls lie {100 * apart:.0f} points apart at {horizon} months",
                threshold=f"up to {100 * APART:.0f} points; above {100 * FAR_APART:.0f} is grave",
                verdict=_verdict(apart <= APART, apart > FAR_APART),
            )
        )
    if learnt.able is not None:
        tells = "can" if not learnt.able.cannot_tell else "cannot"
        grounds.append(
            Ground(
                name="models",
                counted=f"the data {tells} tell whether the group is able to come back",
                threshold="the models that the data leave in the running agree",
                verdict=_verdict(not learnt.able.cannot_tell),
            )
        )
    return grounds


def _coverage(situation: Situation) -> list[Ground]:
    unseen, bridged = situation.unseen, max(0, situation.stale - situation.unseen)
    grounds = [
        Ground(
            name="coverage",
            counted=f"nothing covers the last {unseen} months before the as-of day"
            if unseen
            else "the months are covered up to the as-of day",
            threshold=f"no month uncovered; more than {UNSEEN_MONTHS} is grave",
            verdict=_verdict(unseen == 0, unseen > UNSEEN_MONTHS),
        ),
        Ground(
            name="coverage",
            counted=f"{bridged} months are bridged from yearly rows" if bridged else "no month is bridged",
            threshold="no month bridged from a year",
            verdict=_verdict(bridged == 0),
        ),
    ]
    if situation.still is not None:
        runs = situation.still >= STILL
        grounds.append(
            Ground(
                name="coverage",
                counted="the lull still runs"
                if runs
                else "the bridged months leave open whether the lull still runs",
                threshold=f"in {100 * STILL:.0f} of 100 draws of the bridged months; fewer is grave",
                verdict=_verdict(runs, not runs),
            )
        )
    return grounds


def _conflict(conflict: float, evidence: Sequence[Item]) -> list[Ground]:
    flips = sum(one.flips for one in evidence)
    return [
        Ground(
            name="conflict",
            counted="priors had to be widened to agree with the comeback model"
            if conflict > WIDENED
            else "priors and comeback model agree",
            threshold=f"widened in up to {100 * WIDENED:.0f} of 100 draws; "
            f"over {100 * MOSTLY_WIDENED:.0f} is grave",
            verdict=_verdict(conflict <= WIDENED, conflict > MOSTLY_WIDENED),
        ),
        Ground(
            name="conflict",
            counted="a single item of evidence decides which hypothesis comes first"
            if flips
            else "no single item decides which hypothesis comes first",
            threshold="the first hypothesis stays first without any one item",
            verdict=_verdict(flips == 0),
        ),
    ]


def _verdict(holds: bool, grave: bool = False) -> Verdict:
    return "holds" if holds else "grave" if grave else "doubt"
