"""Every chart is a valid Vega-Lite specification, by the schema that altair holds."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pytest
import samples
from sample_hostile import hostile

from smoulder.brief.charts.calibration import calibration_spec
from smoulder.brief.charts.chart import Spec
from smoulder.brief.charts.opportunity import opportunity_spec
from smoulder.brief.charts.paper import NARROW, WIDE
from smoulder.brief.charts.reliability import reliability_spec
from smoulder.brief.charts.scenario import scenario_spec
from smoulder.brief.manuscript import Manuscript
from smoulder.models.backtest.summary import Calibration
from smoulder.models.scores.resample import Estimate
from smoulder.models.scores.spans import Mean
from smoulder.reading.pressure_calendar import load_calendar
from tests.brief.charts.test_opportunity import curve, result
from tests.brief.charts.test_reliability import points
from tests.cli.test_scenario import IRAQ, made

jsonschema = pytest.importorskip("jsonschema", reason="comes with altair")
core = pytest.importorskip(
    "altair.vegalite.v6.schema.core", reason="needs altair, which holds the schema: pip install 'altair>=6'"
)

# Any in this file: a specification is JSON.


TOPS = {
    "vconcat": "TopLevelVConcatSpec",
    "concat": "TopLevelConcatSpec",
    "layer": "TopLevelLayerSpec",
    "mark": "TopLevelUnitSpec",
}
"""The rule for each way to put a specification together."""


@cache
def _rule(key: str) -> Any:
    schema = core.load_schema()
    return jsonschema.Draft7Validator({**schema, "$ref": f"#/definitions/{TOPS[key]}"})


def _without_rows(value: Any) -> Any:
    """A specification with one row of each of its data, which the schema takes as they come."""
    if isinstance(value, dict):
        return {
            key: [one[0]] if key == "values" and one and isinstance(one[0], dict) else _without_rows(one)
            for key, one in value.items()
        }
    return [_without_rows(one) for one in value] if isinstance(value, list) else value


@cache
def _faults(text: str) -> tuple[str, ...]:
    spec = json.loads(text)
    rule = _rule(next(key for key in TOPS if key in spec))
    return () if rule.is_valid(spec) else tuple(str(one.message)[:300] for one in rule.iter_errors(spec))


def check(spec: Spec) -> None:
    """Hold a specification to the schema."""
    assert not _faults(json.dumps(_without_rows(spec), sort_keys=True))


@pytest.mark.parametrize("name", [*samples.ALL, "hostile"])
def test_every_chart_of_a_brief_is_valid_in_both_sizes(name: str) -> None:
    charts = Manuscript(hostile() if name == "hostile" else samples.ALL[name]()).charts
    assert charts or name == "bare"
    for chart in charts:
        for size in (WIDE, NARROW):
            check(chart.spec(size))


def calibration() -> Calibration:
    """Ten even bins, two levels, two months ahead."""
    means = {
        level: [
            Mean(span=(at, at), mean=Estimate(level, level - 0.1, level + 0.05), cells=50) for at in (3, 4)
        ]
        for level in (0.5, 0.9)
    }
    return Calibration(
        blocks=means, months=means, shares=np.full(10, 0.1), uneven=Estimate(0.0, 0.0, 0.1), cells=100
    )


def test_every_chart_that_a_command_writes_is_valid() -> None:
    check(opportunity_spec(result(curve()), "title", WIDE))
    check(reliability_spec([*points("A block", 6), *points("A block", 12)], "title"))
    check(calibration_spec(calibration(), "title", WIDE))
    check(scenario_spec(made(load_calendar(IRAQ)), "title", WIDE))


def test_a_specification_with_an_unknown_property_is_not_valid() -> None:
    chart = Manuscript(samples.model_case()).charts[0]
    spec = chart.spec(WIDE)
    spec["vconcat"][0]["layer"][0]["mark"]["colour"] = "red"
    with pytest.raises(AssertionError):
        check(spec)
