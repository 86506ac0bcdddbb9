from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.records.case import Assessment
from tests.assessment.record.test_practised import practised
from tests.cli.record_sample import keep

Capture = pytest.CaptureFixture[str]
Make = Callable[..., Assessment]


def closed(make: Make, folder: Path, made: datetime = datetime(2012, 6, 2, tzinfo=UTC)) -> str:
    name = keep(make, folder, made)
    assert main(["resolve", "--data", str(folder)]) == 0
    return name


def test_a_ledger_without_outcomes_has_no_record_yet(
    tmp_path: Path, make_assessment: Make, capsys: Capture
) -> None:
    keep(make_assessment, tmp_path)
    assert main(["score", "--data", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "No record yet" in out
    assert "2 open" in out


def test_scores_stand_by_forecaster_with_counts_of_what_is_not_scored(
    tmp_path: Path, make_assessment: Make, capsys: Capture
) -> None:
    closed(make_assessment, tmp_path)
    capsys.readouterr()
    assert main(["score", "--data", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "Closed by yearly releases." in out
    assert "2 closed (1 yes), 0 early, 0 void, 0 undecidable, 0 open" in " ".join(out.split())
    # (.2² + .6²) / 2, with .3 and .5 for the model before evidence, and .25 for the base rate
    rows = {line.split("  ")[0]: line for line in out.splitlines() if ".200" in line or ".170" in line}
    assert "smoulder" in rows
    assert "comeback model" in rows
    assert "Too few lulls" in out


def test_a_number_given_in_hindsight_stands_apart(
    tmp_path: Path, make_assessment: Make, capsys: Capture
) -> None:
    closed(make_assessment, tmp_path, datetime(2020, 1, 1, tzinfo=UTC))
    capsys.readouterr()
    main(["score", "--data", str(tmp_path), "--json"])
    assert [one["part"] for one in json.loads(capsys.readouterr().out)["parts"]] == ["in hindsight"]


def test_json_and_csv_hold_the_same_figures(tmp_path: Path, make_assessment: Make, capsys: Capture) -> None:
    closed(make_assessment, tmp_path)
    capsys.readouterr()
    main(["score", "--by", "horizon", "--json", "--data", str(tmp_path)])
    [part] = json.loads(capsys.readouterr().out)["parts"]
    main(["score", "--by", "horizon", "--csv", "--data", str(tmp_path)])
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    told = {(row["forecaster"], row["horizon"]): row["value"] for row in rows if row["score"] == "brier"}
    assert told == {
        (one["forecaster"], str(one["horizon"])): str(one["brier"]["value"]) for one in part["rows"]
    }
    assert told["smoulder", "24"] == "0.36"


def test_a_post_mortem_credits_items_with_what_they_gained(
    tmp_path: Path, make_assessment: Make, capsys: Capture
) -> None:
    name = closed(make_assessment, tmp_path)
    capsys.readouterr()
    assert main(["score", "--case", name, "--json", "--data", str(tmp_path)]) == 0
    found = {
        (one["question"]["topic"], one["question"]["horizon"]): one
        for one in json.loads(capsys.readouterr().out)
    }
    assert len(found) == 4
    year, two = found["comeback", 12], found["comeback", 24]
    assert year["items"][0]["pointed"] == "right"
    assert year["items"][0]["gained"] == pytest.approx(math.log(0.8 / 0.7))
    assert two["items"][0]["pointed"] == "wrong"
    assert two["gained"] == pytest.approx(math.log(0.4 / 0.5))
    assert main(["score", "--case", name, "--data", str(tmp_path)]) == 0
    assert "shown, not scored" not in capsys.readouterr().out  # this answer has no hypotheses


def test_practice_is_scored_apart(tmp_path: Path, capsys: Capture) -> None:
    from smoulder.store.practice import add_practised

    assert main(["score", "--practice", "--data", str(tmp_path)]) == 0
    assert "No practice yet" in capsys.readouterr().out
    add_practised(tmp_path, practised())
    assert main(["score", "--practice", "--data", str(tmp_path)]) == 0
    assert "analyst: A" in capsys.readouterr().out
    assert main(["score", "--data", str(tmp_path)]) == 0
    assert "No record yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "cure"),
    [
        (["--by", "colour"], "write one of model, analyst, topic, horizon, branch"),
        (["--case", "x", "--csv"], "leave --csv and --practice out"),
    ],
)
def test_options_that_do_not_fit_are_refused(options: list[str], cure: str, capsys: Capture) -> None:
    assert main(["score", *options]) == 2
    assert cure in capsys.readouterr().err
