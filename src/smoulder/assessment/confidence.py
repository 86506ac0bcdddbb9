"""How sure, and why: in sentences of their own, apart from any likelihood (ICD 203)."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.records.case import Confidence
from smoulder.records.evidence import Item
from smoulder.records.rates import RateClass
from smoulder.records.situation import Situation


def judge_confidence(
    situation: Situation, rates: RateClass | None, evidence: Sequence[Item], conflict: float
) -> Confidence:
    """Low, moderate or high, by counting what speaks against being sure.

    conflict: share of draws in which the priors and the comeback model could not be made to agree.
    returns: low with four or more doubts or one grave one; high with none; moderate between.
    """
    doubts: list[str] = []
    grave: list[str] = []
    if rates is None:
        doubts.append("no past lulls are used, because the group is in no lull")
    elif rates.n < 10:
        grave.append(f"only {rates.n} past lulls are like this one")
    elif rates.n < 30:
        doubts.append(f"{rates.n} past lulls are like this one, in {len(rates.mix)} countries")
    if situation.unseen > 6:
        grave.append(f"nothing covers the last {situation.unseen} months before the as-of day")
    elif situation.unseen:
        doubts.append(f"nothing covers the last {situation.unseen} months before the as-of day")
    if situation.stale > situation.unseen:
        doubts.append(f"{situation.stale - situation.unseen} months are bridged from yearly rows")
    if situation.still is not None and situation.still < 0.9:
        grave.append("the bridged months leave open whether the lull still runs")
    reports = [item for item in evidence if item.source.kind == "report" and not item.tells_nothing]
    if not reports:
        doubts.append("no report adds evidence to the series")
    elif all(item.source.reliability in "CDEF" for item in reports):
        doubts.append("all reports speak for a party to the conflict, or for a source that cannot be judged")
    if len({item.cluster for item in reports}) == 1 and len(reports) > 1:
        doubts.append("all evidence from reports leans on one source")
    if conflict > 0.05:
        doubts.append("priors and comeback model agree only at the edge of their ranges")
    if any(item.flips for item in evidence):
        doubts.append("a single item of evidence decides which hypothesis comes first")
    reasons = tuple(grave + doubts) or ("nothing in the list of doubts applies",)
    if grave or len(doubts) >= 4:
        return Confidence(level="low", reasons=reasons)
    return Confidence(level="moderate" if doubts else "high", reasons=reasons)
