"""What the comeback model was learnt from, and what its members say of one case."""

from __future__ import annotations

from smoulder.records.base import Record


class AbleModel(Record):
    """What one model says of how likely a quiet group is able to come back, with its 90 % interval.

    running: False where the data rule it out against another.
    """

    model: str
    chance: float
    low: float
    high: float
    running: bool


class AbleView(Record):
    """P(able | quiet for so long), as a range over models; never the headline.

    low, high:   of the models that the data leave in the running.
    cannot_tell: True where these part.
    """

    models: tuple[AbleModel, ...]
    low: float
    high: float
    cannot_tell: bool
    words: str


class LearntFrom(Record):
    """What the comeback model was learnt from.

    lulls, comebacks: of groups; borrowed: lulls of whole countries beside them; fitted_to: last month seen.
    members:  chance of a comeback by each member, by horizon; weights: of the members.
    """

    lulls: int
    comebacks: int
    borrowed: int = 0
    fitted_to: str
    weights: dict[str, float]
    members: dict[str, dict[int, float]]
    able: AbleView | None = None
