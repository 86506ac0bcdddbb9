"""`smoulder pressure effects`."""

from __future__ import annotations

import json

import pytest

from smoulder.cli.main import main


def test_it_prints_ratios_with_counts_prior_and_posterior_selection_and_findings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["pressure", "effects", "--kind", "peacekeepers"]) == 0
    said = capsys.readouterr().out
    assert "comebacks, hazard ratio: " in said
    assert "pooled over kinds" in said
    assert "placebo, the years before" in said
    assert "share with any event in the two years before, places left: 0.37" in said
    assert "Published, as context only" in said
    assert "Air campaign" not in said


def test_a_kind_that_nothing_counts_is_said_to_be_assumed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pressure", "effects", "--kind", "sanctions"]) == 0
    said = capsys.readouterr().out
    assert "hazard ratio: 1.00 (90 % interval 0.33 to 3.00), assumed" in said
    assert "no data set counts departures of this kind" in said


def test_nothing_later_than_the_day_and_nothing_of_the_country_is_used(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call = ["pressure", "effects", "--kind", "foreign troops", "--country", "Iraq", "--as-of", "2011-12-15"]
    assert main([*call, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (effect,) = found["effects"]
    assert effect["evidence"]
    assert {(row["until"], row["without"]) for row in effect["evidence"]} == {("2009-12", "Iraq")}
    assert all(row["until"] <= "2011-11" for row in found["beside"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--kind", "foreign troop"], "--kind foreign troop is not known"),
        (["--country", "Atlantis"], "no country is called"),
        (["--as-of", "soon"], "is no day"),
    ],
)
def test_what_is_not_known_is_an_error_in_one_line(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pressure", "effects", *given]) == 2
    assert said in capsys.readouterr().err
