"""How good past forecasts of the kind of an answer were: the model's on past lulls, and the desk's own."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from smoulder.assessment.record.score import base_rate, calibration, figure, parts_of_record
from smoulder.models.scores.brier import brier
from smoulder.models.scores.robust import mean_robust, weigh_clusters
from smoulder.reading.track import load_tracks
from smoulder.records.asked import Topic
from smoulder.records.case import Assessment
from smoulder.records.question_of import OWN
from smoulder.records.score_table import Part
from smoulder.records.scored import Scored
from smoulder.records.series import Floats, Ints
from smoulder.records.track import Track, TrackPoint, TrackRecord
from smoulder.store.ledger import Ledger

COMMAND = "smoulder score --by horizon"
TOPICS: tuple[Topic, ...] = ("comeback", "major")
WORDS: dict[Part, str] = {
    "final": "closed by yearly releases",
    "provisional": "closed provisionally, by candidate data",
    "in hindsight": "asked of past days, when what came could be known",
}
NONE_YET = "no record yet: no question of a kept answer has come out"


def with_record(assessment: Assessment, ledger: Ledger | None = None) -> Assessment:
    """The answer with the record on questions of its kind, as the ledger stands now.

    ledger:  None where there is none yet.
    returns: unchanged where the answer gives no chance: nothing was foretold that could be held against a record.
    """
    horizons = tuple(sorted(assessment.answer))
    if not horizons:
        return assessment
    model = tuple(one for one in load_tracks() if one.horizon in horizons)
    desk = () if ledger is None else tuple(desk_tracks(ledger.asked.scored(), horizons))
    record = TrackRecord(tracks=(*model, *desk), note="" if desk else NONE_YET)
    return assessment.model_copy(update={"record": record})


def desk_tracks(scored: Scored, horizons: tuple[int, ...]) -> Iterator[Track]:
    """How good kept answers were, by topic, horizon, and part of the record, which are not mixed.

    horizons: months.
    yields:   one for each that holds a question which both the answer and the base rate spoke to; each lull weighs
              one. Questions on a branch are left out.
    """
    parts = parts_of_record(scored)
    for topic in TOPICS:
        for horizon in horizons:
            asked = scored.topic.are(topic) & (scored.horizon == horizon) & scored.branch.are("")
            for part, inside in parts:
                rows = np.flatnonzero(asked & inside)
                base = base_rate(scored, rows)
                kept = scored.forecaster.are(OWN)[rows] & ~np.isnan(base)
                if kept.any():
                    yield _track(scored, rows[kept], base[kept], (topic, horizon, part))


def _track(scored: Scored, rows: Ints, base: Floats, about: tuple[Topic, int, Part]) -> Track:
    topic, horizon, part = about
    chance, happened = scored.value[rows], scored.outcome[rows] == 1
    of = weigh_clusters(scored.cluster.codes[rows])
    own, other = brier(chance, happened), brier(base, happened)
    better = figure(mean_robust(other - own, of), of)
    return Track(
        of="desk",
        topic=topic,
        horizon=horizon,
        questions=len(rows),
        clusters=of.count,
        brier=mean_robust(own, of).value,
        base=mean_robust(other, of).value,
        low=better.low,
        high=better.high,
        points=tuple(
            TrackPoint(
                predicted=one.predicted,
                observed=one.observed.value,
                low=one.observed.low,
                high=one.observed.high,
                n=one.questions,
            )
            for one in calibration(chance, happened, of)
        ),
        words=WORDS[part],
        command=COMMAND if topic == "comeback" else "smoulder score --by topic",
    )
