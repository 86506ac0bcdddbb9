"""Successor chains joined and apart, at every door: Boko Haram's months of 2015 and 2016 are coded as Islamic State."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smoulder.cli.main import main

Capture = pytest.CaptureFixture[str]
JOINED = "deaths counted as IS in Nigeria are joined in"
APART = "deaths counted as IS in Nigeria are left out, because chains are apart"


def told(capsys: Capture, *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def deaths_of(text: str, month: str) -> float:
    return next(float(one["deaths"]) for one in json.loads(text)["months"] if one["month"] == month)


SERIES = ("series", "Boko Haram", "--country", "Nigeria", "--json")


def test_the_series_holds_the_months_under_another_id_or_leaves_them(capsys: Capture) -> None:
    joined, apart = told(capsys, *SERIES), told(capsys, *SERIES, "--chains", "apart")
    other = told(capsys, "series", "IS", "--country", "Nigeria", "--json")
    assert deaths_of(joined, "2015-08") == deaths_of(apart, "2015-08") + deaths_of(other, "2015-08")
    assert deaths_of(joined, "2015-08") > deaths_of(apart, "2015-08")
    assert JOINED in json.loads(joined)["notes"][0]
    assert APART in json.loads(apart)["notes"][0]


def test_months_joined_from_a_link_that_was_not_known_on_the_day_are_not_joined(capsys: Capture) -> None:
    found = json.loads(told(capsys, *SERIES, "--as-of", "2015-02"))
    assert found["notes"] == []


def test_the_series_in_words_ends_with_the_note(capsys: Capture) -> None:
    assert JOINED in told(capsys, *SERIES[:-1]).strip().splitlines()[-1]


def test_the_watch_list_says_what_was_joined_or_left(capsys: Capture) -> None:
    asked = ("watch", "--as-of", "2019-12", "--country", "Nigeria", "--all", "--json")
    for choice, said, never in (("joined", JOINED, APART), ("apart", APART, JOINED)):
        text = told(capsys, *asked, "--chains", choice)
        assert said in text
        assert never not in text
        assert json.loads(text)["choice"]["thresholds"]["chains"] == choice


@pytest.mark.slow
def test_the_assessment_says_what_was_joined_or_left(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ("assess", "--group", "Boko Haram", "--country", "Nigeria", "--as-of", "2017-03", "--json")
    assert JOINED in told(capsys, *asked)
    monkeypatch.setenv("SMOULDER_CHAINS", "apart")
    apart = told(capsys, *asked)
    assert APART in apart
    assert JOINED not in apart
    assert json.loads(apart)["settings"]["chains"] == "apart"
