"""Origins as spells of waiting, for models that are fitted by likelihood (docs/methods/survival.md#spells)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.comeback.origins import Origins
from smoulder.records.errors import NoLulls
from smoulder.records.series import Bools, Floats, Ints

SPACING = 12
"""Months between the origins of a lull that a fit keeps, and the months after each that it looks at: a
lull enters as years laid end to end, each with what was known when it began. Chosen on outcomes known
by 2005 over longer looks that overlap."""
KNOWN_AFTER = 3.0
"""Months that a lull has lasted when it is known: age is counted from there."""


@dataclass(frozen=True, slots=True)
class Spells:
    """What was seen after each kept origin.

    row:     shape (n,), row of the origin.
    entry:   shape (n,), age of the lull at the origin, months; leave: age where the spell ends.
    event:   shape (n,), True where it ends in a comeback, within the month that ends there.
    cluster: shape (n,), code of the group, 0 … ; group: shape (cluster,), its UCDP id.
    """

    row: Ints
    entry: Floats
    leave: Floats
    event: Bools
    cluster: Ints
    group: Ints

    def __len__(self) -> int:
        return len(self.row)


def spells_of(origins: Origins, *, major: bool = False) -> Spells:
    """The first origin of each lull in every year of its age, with what followed within a year.

    major:  True for A at the major line.
    raises: NoLulls if no origin has a month after it, or none came back.
    """
    back = origins.back_major if major else origins.back
    seen = np.flatnonzero(origins.followed > 0)
    if not len(seen):
        raise NoLulls("no origin with a month after it; give a later as-of day")
    place = np.stack([origins.lull_code[seen], origins.age[seen] // SPACING], axis=1)
    kept = seen[np.unique(place, axis=0, return_index=True)[1]]
    event = (back[kept] > 0) & (back[kept] <= SPACING)
    if not event.any():
        raise NoLulls(
            f"none of {len(kept)} origins was followed by a comeback within {SPACING} months; "
            "give a later as-of day"
        )
    group, cluster = np.unique(origins.group[kept], return_inverse=True)
    entry = waited(origins)[kept]
    return Spells(
        row=kept.astype(np.int64),
        entry=entry,
        leave=entry + np.where(event, back[kept], np.minimum(origins.followed[kept], SPACING)),
        event=event,
        cluster=cluster.astype(np.int64),
        group=group,
    )


def waited(origins: Origins) -> Floats:
    """Months that each lull has lasted at its origin, shape (n,)."""
    return origins.age.astype(float) + KNOWN_AFTER
