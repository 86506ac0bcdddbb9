"""Practice on past lulls: they are drawn by seed, a number is taken for each, and what came is kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from smoulder.assessment.record.past_lull import Key, PastLull
    from smoulder.desk.chosen import Chosen
    from smoulder.models.comeback.sample import Groups
    from smoulder.records.forecast import Chance
    from smoulder.records.practice import Practised


@dataclass(frozen=True, slots=True)
class Round:
    """What a round of practice is about.

    n:       lulls; seed: by which they are drawn. horizon: months ahead that are asked about.
    peak:    deaths in 12 months that the spell before had reached. hide: whether name, place and calendar are hidden.
    analyst: who gives the numbers. begun: with its time zone; victories that were known by then count.
    """

    n: int
    seed: int
    horizon: int
    peak: float
    hide: bool
    analyst: str
    begun: datetime


def practice_groups(chosen: Chosen, round_: Round) -> Groups:
    """The series of all groups, from which the lulls of a round are drawn."""
    from smoulder.models.comeback.learn import groups_of
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.store.counts import Counts
    from smoulder.store.events import open_events

    counts = Counts(open_events(chosen.events))
    return groups_of(counts, round_.begun.date(), read_own_groups(chosen.data))


def draw_round(chosen: Chosen, round_: Round, groups: Groups, skip: Collection[Key]) -> list[PastLull]:
    """The lulls of a round.

    skip:   those that are left out, as `met_before` gives them; none where a seed says which are meant.
    raises: NoLulls where none is left to draw.
    """
    import numpy as np

    from smoulder.assessment.record.past_lull import draw_past_lulls

    rng = np.random.default_rng(round_.seed)
    return draw_past_lulls(groups, round_.horizon, round_.n, rng, skip, round_.peak, chosen.settings)


def met_before(chosen: Chosen, round_: Round) -> set[Key]:
    """The lulls that the analyst had practised when a round began."""
    from smoulder.records.month import month_index
    from smoulder.store.practice import all_practised

    return {
        (one.group_id, one.country, month_index(one.lull))
        for one in all_practised(chosen.data)
        if one.analyst == round_.analyst and one.made < round_.begun
    }


def rate_then(chosen: Chosen, round_: Round, groups: Groups, one: PastLull) -> Chance | None:
    """The base rate of a lull as of then, the same each time it is asked; None where there was none."""
    import numpy as np

    from smoulder.assessment.record.past_lull import base_rate_then

    rng = np.random.default_rng([round_.seed, *one.key[::2]])
    return base_rate_then(one, groups, round_.horizon, rng, chosen.settings)


def model_number(chosen: Chosen, round_: Round, groups: Groups, one: PastLull) -> float | None:
    """The comeback model's number for a lull as of then; it can take a while."""
    import numpy as np

    from smoulder.assessment.record.past_lull import model_then

    rng = np.random.default_rng([round_.seed, *one.key[::2]])
    return model_then(one, groups, round_.horizon, rng, chosen.data, chosen.settings)


def keep_number(
    chosen: Chosen,
    round_: Round,
    one: PastLull,
    value: float,
    base_rate: Chance | None,
    model: float | None = None,
    made: datetime | None = None,
) -> Practised:
    """Keep what an analyst said of a lull, with what came, at once.

    made:   when it was said; where it is left out, when the round began.
    raises: CannotWrite.
    """
    from smoulder.records.month import month_text
    from smoulder.records.practice import Practised
    from smoulder.store.practice import add_practised

    found = Practised(
        analyst=round_.analyst,
        group_id=one.series.group_id,
        group=one.series.group,
        country=one.series.country,
        lull=month_text(one.running.known),
        as_of=month_text(one.month),
        horizon=round_.horizon,
        line=one.line,
        hidden=round_.hide,
        value=value,
        base_rate=None if base_rate is None else base_rate.value,
        model=model,
        came_back=month_text(one.month + one.back) if one.back else "",
        made=made or round_.begun,
        seed=round_.seed,
    )
    add_practised(chosen.data, found)
    return found
