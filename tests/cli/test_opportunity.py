"""`smoulder opportunity`: the test from a case's id to words, JSON and a chart."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.cli.opportunity_words import opportunity_words
from smoulder.records.case import Assessment
from smoulder.records.change import DayMoved
from smoulder.records.errors import NoData
from smoulder.records.opportunity import OpportunityResult
from smoulder.store.events import open_events
from smoulder.store.ledger import open_ledger
from tests.reading.ged_samples import event
from tests.store.event_files import put

Capture = pytest.CaptureFixture[str]
Keep = Callable[..., str]
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture
def keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_assessment: Callable[..., Assessment]) -> Keep:
    """A function that keeps a case about Islamic State in Iraq in the folder `data`, and gives its id."""
    monkeypatch.chdir(tmp_path)

    def kept(as_of: date, country: str = "Iraq", mode: str = "revised") -> str:
        about = {"group_id": 234, "group": "Islamic State", "country": country, "as_of": as_of, "mode": mode}
        question = make_assessment().question.model_copy(update=about)
        with open_ledger(Path("data")) as ledger:
            return ledger.keep(make_assessment(question=question), now=NOW).case_id

    return kept


def run(case: str, first: str, last: str, *more: str) -> int:
    return main(["opportunity", case, "--from", first, "--to", last, "--data", "data", *more])


def test_a_covered_window_is_told_in_words_and_as_json(keep: Keep, capsys: Capture) -> None:
    case = keep(date(2012, 7, 1))
    more = ("--kind", "departure", "--turn", "2011-12-18", "--placebos", "2", "--json")
    assert run(case, "2011-07-01", "2012-06-30", *more) == 0
    found = OpportunityResult.model_validate_json(capsys.readouterr().out)
    assert found.until == "2011-06"
    assert [one.seen for one in found.phases] == [178.0, 469.0]
    assert found.placebos is not None
    assert found.placebos.n == 2
    said = opportunity_words(found, 80)
    for words in (
        "Before the departure",
        "After it",
        "Could it tell?",
        "What it says",
        "Placebo windows",
        "2011-06",
    ):
        assert words in said
    assert "Too few past departures" in said
    assert max(len(line) for line in said.splitlines()) <= 100


def test_the_model_case_is_neutral_because_its_months_are_not_covered(keep: Keep, capsys: Capture) -> None:
    case = keep(date(2020, 1, 23))
    chart = ("--svg", "curve.svg")
    assert run(case, "2019-10-01", "2020-01-20", "--kind", "protests", *chart) == 0
    out, err = capsys.readouterr()
    said = " ".join(out.split())
    assert "Neutral: the months are not covered." in said
    assert "end 2018-12" in said
    assert "498 in 2019 (battle-related by dyad)" in said
    assert "674" not in said, "the year 2020 was not over on the day"
    assert "smoulder load" in said
    assert "No chart" in err
    assert not Path("curve.svg").exists()


def test_loaded_events_of_the_months_make_the_test_possible(keep: Keep, capsys: Capture) -> None:
    case = keep(date(2020, 2, 10))
    iraq = {"country": "Iraq", "side_b_new_id": 234, "side_b": "IS", "deaths_a": 3, "deaths_unknown": 0}
    months = [f"{month // 12}-{month % 12 + 1:02d}" for month in range(2018 * 12 + 9, 2020 * 12 + 1)]
    rows = [
        event(number, date_start=f"{month}-10", date_end=f"{month}-10", **iraq)
        for number, month in enumerate(months, start=1)
    ]
    Path("spans.csv").write_text("vintage,country,from,to\n20.1,Iraq,2018-10,2020-01\n")
    put(open_events(Path("data")), rows, "20.1", countries=None, coverage=Path("spans.csv"))
    window = ("2019-10-01", "2020-01-31", "--kind", "protests", "--placebos", "1", "--json")
    assert run(case, *window) == 0
    found = OpportunityResult.model_validate_json(capsys.readouterr().out)
    assert found.covered
    assert found.phases[0].seen == 12.0
    assert found.until == "2019-09"


def test_the_settings_are_those_of_the_case(
    keep: Keep, monkeypatch: pytest.MonkeyPatch, make_assessment: Callable[..., Assessment]
) -> None:
    seen: list[str] = []

    def months_of(case: object, folder: Path, chains: str) -> None:
        seen.append(chains)
        raise NoData("seen enough; stop here")

    monkeypatch.setattr("smoulder.cli.opportunity_run.months_of", months_of)
    case = keep(date(2018, 12, 1))
    assert run(case, "2018-08-01", "2018-08-31", "--kind", "holiday") == 2
    with open_ledger(Path("data")) as ledger:
        question = ledger.case(case).question
        apart = make_assessment(question=question).model_copy(update={"settings": {"chains": "apart"}})
        assert ledger.keep(apart, now=NOW).case_id == case
    assert run(case, "2018-08-01", "2018-08-31", "--kind", "holiday") == 2
    assert seen == ["joined", "apart"]


def test_a_case_that_moved_is_tested_as_of_the_day_that_it_stands_at(keep: Keep, capsys: Capture) -> None:
    case = keep(date(2012, 1, 1))
    window = ("2011-12-01", "2012-06-30", "--kind", "protests", "--placebos", "0", "--json")
    assert run(case, *window) == 2
    assert "the case sees nothing from 2012-01-01 on" in capsys.readouterr().err
    with open_ledger(Path("data")) as ledger:
        ledger.log.add(case, [DayMoved(as_of=date(2012, 7, 1))], who="desk one", why="", now=NOW)
    assert run(case, *window) == 0
    found = OpportunityResult.model_validate_json(capsys.readouterr().out)
    assert found.phases[0].months[-1] == "2012-06"
    assert "Asked as of 2012-07-01, the day to which the case has moved." in found.notes


def test_in_the_mode_known_then_months_that_were_not_out_are_not_covered(keep: Keep, capsys: Capture) -> None:
    case = keep(date(2012, 7, 1), mode="known-then")
    assert run(case, "2011-11-01", "2012-03-31", "--kind", "protests") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Neutral: the months are not covered." in said
    assert "that may be seen end 2011-12" in said


def test_the_curve_is_written_as_a_chart(keep: Keep, capsys: Capture) -> None:
    pytest.importorskip("vl_convert")
    case = keep(date(2018, 12, 1))
    assert (
        run(case, "2018-08-01", "2018-08-31", "--kind", "holiday", "--placebos", "0", "--svg", "curve.svg")
        == 0
    )
    assert Path("curve.svg").read_text().startswith("<svg")
    out, err = capsys.readouterr()
    assert "Chart: curve.svg" in err
    assert "false-alarm rate is not known" in " ".join(out.split())


@pytest.mark.parametrize(
    ("first", "last", "more", "told"),
    [
        ("2018-05-02", "2018-05-01", ("--kind", "protests"), "exchange --from and --to"),
        ("2018-05-02", "2018-12-01", ("--kind", "protests"), "the case sees nothing from 2018-12-01 on"),
        ("1988-01-01", "1988-02-01", ("--kind", "protests"), "24 of them are needed"),
        ("2018-05", "2018-06-01", ("--kind", "protests"), "--from '2018-05' is a month"),
        ("2018-05-31", "2018-06-31", ("--kind", "protests"), "--to '2018-06-31' is no day"),
        ("2018-05-01", "2018-06-01", ("--kind", "protest"), "did you mean protests?"),
        (
            "2018-05-01",
            "2018-06-01",
            ("--kind", "protests", "--turn", "2018-05-09"),
            "--turn is for a kind with two",
        ),
        (
            "2018-05-01",
            "2018-06-01",
            ("--kind", "departure", "--turn", "2018-07-09"),
            "lies outside the window",
        ),
    ],
)
def test_what_cannot_be_met_is_told_in_one_line(
    first: str, last: str, more: tuple[str, ...], told: str, keep: Keep, capsys: Capture
) -> None:
    assert run(keep(date(2018, 12, 1)), first, last, *more) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert len(err.splitlines()) == 1


def test_a_case_that_is_not_there_and_a_group_without_months_are_told(keep: Keep, capsys: Capture) -> None:
    case = keep(date(2018, 12, 1), "Norland")
    assert run("no-such-case", "2018-05-01", "2018-06-01", "--kind", "protests") == 2
    assert "no case 'no-such-case'" in capsys.readouterr().err
    assert run(case, "2018-05-01", "2018-06-01", "--kind", "protests") == 2
    assert "Norland" in capsys.readouterr().err


def test_a_window_before_the_lull_is_tested_with_a_warning(keep: Keep, capsys: Capture) -> None:
    case = keep(date(2012, 7, 1))
    assert run(case, "2008-02-01", "2008-02-29", "--kind", "protests", "--placebos", "0", "--json") == 0
    notes = json.loads(capsys.readouterr().out)["notes"]
    assert any("The lull began" in note for note in notes)


def test_factors_are_told_the_larger_way_round(keep: Keep, capsys: Capture) -> None:
    case = keep(date(2018, 12, 1))
    assert run(case, "2018-08-01", "2018-08-31", "--kind", "protests", "--placebos", "0", "--json") == 0
    found = OpportunityResult.model_validate_json(capsys.readouterr().out)
    halved = found.factors[0].model_copy(update={"value": 0.5, "low": 0.25, "high": 0.8})
    loud = found.model_copy(update={"neutral": "", "factors": (halved,)})
    said = " ".join(opportunity_words(loud, 100).split())
    assert "2.0 times as likely under degraded as under patience (1.2 to 4.0)" in said
    even = found.model_copy(update={"neutral": "", "factors": (halved.model_copy(update={"value": 1.02}),)})
    assert "about as likely under patience as under degraded" in " ".join(
        opportunity_words(even, 100).split()
    )
