"""What the comeback model knows of a group already, and what is therefore no evidence again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that the model uses, or that base rates speak of.

    words:   what it is. columns: its covariates in the model.
    aliases: an indicator that holds all words of one of these names it.
    """

    words: str
    aliases: tuple[str, ...]
    columns: tuple[str, ...] = ()


USED = (
    Known("how long the lull has lasted", ("age", "length lull", "duration lull", "month lull"), ("age",)),
    Known(
        "the group's deaths of the last months",
        ("death last", "death 12", "death 3", "death month", "active month", "lowest", "gap line"),
        ("deaths_12", "deaths_3", "lowest", "gap", "active_months_12", "active_months_60"),
    ),
    Known("how deep the lull is", ("depth", "peak"), ("depth", "peak")),
    Known("the time since the last death", ("since death", "since last death", "silence"), ("since_death",)),
    Known(
        "earlier comebacks",
        ("comeback", "earlier return", "past return", "prior episode", "earlier episode", "past episode"),
        ("comebacks",),
    ),
    Known("how long it was active before", ("history", "episode lasted", "long active"), ("history",)),
    Known(
        "its own pace and best year",
        ("pace", "best year", "reach line"),
        ("reach_24", "reach_72", "best_120"),
    ),
    Known("deaths of other groups in the country", ("other group death", "death other"), ("others",)),
    Known("the drift over calendar time", ("calendar year", "calendar time", "drift"), ("year",)),
)
"""By what the fitted model has columns for."""

SPOKEN_FOR = (
    Known("its strength beside the government's", ("rebel strength", "relative strength", "parity")),
    Known("territory that it controls", ("control territory", "territorial control")),
    Known("its capacity to fight or to mobilise", ("fighting capacity", "mobilisation capacity")),
    Known("its central command", ("central command",)),
    Known("support from outside", ("external support", "outside support", "foreign support", "external participation")),
    Known("its presence in other states", ("sanctuary", "presence other state", "presence abroad")),
    Known("a constituency across borders", ("transnational constituency", "transnational support")),
    Known("its political wing", ("political wing",)),
    Known("the intensity of the war", ("war intensity",)),
    Known("troops of another state on the government's side", ("troop another state",)),
    Known("its aims", ("aim", "coup", "secession", "autonomy")),
)  # fmt: skip
"""By what is counted of returns and not of hypotheses (docs/methods/comeback.md#own)."""

_WORD = re.compile(r"[^\W_]+")


def covariate_named(indicator: str) -> str:
    """What an indicator measures that the comeback model has already; '' where it has nothing of the kind.

    >>> covariate_named("number of earlier comebacks"), covariate_named("protests 2019")
    ('earlier comebacks', '')
    """
    said = _stems(indicator)
    return next((words for stems, words in _aliases() if stems <= said), "")


@cache
def _aliases() -> tuple[tuple[frozenset[str], str], ...]:
    """The stems of every alias, and what it names."""
    return tuple((_stems(alias), one.words) for one in (*USED, *SPOKEN_FOR) for alias in one.aliases)


def _stems(text: str) -> frozenset[str]:
    """Words without case and plural."""
    found = _WORD.findall(text.casefold())
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in found)
