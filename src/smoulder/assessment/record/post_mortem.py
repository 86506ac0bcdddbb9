"""A closed question looked at again: who was right, and which items had pointed the right way.

docs/methods/ledger-scores.md#post-mortem
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

import numpy as np

from smoulder.assessment.record.post_mortem_words import post_mortem_words
from smoulder.assessment.record.score import AHEAD_DAYS, SURE
from smoulder.models.scores.brier import brier
from smoulder.models.scores.log_score import log_score
from smoulder.records.asked import Asked, Forecast, Resolution
from smoulder.records.case import Assessment
from smoulder.records.evidence import Item
from smoulder.records.post_mortem import ItemScoring, LeafMoved, Pointed, PostMortem, Scoring
from smoulder.records.question_of import MODEL, OWN, questions_of

NOWHERE = 0.0005
"""A part of the chance below which an item pointed nowhere."""


def post_mortem(
    asked: Asked,
    history: Sequence[Resolution],
    forecasts: Sequence[Forecast],
    answers: Iterable[Assessment] = (),
) -> PostMortem | None:
    """Say of one question who had been right, and which items had helped.

    history:   its resolutions, oldest first; forecasts: all that were made of it.
    answers:   of its case; the one whose number was scored is looked at, where it is there.
    returns:   None for a question that is not closed by a yes or a no; without scores for a yes before all months of
               the horizon are covered, when a no could not have shown yet. Items are looked at for a comeback on no
               branch, for which their parts are kept.
    """
    if not history or history[-1].status not in ("yes", "no"):
        return None
    resolution = history[-1]
    if resolution.early:
        found = PostMortem(question=asked, resolution=resolution, forecasts=())
        return found.model_copy(update={"words": post_mortem_words(found)})
    happened = resolution.status == "yes"
    last = scored_forecasts(forecasts, history)
    found = PostMortem(
        question=asked,
        resolution=resolution,
        forecasts=tuple(_scoring(one, happened, asked.as_of) for one in last.values()),
    )
    answer = _answer_of(asked, last.get(OWN), answers)
    if answer is not None and MODEL in last and not asked.branch and asked.topic == "comeback":
        found = _with_items(found, answer, last[MODEL].value, last[OWN].value, happened)
    return found.model_copy(update={"words": post_mortem_words(found)})


def scored_forecasts(forecasts: Sequence[Forecast], history: Sequence[Resolution]) -> dict[str, Forecast]:
    """The forecast of each forecaster that counts: the last one made before the outcome was known."""
    told = min(one.made for one in history if one.status in ("yes", "no"))
    return {one.forecaster: one for one in sorted(forecasts, key=_made) if one.made < told}


def _made(one: Forecast) -> datetime:
    return one.made


def item_gains(
    adds: Sequence[float], before: float, after: float, happened: bool
) -> tuple[list[float], float]:
    """What each item gained in log score, and what evidence gained that no item accounts for.

    adds:    each item's part in the chance; together about `after` less `before`.
    returns: parts at the one slope that leads from the log score before evidence to that after it: together with the
             rest they are the difference, to rounding, and an item that raised the chance gained where it happened.

    >>> gains, rest = item_gains([0.2, -0.1], 0.3, 0.4, True)
    >>> [round(one, 3) for one in gains], round(sum(gains) + rest, 3)
    ([0.575, -0.288], 0.288)
    """
    both = np.array([before, after])
    logs = log_score(np.clip(both, SURE, 1 - SURE), np.array([happened, happened]))
    whole = float(logs[0] - logs[1])
    change = after - before
    level = float(np.clip(after, SURE, 1 - SURE))
    flat = 1 / level if happened else -1 / (1 - level)
    slope = whole / change if abs(change) > 1e-9 else flat
    gains = [slope * one for one in adds]
    return gains, whole - sum(gains)


def _scoring(one: Forecast, happened: bool, as_of: date) -> Scoring:
    value, came = np.array([one.value]), np.array([happened])
    return Scoring(
        forecaster=one.forecaster,
        value=one.value,
        brier=float(brier(value, came)[0]),
        log_score=float(log_score(np.clip(value, SURE, 1 - SURE), came)[0]),
        late=(one.made.astimezone(UTC).date() - as_of).days > AHEAD_DAYS,
    )


def _answer_of(asked: Asked, own: Forecast | None, answers: Iterable[Assessment]) -> Assessment | None:
    """The answer that gave the number which was scored, the latest such."""
    if own is None:
        return None
    for answer in reversed(list(answers)):
        told = questions_of(asked.case_id, answer, own.made)[1]
        said = {one.question: one.value for one in told if one.forecaster == OWN}
        if said.get(asked.id) == own.value:
            return answer
    return None


def _with_items(
    found: PostMortem, answer: Assessment, before: float, after: float, happened: bool
) -> PostMortem:
    horizon = found.question.horizon
    kept = [one for one in answer.evidence if horizon in one.adds]
    gains, rest = item_gains([one.adds[horizon] for one in kept], before, after, happened)
    items = [_item(one, horizon, gain) for one, gain in zip(kept, gains, strict=True)]
    return found.model_copy(
        update={
            "before": before,
            "after": after,
            "gained": sum(gains) + rest,
            "items": tuple(sorted(items, key=lambda one: -one.gained)),
            "rest": rest,
            "leaves": tuple(
                LeafMoved(id=one.id, words=one.words, prior=one.prior.value, posterior=one.posterior.value)
                for one in answer.hypotheses
            ),
        }
    )


def _item(one: Item, horizon: int, gained: float) -> ItemScoring:
    adds = one.adds[horizon]
    pointed: Pointed = "right" if gained > 0 else "wrong"
    return ItemScoring(
        id=one.id,
        kind=one.kind,
        text=one.text,
        speaker=one.speaker,
        source=one.source.name,
        adds=adds,
        gained=gained,
        pointed="nowhere" if abs(adds) < NOWHERE else pointed,
    )
