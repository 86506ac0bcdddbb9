"""Which model forecasts counts where none is named, and which can be named."""

from __future__ import annotations

from difflib import get_close_matches

from smoulder.models.counts.all_models import count_models
from smoulder.models.counts.contract import CountModel
from smoulder.models.ensemble.stored import Units
from smoulder.records.errors import BadSetting

DEFAULT = "ensemble"
"""The model of `smoulder forecast` without --model."""


def choose_model(name: str = DEFAULT, units: Units = "countries") -> CountModel:
    """The model of a name.

    raises: BadSetting with the nearest name, or all of them, where it is not known.

    >>> choose_model("zero").name
    'zero'
    """
    models = {model.name: model for model in count_models(units)}
    if name not in models:
        near = get_close_matches(name, models, n=1)
        cure = f"did you mean {near[0]}?" if near else f"there are {', '.join(models)}"
        raise BadSetting(f"--model {name!r} is no model of counts; {cure}")
    return models[name]
