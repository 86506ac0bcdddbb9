"""A case to judge, a judgement and a panel as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smoulder.assessment.panel.coherent import Coherent
    from smoulder.assessment.panel.panel import PanelView
    from smoulder.assessment.panel.parting import Parting, Split
    from smoulder.assessment.panel.pooled import PooledChance
    from smoulder.desk.panel_table import Table

Json = dict[str, Any]  # Any: JSON


def sheet_json(table: Table) -> Json:
    """What there is to judge."""
    return {
        **_case(table),
        "leaves": [
            {"id": one.id, "words": one.words, "parent": one.parent} for one in table.answer.hypotheses
        ],
        "horizons": list(table.held.comeback),
        "items": [{"id": one.id, "kind": one.kind, "text": one.text} for one in table.answer.evidence],
        "judged_by": sorted({analyst for analyst, _ in table.judgements}),
    }


def judged_json(one: Coherent, table: Table) -> Json:
    """One judgement as given, and made coherent."""
    return {**_case(table), **_analyst(one, table)}


def panel_json(view: PanelView, table: Table) -> Json:
    """The whole panel."""
    from smoulder.assessment.panel.words import recalibration_words

    shares = {} if view.shares is None else _named(asdict(view.shares), table)
    learned = view.recalibration
    return {
        **_case(table),
        "analysts": [
            {
                **_analyst(one, table),
                "as_of": view.days[one.analyst].isoformat(),
                "weight": view.weights[one.analyst],
                "gone": list(view.gone.get(one.analyst, ())),
            }
            for one in view.analysts
        ],
        "shares": {**shares, "case": _by_leaf(table.held.posterior, table)},
        "comeback": _pooled(view.comeback, table),
        "blind": _pooled(view.blind, table),
        "record": {
            "lulls": learned.n,
            "shift": learned.shift,
            "slope": learned.slope,
            "words": recalibration_words(learned),
        },
        "disagreement": {
            "pairs": [_pair(one, table) for one in view.partings],
            "items": [_split(one, view, table) for one in view.splits],
        },
    }


def _case(table: Table) -> Json:
    return {"case": table.case_id, "as_of": table.answer.question.as_of.isoformat()}


def _analyst(one: Coherent, table: Table) -> Json:
    from smoulder.assessment.panel.words import coherence_words

    judged = one.judged
    return {
        "analyst": one.analyst,
        "round": judged.round,
        "said": {"leaves": judged.hypotheses, "items": judged.items, "comeback": _months(judged.comeback)},
        "total": one.total,
        "open": list(one.open),
        "from_items": one.from_items,
        "moved": one.moved,
        "nats": one.nats,
        "tested": one.tested,
        "shares": None if one.shares is None else _by_leaf(one.shares, table),
        "least_squares": None if one.squares is None else _by_leaf(one.squares, table),
        "by_events": None if one.events is None else _by_leaf(one.events, table),
        "comeback": _months(one.comeback),
        "words": coherence_words(one),
    }


def _pooled(pooled: dict[int, PooledChance], table: Table) -> Json:
    return {
        str(horizon): {
            **{name: value for name, value in asdict(one).items() if name != "drawn"},
            "recalibrated": one.drawn,
            "case": table.held.answer[horizon],
        }
        for horizon, one in pooled.items()
    }


def _pair(one: Parting, table: Table) -> Json:
    from smoulder.assessment.panel.words import parting_words

    return {
        "analysts": list(one.analysts),
        "leaves": list(one.leaves),
        "log_odds": list(one.odds),
        "gap": one.gap,
        "steps": [{**asdict(step), "gap": step.gap, "share": one.share(step)} for step in one.steps],
        "words": parting_words(one, table.held),
    }


def _split(one: Split, view: PanelView, table: Table) -> Json:
    from smoulder.assessment.panel.words import split_words

    return {
        "item": one.item,
        "spread": one.spread,
        "lowest": {"analyst": one.lowest[0], "log_odds": one.lowest[1]},
        "highest": {"analyst": one.highest[0], "log_odds": one.highest[1]},
        "words": split_words(one, table.held, view.partings[0].leaves),
    }


def _named(pools: Json, table: Table) -> Json:
    return {
        ("recalibrated" if name == "drawn" else name): _by_leaf(one, table) for name, one in pools.items()
    }


def _by_leaf(shares: Iterable[float], table: Table) -> dict[str, float]:
    return {leaf: float(one) for leaf, one in zip(table.held.leaves, shares, strict=True)}


def _months(chances: dict[int, float]) -> dict[str, float]:
    return {str(one): value for one, value in sorted(chances.items())}
