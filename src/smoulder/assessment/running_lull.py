"""The running lull of the case as a moment among past ones, and the past lulls it is set beside."""

from __future__ import annotations

import numpy as np

from smoulder.assessment.ground import Ground, countries_with_rows, find_ground
from smoulder.assessment.subject import Request, choose_subject
from smoulder.models.rates.moment import Moment
from smoulder.models.rates.past_lulls import Panel, build_panel
from smoulder.reading.groups import load_registry
from smoulder.reading.holdings import victories
from smoulder.reading.own_groups import OwnGroups
from smoulder.records.errors import NoLulls
from smoulder.records.month import month_text
from smoulder.records.settings import Settings


def find_running(request: Request) -> tuple[Ground, Moment]:
    """The lull of the group that is asked about, without reading any report, and the ground it stands on.

    raises: NoLulls if the group is in no lull; else as `find_ground`.
    """
    registry = load_registry(request.own)
    subject = choose_subject(request, (), registry, countries_with_rows(request))
    ground = find_ground(subject, request, np.random.default_rng(request.settings.seed))
    return ground, running_lull(ground, "give an --as-of in a lull, or --age in place of --group")


def running_lull(ground: Ground, cure: str) -> Moment:
    """The lull that runs at the last month seen.

    cure:   what to do where there is none.
    raises: NoLulls if the group is in no lull then; it says which state it is in.
    """
    standing, subject = ground.standing, ground.subject
    situation = standing.situation
    if situation.state not in ("quiet", "subdued"):
        raise NoLulls(f"{_no_lull(ground)}; {cure}")
    lull = standing.lulls[-1]
    return Moment(
        group_id=subject.group.group_id,
        group=subject.group.name,
        country=subject.country,
        known=lull.known,
        month=standing.seen_to,
        deaths=situation.deaths_12 if situation.deaths_12 is not None else lull.at_known,
        lowest=lull.lowest,
        peak=lull.peak,
        silence=situation.months_since_death,
        comebacks=sum(one.end == "comeback" for one in standing.lulls[:-1]),
    )


def quiet_years(ground: Ground) -> int:
    """Whole calendar years that the running lull has lasted, by the last month seen."""
    standing = ground.standing
    # the year in which it began is no whole one, the last one only if December is in
    last = standing.seen_to // 12 - (0 if standing.seen_to % 12 == 11 else 1)
    return max(0, last - standing.lulls[-1].began // 12)


def past_lulls(ground: Ground, settings: Settings, own: OwnGroups) -> Panel:
    """The lulls of all groups up to the last month that may be seen."""
    won = victories(ground.subject.as_of, own)
    return build_panel(ground.counts.all_series(), ground.end, settings, won)


def _no_lull(ground: Ground) -> str:
    """Why there is no running lull, and which were there before."""
    situation, subject = ground.standing.situation, ground.subject
    name = f"{subject.group.full_name or subject.group.name} in {subject.country}"
    deaths = f", {situation.deaths_12:,.0f} deaths in 12 months" if situation.deaths_12 is not None else ""
    known = [month_text(lull.known) for lull in ground.standing.lulls]
    lulls = f"; its lulls were known in {', '.join(known[-4:])}" if known else ""
    return f"{name} is in no lull at the end of {situation.seen_to} ({situation.state}{deaths}{lulls})"
