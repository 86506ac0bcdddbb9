from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from smoulder.cli.main import main
from smoulder.records.group import Group
from tests.reading.ged_samples import event, write_ged

Capture = pytest.CaptureFixture[str]
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "data" / "groups.md"


def told(capsys: Capture, *arguments: str) -> str:
    assert main(["group", *arguments]) == 0
    return capsys.readouterr().out


def shown(capsys: Capture, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(capsys, *arguments, "--json"))
    return found


def test_a_group_is_shown_with_its_names_and_countries(capsys: Capture) -> None:
    lines = told(capsys, "Tamil Tigers").splitlines()
    assert lines[0] == "LTTE (UCDP actor 320)"
    assert "  countries  Sri Lanka" in lines
    assert any(line.startswith("  deal       2002-02-22") for line in lines)


def test_json_holds_the_whole_group_under_the_documented_keys(capsys: Capture) -> None:
    found = shown(capsys, "Daesh")
    group = Group.model_validate({key: found[key] for key in Group.model_fields})
    assert (group.group_id, group.name) == (234, "IS")
    told_keys = set(re.findall(r"`([a-z_]+)`", DOCUMENT.read_text().partition("--json` holds")[2]))
    rows = [found, found["data"], found["merges"][0], found["data"]["months"][0], found["active"][0]]
    rows += [found["deaths_by_year"][0], found["deaths_by_year"][0]["rows"][0]]
    assert {key for row in rows for key in row} <= told_keys


def test_it_says_in_which_data_the_group_is(capsys: Capture) -> None:
    data = shown(capsys, "LTTE")["data"]
    (months,) = data["months"]
    assert (months["country"], months["first"], months["last"]) == ("Sri Lanka", "1989-01", "2009-07")
    assert months["covered_to"] == "2022-12"
    assert {(one["where"], one["first"], one["last"]) for one in data["years"]} == {
        ("all countries", 1989, 2009),
        ("Sri Lanka", 1989, 2009),
    }
    assert data["events"] == []


def test_it_says_where_and_when_the_group_was_active_and_how_it_stands(capsys: Capture) -> None:
    (active,) = shown(capsys, "LTTE")["active"]
    assert (active["first"], active["last"]) == ("1989-12", "2010-04")
    assert (active["state"], active["as_of"], active["line"]) == ("quiet", "2022-12", 25)
    words = told(capsys, "LTTE")
    assert "WHEN ACTIVE: 25 DEATHS OR MORE IN 12 MONTHS" in words
    assert re.search(r"^Sri Lanka +1989-12 +2010-04 +quiet in 2022-12$", words, re.MULTILINE)


def test_the_line_of_the_settings_holds(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMOULDER_ACTIVE_LINE", "5000")
    (active,) = shown(capsys, "LTTE")["active"]
    assert active["line"] == 5000
    assert active["first"] > "1989-12"
    assert active["last"] < "2010-04"


def test_it_names_what_is_one_with_the_group_from_both_sides(capsys: Capture) -> None:
    (counted,) = [one for one in shown(capsys, "Boko Haram")["merges"] if one["kind"] == "counted as"]
    assert (counted["direction"], counted["name"], counted["group_id"]) == ("to", "IS", 234)
    assert (counted["since"], counted["until"], counted["country"]) == ("2015-03-07", "2016-08-03", "Nigeria")
    back = [one for one in shown(capsys, "IS")["merges"] if one["group_id"] == 1051]
    assert {one["direction"] for one in back} == {"from"}


def test_months_of_another_id_are_said_and_can_be_left_apart(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "are joined in" in shown(capsys, "Boko Haram")["active"][0]["notes"][0]
    monkeypatch.setenv("SMOULDER_CHAINS", "apart")
    assert "chains are apart" in shown(capsys, "Boko Haram")["active"][0]["notes"][0]


def test_deaths_by_year_ship_with_their_source_and_reach(capsys: Capture) -> None:
    dyads, every = shown(capsys, "LTTE")["deaths_by_year"]
    assert (dyads["kind"], dyads["covered_to"]) == ("battle-related by dyad", 2023)
    last = dyads["rows"][-1]
    assert (last["year"], last["where"], last["deaths"]) == (2009, "Sri Lanka", 10165)
    assert every["rows"][0]["where"] == "all countries"
    words = told(capsys, "LTTE")
    assert re.search(r"^2009 +10,165 \(10,136 to 13,702\) +10,413", words, re.MULTILINE)
    assert "battle-related by dyad: UCDP Battle-Related Deaths 24.1; to 2023" in words
    assert shown(capsys, "LTTE")["tables"] == []


def test_what_a_loaded_table_says_is_told_with_its_name_and_release(capsys: Capture, tmp_path: Path) -> None:
    years = tmp_path / "brd.csv"
    years.write_text(
        "dyad_id,location,side_a,side_b,side_b_id,year,bd_best,bd_low,bd_high,type_of_conflict,version\n"
        + "".join(
            f"{dyad},Sri Lanka,Government of Norland {dyad},LTTE,320,2025,40,30,60,3,26.1\n"
            for dyad in range(7)
        )
    )
    data = str(tmp_path / "data")
    assert main(["load", "ucdp-brd", str(years), "--data", data]) == 0
    capsys.readouterr()
    (table,) = shown(capsys, "LTTE", "--data", data)["tables"]
    assert (table["source"], table["release"], table["matched"]) == ("ucdp-brd", "26.1", "id")
    assert "Organized violence" in table["citation"]
    words = told(capsys, "LTTE", "--data", data)
    assert re.search(r"^2025 +280 \(210 to 420\) +-$", words, re.MULTILINE)
    assert "battle-related by dyad: UCDP battle-related deaths 26.1; to 2025" in words
    assert "UCDP BATTLE-RELATED DEATHS 26.1, by id\n2025, Sri Lanka: fought Government of Norland" in words
    assert "and 2 more (--all)" in words
    assert "Norland 6" in told(capsys, "LTTE", "--all", "--data", data)


def test_long_lists_are_cut_after_ten_unless_all_is_asked_for(capsys: Capture) -> None:
    few, every = told(capsys, "IS"), told(capsys, "IS", "--all")
    aliases = shown(capsys, "IS")["aliases"]
    assert f"and {len(aliases) - 10} more (--all)" in " ".join(few.split())
    assert "more (--all)" not in every
    assert all(alias in " ".join(every.split()) for alias in aliases)
    assert len(few.splitlines()) < len(every.splitlines())
    assert max(map(len, few.split("IN WHICH DATA")[0].splitlines())) <= 80


def test_loaded_events_are_counted_by_country(capsys: Capture, tmp_path: Path) -> None:
    file = write_ged(
        tmp_path / "final.csv",
        [event(n, side_b_new_id=320, side_b="LTTE", country="Sri Lanka") for n in (1, 2)],
    )
    data = str(tmp_path / "data")
    assert main(["load", "ucdp", str(file), "--vintage", "24.1", "--data", data]) == 0
    capsys.readouterr()
    found = shown(capsys, "LTTE", "--data", data)["data"]["events"]
    assert found == [{"country": "Sri Lanka", "events": 2, "first": "2020-03", "last": "2020-03"}]
    assert "loaded events in" in told(capsys, "LTTE", "--data", data)


def test_a_group_of_the_users_own_is_told_as_such(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "groups.toml").write_text(
        '[[group]]\nid = -900001\nname = "Norland Front"\ncountries = ["Mali"]\n'
        '[[link]]\ngroup = -900001\nkind = "split"\nother = 6716\nsince = 2020-01-05\nknown = 2020-02-01\n'
        'note = "Left."\n'
    )
    words = told(capsys, "norland front", "--data", str(tmp_path))
    assert words.startswith("Norland Front (id -900001)\n")
    assert "none: no month, no year and no loaded event" in words
    assert "in no country" in words
    assert re.search(r"split +2020-01-05 to JNIM \(6716\), known 2020-02-01: Left\. \[groups\.toml\]", words)
    assert main(["group", "Norland Front"]) == 2
    assert "no armed group by the name" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Velupillai Prabhakaran", "person"),
        ("General John Smith", "reads like a person's name"),
        ("Boko Harram", "did you mean Boko Haram"),
        ("ELN (Atlantis)", "Atlantis"),
    ],
)
def test_a_name_that_is_no_group_is_told_why(name: str, said: str, capsys: Capture) -> None:
    assert main(["group", name]) == 2
    assert said in capsys.readouterr().err


def test_a_name_of_several_groups_lists_them(capsys: Capture) -> None:
    assert main(["group", "Maoists"]) == 2
    said = capsys.readouterr().err
    assert "is the name of 2 groups" in said
    assert "id 195" in said
    assert "id 258" in said


@pytest.mark.parametrize("door", [["read", "{report}"], ["series", "IS", "--country", "Iraq"], ["watch"]])
def test_every_door_reads_the_users_groups_and_refuses_a_bad_file(
    door: list[str], capsys: Capture, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Fighting in Mali\n\n12 March 2014\n\nThe Norland Front attacked a village on Monday.\n"
    )
    (tmp_path / "groups.toml").write_text("[[groop]]\n")
    assert main([*(one.format(report=report) for one in door), "--data", str(tmp_path)]) == 2
    assert "groups.toml: groop is not known; did you mean group?" in capsys.readouterr().err


def test_a_report_names_a_group_of_the_users_own(capsys: Capture, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Fighting in Mali\n\n12 March 2014\n\nThe Norland Front attacked a village on Monday.\n"
    )
    (tmp_path / "groups.toml").write_text('[[group]]\nid = -900001\nname = "Norland Front"\n')
    assert main(["read", str(report), "--json", "--data", str(tmp_path)]) == 0
    actors = json.loads(capsys.readouterr().out)["actors"]
    assert any("Norland Front" in str(one) for one in actors)
