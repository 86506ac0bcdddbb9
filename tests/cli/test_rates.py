"""`smoulder rates`: the named counts from the command, words with counts, cases by name, refusals with a cure."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smoulder.assessment.assess import Request, assess
from smoulder.cli.main import main
from smoulder.records.settings import Settings
from tests.reading.ged_samples import event, write_ged

Capture = pytest.CaptureFixture[str]
KEYS = [
    "version",
    "unit",
    "seen_to",
    "line",
    "case",
    "late",
    "age",
    "lulls",
    "running",
    "conditions",
    "unknown",
    "past",
    "splits",
]
RATE = [
    *("horizon", "comeback", "major", "plain", "plain_major", "pace", "won", "followed", "beyond"),
    *("decidable", "why"),
]
CASE = ["group", "country", "known", "landmark", "peak", "deaths_12", "came_back", "won", "major", "followed"]


def found(capsys: Capture, *arguments: str) -> dict[str, Any]:  # Any: JSON
    assert main(["rates", *arguments, "--draws", "200", "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)  # Any: JSON
    return answer


def words(capsys: Capture, *arguments: str) -> str:
    assert main(["rates", *arguments, "--draws", "200"]) == 0
    return capsys.readouterr().out


def plain(rates: list[dict[str, Any]]) -> list[float]:  # Any: JSON
    return [round(rate["plain"], 3) for rate in rates]


def test_the_named_counts_of_lulls_as_they_end(capsys: Capture) -> None:
    large = found(capsys, "--where", "peak=100..", "--line", "running", "--all", "--by", "depth", "--no-list")
    assert (large["lulls"], large["running"], large["past"]["n"]) == (799, 792, 386)
    assert plain(large["past"]["rates"]) == [0.167, 0.271, 0.393, 0.438, 0.497]
    rows = {row["value"]: (row["n"], plain(row["rates"])) for row in large["splits"][0]["rows"]}
    assert rows == {
        "quiet": (242, [0.100, 0.184, 0.266, 0.319, 0.364]),
        "subdued": (144, [0.279, 0.419, 0.610, 0.643, 0.728]),
    }


def test_as_a_question_asks_fewer_come_back_and_no_government_is_among_them(capsys: Capture) -> None:
    large = found(capsys, "--where", "peak=100..", "--all", "--no-list")
    assert plain(large["past"]["rates"]) == [0.135, 0.210, 0.315, 0.361, 0.400]
    assert found(capsys, "--no-list")["running"] == 785


def test_json_holds_the_documented_keys(capsys: Capture) -> None:
    answer = found(capsys, "--group", "IS", "--country", "Iraq", "--as-of", "2020-01-23")
    assert list(answer) == KEYS
    assert all(list(rate) == RATE for rate in answer["past"]["rates"])
    assert all(list(case) == CASE for case in answer["past"]["cases"])
    assert (answer["case"]["known"], answer["case"]["age"], answer["case"]["state"]) == (
        "2018-07",
        17,
        "subdued",
    )
    written = (Path(__file__).parents[2] / "docs" / "methods" / "base-rates.md").read_text()
    assert all(f"`{key}`" in written for key in {*KEYS, *RATE, *CASE})


def test_a_group_of_many_deaths_is_set_beside_groups_of_many(capsys: Capture) -> None:
    answer = found(capsys, "--group", "IS", "--country", "Iraq", "--as-of", "2020-01-23")
    past = answer["past"]
    assert past["n"] >= 15
    assert min(case["deaths_12"] for case in past["cases"]) >= 100
    assert past["widened"]
    assert sum(past["mix"].values()) == past["n"] == len(past["cases"])
    assert not any(case["known"] == "2018-07" and case["group"] == "IS" for case in past["cases"])


def test_it_is_the_class_of_the_brief(capsys: Capture) -> None:
    settings = Settings(draws=200)
    request = Request((), "LTTE", "Sri Lanka", date(2023, 1, 1), date(2026, 1, 1), settings=settings)
    brief = assess(request).rates
    assert brief is not None
    answer = found(capsys, "--group", "LTTE", "--as-of", "2022-12", "--horizons", "6,12,24")["past"]
    assert answer["words"] == brief.words
    assert answer["cases"] == [case.model_dump(mode="json") for case in brief.cases]
    assert [one["comeback"]["count"] for one in answer["rates"]] == [
        one.comeback.count for one in brief.rates
    ]


def test_a_chance_is_told_with_its_count_and_interval_and_every_case_by_name(capsys: Capture) -> None:
    said = words(capsys, "--age", "12", "--where", "deaths=10..24", "--where", "country=Sudan", "--major")
    assert re.search(r"within 12 months: 4 of 6, \d+ %, 90 % interval \d+–\d+ %; only 2 still followed", said)
    assert "A major comeback" in said
    assert "Where: Sudan 6." in said
    assert re.search(r"SSDF, Sudan +1995-12 +152 +18 +back 1997-01, month 1, major", said)
    assert re.search(r"Nuer, Sudan +2012-07 +86 +23 +not back in 113 months", said)


@pytest.mark.parametrize("columns", [80, 120])
def test_no_line_is_longer_than_the_terminal(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    said = words(capsys, "--by", "country", "--by", "age", "--major", "--list", "--where", "peak=1000+")
    said += words(capsys, "--episodes", "--by", "outcome", "--list")
    assert max(len(line) for line in said.splitlines()) <= columns


def test_the_list_is_short_unless_it_is_asked_for(capsys: Capture) -> None:
    few = words(capsys, "--where", "country=Iraq")
    assert "more (--list)" in few
    every = words(capsys, "--where", "country=Iraq", "--list")
    assert len(every.splitlines()) > len(few.splitlines())
    assert "The past lulls" not in words(capsys, "--where", "country=Iraq", "--no-list")


def test_a_horizon_beyond_the_data_of_the_class_says_so(capsys: Capture) -> None:
    said = words(capsys, "--where", "decade=2020s", "--horizons", "6,60", "--by", "country", "--no-list")
    longest = re.search(
        r"within 60 months: no past lull of this class was followed for 60 months: the longest for (\d+)",
        " ".join(said.split()),
    )
    assert longest
    assert int(longest[1]) < 60
    assert "beyond" in said


def test_nothing_after_the_day_is_seen(capsys: Capture) -> None:
    answer = found(capsys, "--as-of", "2005-12")
    assert answer["seen_to"] == "2005-12"
    months = [
        case[key] for case in answer["past"]["cases"] for key in ("known", "came_back", "won") if case[key]
    ]
    assert max(months) <= "2005-12"
    assert answer["lulls"] < 799


def test_missing_months_before_the_day_are_reached_over_and_told(capsys: Capture) -> None:
    of = ["--group", "LTTE", "--horizons", "6", "--as-of"]
    late, whole = (found(capsys, *of, day, "--list") for day in ("2024-06", "2023-12"))
    assert (late["late"], whole["late"]) == (6, 0)
    assert late["past"]["cases"] == whole["past"]["cases"]
    assert late["past"]["rates"][0]["pace"]["last"] == 12
    assert late["past"]["rates"][0]["plain"] >= whole["past"]["rates"][0]["plain"]
    said = " ".join(words(capsys, *of, "2024-06").split())
    assert "Nothing is known of the 6 months before the day" in said


def test_episodes_are_counted_apart(capsys: Capture) -> None:
    answer = found(capsys, "--episodes", "--by", "outcome")
    assert answer["unit"] == "yearly conflict episodes"
    assert "past" not in answer
    assert (answer["n"], plain(answer["rates"])) == (426, [0.205, 0.303, 0.416, 0.510])
    assert sum(row["n"] for row in answer["splits"][0]["rows"]) == 426
    group = found(
        capsys, "--group", "LTTE", "--country", "Sri Lanka", "--as-of", "2022-12", "--episodes", "--no-list"
    )
    assert (group["quiet_years"], group["case"]["group"], group["cases"]) == (13, "LTTE", [])
    assert "never mixed with them" in " ".join(words(capsys, "--episodes", "--no-list").split())


def test_own_columns_are_names_like_any_other_and_unknown_ones_stay(capsys: Capture, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("country,terrain\nSudan,flat\nBurma,hills\n")
    answer = found(capsys, "--with", str(own), "--by", "terrain", "--no-list")
    rows = {row["value"]: row["n"] for row in answer["splits"][0]["rows"]}
    assert set(rows) == {"flat", "hills", "unknown"}
    assert sum(rows.values()) == answer["past"]["n"] == 785
    chosen = found(capsys, "--with", str(own), "--where", "terrain=flat")
    assert set(chosen["past"]["mix"]) == {"Sudan"}
    assert chosen["unknown"] == {"terrain flat": rows["unknown"]}


def test_loaded_events_are_laid_over_the_figures(capsys: Capture, tmp_path: Path) -> None:
    days = [f"2020-{month:02d}-05" for month in range(1, 13)]
    rows = [event(at, deaths_a=4, date_start=day, date_end=day) for at, day in enumerate(days)]
    coverage = tmp_path / "coverage.csv"
    coverage.write_text("vintage,country,from,to\n23.1,Norland,2020-01,2022-12\n")
    loaded = [str(write_ged(tmp_path / "ged.csv", rows)), "--vintage", "23.1", "--coverage", str(coverage)]
    assert main(["load", "ucdp", *loaded, "--data", str(tmp_path / "data")]) == 0
    capsys.readouterr()
    answer = found(capsys, "--where", "country=Norland", "--data", str(tmp_path / "data"))
    assert [(case["country"], case["came_back"]) for case in answer["past"]["cases"]] == [("Norland", None)]


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (
            ["--group", "IS", "--country", "Syria", "--as-of", "2017-01"],
            "is in no lull .* give an --as-of in a lull, or --age",
        ),
        (["--group", "IS", "--country", "Iraq", "--as-of", "2017-01"], "its lulls were known in 2009-03"),
        (["--group", "IS", "--age", "3"], "leave one of the two out"),
        (["--country", "Sudan"], "--where country="),
        (["--age", "900"], "give a smaller --age"),
        (["--as-of", "1985-01"], "later --as-of"),
        (["--age", "12", "--where", "deaths=5000.."], r"none fits deaths 5,000 or more \(0\)"),
        (["--by", "dept"], "did you mean depth"),
        (["--where", "country=Sudn"], "did you mean Sudan"),
        (["--horizons", "6,x"], "such as 6,12,24"),
        (["--horizons", "0"], "from 1 to 600"),
        (["--horizons", "6²"], "from 1 to 600"),
        (["--horizons", "9" * 5000], "from 1 to 600"),
        (["--episodes", "--horizons", "6"], "write 12, 24, 36"),
        (["--episodes", "--age", "7"], "whole years"),
        (["--episodes", "--major"], "leave it out with --episodes"),
        (["--episodes", "--by", "age"], "--age MONTHS; only lulls"),
        (
            ["--group", "IS", "--country", "Iraq", "--as-of", "2020-01-23", "--episodes"],
            "no full calendar year",
        ),
        (["--with", "nowhere.csv"], "another file with --with"),
    ],
)
def test_wrong_input_gets_one_line_with_the_cure(capsys: Capture, arguments: list[str], cure: str) -> None:
    assert main(["rates", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert re.search(cure, said.err)


def test_the_names_in_the_help_are_those_there_are() -> None:
    import typer

    from smoulder.cli.main import app
    from smoulder.models.rates.episode_covariates import episode_covariates
    from smoulder.models.rates.lull_covariates import lull_covariates

    command = typer.main.get_command(app).commands["rates"]  # type: ignore[attr-defined]
    told = next(one.help for one in command.params if one.name == "where")
    lulls, episodes = told.partition("Names: ")[2].split("; of episodes: ")
    assert {name.strip() for name in lulls.split(",")} == set(lull_covariates(Settings()))
    assert {name.strip(" .") for name in episodes.split(",")} == set(episode_covariates())
