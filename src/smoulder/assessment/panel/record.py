"""The panel in the ledger: what it said of questions, and what is learned from how those came out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from smoulder.assessment.panel.panel import PanelView
from smoulder.assessment.panel.recalibrate import Recalibration, learn_recalibration
from smoulder.records.asked import Asked, Forecast
from smoulder.records.scored import Scored

PANEL = "panel"
"""The forecaster's name."""


def learn_from(scored: Scored, case_id: str) -> Recalibration:
    """What earlier panels' comeback numbers say of how a panel's should be read.

    case_id: of the case at hand, whose own questions are left out.
    """
    rows = scored.forecaster.are(PANEL) & scored.topic.are("comeback") & scored.branch.are("")
    rows &= ~scored.case_id.are(case_id)
    clusters = scored.cluster.text()[rows].tolist()
    return learn_recalibration(scored.value[rows], scored.outcome[rows] == 1.0, clusters)


def panel_forecasts(view: PanelView, asked: Sequence[Asked], as_of: date, now: datetime) -> list[Forecast]:
    """The panel's pooled chances as forecasts of the questions of one day.

    asked:   of the case; of two on the same horizon the later here is meant (`meant_last`).
    returns: one for each horizon that was asked about: the linear pool as it is, before recalibration, so that what
             is learned later is learned from one kind of number.
    """
    place = {
        one.horizon: one.id
        for one in asked
        if one.topic == "comeback" and not one.branch and one.as_of == as_of
    }
    return [
        Forecast(question=place[horizon], forecaster=PANEL, value=pooled.linear, made=now)
        for horizon, pooled in view.comeback.items()
        if horizon in place
    ]
