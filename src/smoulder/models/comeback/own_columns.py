"""Columns of the user's own, as covariates of the comeback model (docs/methods/comeback.md#own)."""

from __future__ import annotations

import numpy as np

from smoulder.models.comeback.sample import Sample
from smoulder.reading.own_covariates import OwnCovariates
from smoulder.records.series import Floats

BEFORE = "own: "


def add_own_columns(sample: Sample, own: OwnCovariates) -> tuple[Sample, tuple[str, ...]]:
    """The sample with the columns of a user's file, and their names.

    own:     what was known of groups or countries, by the year from which it was known.
    returns: numbers as they stand; for words one column for each, 1 where it holds. NaN where nothing was known in the
             year of the origin, and for lulls borrowed from countries: missing is a state of its own in the models,
             and no origin is dropped for it.
    """
    columns: dict[str, Floats] = {}
    for name in own.names:
        found = [
            None if lent else own.value(name, int(group), sample.origins.countries[country], int(month) // 12)
            for group, country, month, lent in zip(
                sample.origins.group,
                sample.origins.country,
                sample.origins.month,
                sample.borrowed,
                strict=True,
            )
        ]
        words = own.words(name)
        if not words:
            columns[BEFORE + name] = np.array([np.nan if one is None else float(one) for one in found])
        for word in words[1:] if len(words) == 2 else words:
            columns[f"{BEFORE}{name} is {word}"] = np.array(
                [np.nan if one is None else float(one == word) for one in found]
            )
    return Sample(sample.origins, sample.covariates.join(columns)), tuple(columns)
