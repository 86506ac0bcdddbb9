"""What there is to learn from: the series of all groups, as the figures and the user's own events have them."""

from __future__ import annotations

from datetime import date

from smoulder.models.comeback.origins import Key
from smoulder.models.comeback.sample import Groups, Sample, build_sample
from smoulder.reading.holdings import victories
from smoulder.reading.own_entries import OwnGroups
from smoulder.reading.panels import load_country_panel
from smoulder.records.series import Series
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts


def groups_of(counts: Counts, as_of: date, own: OwnGroups | None = None) -> Groups:
    """The series of all groups, with victories known by the as-of day.

    own: groups and links that the user keeps.
    """
    return Groups(counts.all_series(), victories(as_of, own))


def with_series(groups: Groups, own: Series) -> Groups:
    """The same with the series of one case in the place of that of its group and country, or added.

    own: such as one carried on by yearly rows or joined over a change of name.
    """
    others = [one for one in groups.series if _key(one) != _key(own)]
    return Groups([*others, own], groups.won)


def learning_sample(
    groups: Groups, settings: Settings, to: int | None = None, *, borrow: bool = True
) -> Sample:
    """The origins that a fit learns from: those of the groups, and those borrowed from whole countries.

    to: last month that is seen.
    """
    return build_sample(groups, load_country_panel() if borrow else None, settings, to)


def _key(series: Series) -> Key:
    return series.group_id, series.country
