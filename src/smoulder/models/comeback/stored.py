"""The fit for a month: from memory, from those that ship, from the data folder, or made and kept there."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from smoulder import __version__
from smoulder.models.comeback.fit import ComebackFit, fit_comebacks
from smoulder.models.comeback.learn import learning_sample
from smoulder.models.comeback.members import comeback_models
from smoulder.models.comeback.sample import Groups
from smoulder.models.comeback.shipped import shipped_weights
from smoulder.reading.tables import figures_folder
from smoulder.records.settings import Settings
from smoulder.store.fits import keep_fit, read_fit

FORM = 5
"""Raised whenever a member changes, so that a fit of an older program is not read back."""
KEPT = 8
_MADE: dict[str, ComebackFit] = {}


def month_of_fit(end: int) -> int:
    """The December up to which a model is fitted that is asked at the end of month `end`.

    One fit a year, as in the backtest: what a few more months would teach is little.

    >>> month_of_fit(2020 * 12 + 11) == 2020 * 12 + 11, month_of_fit(2020 * 12 + 5) == 2019 * 12 + 11
    (True, True)
    """
    return (end + 1) // 12 * 12 - 1


def fit_for(groups: Groups, settings: Settings, end: int, folder: Path | None = None) -> ComebackFit:
    """The comeback model as it would have been fitted at the last turn of the year before the end of month `end`.

    folder: the data folder to keep it in, or None to keep it in memory alone.
    raises: NoLulls where no comeback had been seen by then; CannotWrite where it cannot be kept.
    """
    month = month_of_fit(end)
    key = key_of_fit(groups, settings, month)
    if key not in _MADE:
        held = shipped_fit(key)
        if held is None and folder is not None:
            held = read_fit(folder, key)
        fit = ComebackFit.restored(held) if held is not None else _make(groups, settings, month)
        if held is None and folder is not None:
            keep_fit(folder, key, fit.stored())
        while len(_MADE) >= KEPT:
            _MADE.pop(next(iter(_MADE)))
        _MADE[key] = fit
    return _MADE[key]


def shipped_fit(key: str) -> dict[str, Any] | None:  # Any: values of JSON
    """The fit of that key among those that ship: usual settings, figures as they ship; None where there is none.

    They save the first command of a new data folder the seconds that a fit takes.
    """
    return read_fit(figures_folder(), key)


def _make(groups: Groups, settings: Settings, month: int) -> ComebackFit:
    names, year = tuple(model.name for model in comeback_models()), (month + 1) // 12
    sample = learning_sample(groups, settings, month)
    return fit_comebacks(
        sample, month, shipped_weights("comeback", names, year), shipped_weights("major", names, year)
    )


def key_of_fit(groups: Groups, settings: Settings, month: int) -> str:
    """A name for everything that the fit depends on; the version stands for the figures of whole countries."""
    names, year = tuple(model.name for model in comeback_models()), (month + 1) // 12
    digest = sha256()
    # a victory that came later says nothing by then, and must not make the fit anew
    won = {key: since for key, since in groups.won.items() if since <= month}
    walk = settings.model_dump(include={"active_line", "lull_share", "lull_months", "comeback_factor"})
    walk |= settings.model_dump(include={"comeback_rise", "unknown_months"})
    digest.update(repr((__version__, FORM, month, sorted(walk.items()), sorted(won.items()))).encode())
    for weights in (shipped_weights("comeback", names, year), shipped_weights("major", names, year)):
        digest.update(np.round(weights, 6).tobytes())
    for one in groups.series:
        seen = one.deaths[: max(0, month - one.first + 1)]
        digest.update(repr((one.group_id, one.country, one.first, len(seen))).encode())
        digest.update(np.ascontiguousarray(seen).tobytes())
    return f"comeback-{month // 12}-{digest.hexdigest()[:16]}"
