from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.records.case import Assessment
from smoulder.store.events import open_events
from smoulder.store.ledger import open_ledger
from tests.cli.record_sample import iraq, keep
from tests.reading.ged_samples import event, write_ged

Capture = pytest.CaptureFixture[str]
Make = Callable[..., Assessment]


def test_the_data_close_questions_and_the_rows_that_decide_them_are_shown(
    tmp_path: Path, make_assessment: Make, capsys: Capture
) -> None:
    name = keep(make_assessment, tmp_path)
    assert main(["resolve", "--data", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "6 questions looked at: 2 yes, 2 no, 0 void, 2 undecidable, 0 open. New or changed: 6." in out
    assert name in out
    assert "comeback within 24 months: yes (final)\n    UCDP GED 19.1, Iraq, 2013-07: 2,319 deaths" in out
    assert "Branches were judged first" in out
    assert "no kind of pressure was on record" in out


def test_a_second_run_finds_nothing_new(tmp_path: Path, make_assessment: Make, capsys: Capture) -> None:
    keep(make_assessment, tmp_path)
    main(["resolve", "--data", str(tmp_path)])
    capsys.readouterr()
    assert main(["resolve", "--data", str(tmp_path)]) == 0
    assert "2 questions looked at: 0 yes, 0 no, 0 void, 2 undecidable" in capsys.readouterr().out


def test_one_case_in_json_holds_its_questions_and_its_months(
    tmp_path: Path, make_assessment: Make, capsys: Capture
) -> None:
    name = keep(make_assessment, tmp_path)
    assert main(["resolve", name, "--json", "--data", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["version", "counts", "order", "questions", "months"]
    assert told["counts"] == {"no": 2, "undecidable": 2, "yes": 2}
    assert len(told["months"]) == 24
    assert told["months"][13] == {
        "month": "2013-07",
        "deaths": 588.0,
        "twelve": 2319.0,
        "holes": 0,
        "release": "UCDP GED 19.1",
        "provisional": False,
    }


def test_an_empty_ledger_has_no_open_question(tmp_path: Path, capsys: Capture) -> None:
    assert main(["resolve", "--data", str(tmp_path)]) == 0
    assert "No open question is in the ledger" in capsys.readouterr().out


def test_a_case_that_is_not_there_is_named(tmp_path: Path, capsys: Capture) -> None:
    assert main(["resolve", "nothing", "--data", str(tmp_path)]) == 2
    assert "no case 'nothing'" in capsys.readouterr().err


def load_year(folder: Path, source: str, vintage: str, deaths: int) -> None:
    """Load a release that covers Iraq in 2019, with so many deaths of Islamic State in June."""
    about = {
        "side_b_new_id": 234, "side_b": "IS", "country": "Iraq", "country_id": 645, "year": 2019,
        "date_start": "2019-06-05 00:00:00.000", "date_end": "2019-06-05 00:00:00.000",
        "deaths_a": 0, "deaths_b": deaths, "deaths_unknown": 0,
    }  # fmt: skip
    spans = folder / f"{vintage}.spans.csv"
    spans.write_text(f"vintage,country,from,to\n{vintage},Iraq,2019-01,2019-12\n")
    path = write_ged(folder / f"{vintage}.csv", [event(int(vintage[:2]), **about)])
    options = ReadOptions(vintage=vintage, countries=("Iraq",), coverage=spans)
    open_events(folder).load(find_source(source), path, options)


def test_candidate_rows_close_a_question_until_the_yearly_release_closes_it_otherwise(
    tmp_path: Path, make_assessment: Make, capsys: Capture
) -> None:
    answer = iraq(make_assessment, date(2019, 1, 1))
    low = answer.question.model_copy(update={"line": 1000.0, "major_line": 1200.0})
    answer = answer.model_copy(update={"question": low, "branches": None, "answer": {12: answer.answer[12]}})
    with open_ledger(tmp_path) as ledger:
        name = ledger.keep(answer, now=datetime(2019, 1, 2, tzinfo=UTC)).case_id
    load_year(tmp_path, "candidate", "19.0.12", 1100)
    assert main(["resolve", name, "--data", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "comeback within 12 months: yes (provisional)" in out
    assert "UCDP Candidate 19.0.12, Iraq, 2019-06" in out
    assert "Provisional, on candidate data: 2." in out
    load_year(tmp_path, "ucdp", "20.1", 300)
    assert main(["resolve", "--data", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "comeback within 12 months: no (final)" in out
    assert "UCDP GED 20.1, Iraq, 2019-12: 300 deaths in 12 months, line 1,000" in out
    with open_ledger(tmp_path) as ledger:
        year = next(one for one in ledger.asked.questions(name) if one.topic == "comeback")
        assert [(one.status, one.final) for one in ledger.asked.resolutions(year.id)] == [
            ("yes", False),
            ("no", True),
        ]
