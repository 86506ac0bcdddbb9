"""The members of the episode stack; all constants were chosen on outcomes to 1994 (docs/methods/episodes.md)."""

from __future__ import annotations

from smoulder.models.episodes.boosted import Boosted
from smoulder.models.episodes.contract import EpisodeModel
from smoulder.models.episodes.hazard import Hazard
from smoulder.models.episodes.reference import KaplanMeier
from smoulder.models.episodes.weibull import Weibull

FEW = ("came_back", "episodes", "territory", "others_20")
"""Covariates of the small members."""
MANY = (
    *FEW,
    "since_first",
    "share_fought",
    "length",
    "war",
    "foreign_troops",
    "groups",
    "government_won",
    "rebels_won",
    "deal",
    "ceasefire",
    "faded",
    "ceased",
    "others_now",
    "others_new",
    "near_now",
    "near_10",
)
"""Covariates of the wide members, held more tightly."""


def members() -> tuple[EpisodeModel, ...]:
    """What is stacked."""
    return (
        KaplanMeier(),
        Hazard("hazard", FEW, pull=3.0),
        Hazard("hazard with drift", FEW, pull=3.0, drift=0.3, keeps=0.8),
        Hazard("hazard, many covariates", MANY, pull=30.0),
        Hazard("shared frailty", FEW, pull=3.0, frailty=0.5),
        Weibull("Weibull", FEW, pull=3.0, cure=False),
        Weibull("Weibull with a cured share", FEW, pull=3.0, cure=True),
        Boosted("boosted", MANY),
    )
