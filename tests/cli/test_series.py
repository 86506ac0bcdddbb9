from __future__ import annotations

import json
from datetime import date

import pytest

from smoulder.cli.main import main
from smoulder.desk.one_series import won_in
from smoulder.records.group import Group, Link
from smoulder.records.month import month_index, month_text
from smoulder.records.settings import Settings

Capture = pytest.CaptureFixture[str]
KEYS = ["month", "events", "deaths", "low", "high", "inflicted", "suffered", "unknown"]


def shown(capsys: Capture, *arguments: str) -> dict[str, list[dict[str, float | str | None]]]:
    assert main(["series", *arguments, "--json"]) == 0
    found: dict[str, list[dict[str, float | str | None]]] = json.loads(capsys.readouterr().out)
    return found


def test_json_holds_each_month_and_lull_under_the_documented_keys(capsys: Capture) -> None:
    found = shown(capsys, "IS", "--country", "Iraq")
    assert {"group", "country", "measure", "months", "lulls"} <= found.keys()
    assert all(list(month) == KEYS for month in found["months"])
    assert [list(lull) for lull in found["lulls"]] == [
        ["known", "began", "peak", "lowest", "ended", "end"]
    ] * 2
    months = [str(month["month"]) for month in found["months"]]
    year, number = map(int, months[0].split("-"))
    assert months == [month_text(year * 12 + number - 1 + at) for at in range(len(months))]
    assert [lull["known"] for lull in found["lulls"]] == ["2009-03", "2018-07"]
    assert (found["lulls"][0]["ended"], found["lulls"][0]["end"]) == ("2013-07", "comeback")
    assert (found["lulls"][1]["ended"], found["lulls"][1]["end"]) == (None, "open")


def test_sides_add_up_to_deaths_in_every_known_month(capsys: Capture) -> None:
    for month in shown(capsys, "LTTE", "--country", "Sri Lanka")["months"]:
        sides = [month["inflicted"], month["suffered"], month["unknown"]]
        if month["deaths"] is None:
            assert sides == [None] * 3
        else:
            assert sum(float(side or 0) for side in sides) == pytest.approx(float(month["deaths"]), abs=0.02)


def test_nothing_after_the_last_full_month_is_shown(capsys: Capture) -> None:
    found = shown(capsys, "IS", "--country", "Iraq", "--as-of", "2012-01-01")
    assert found["months"][-1]["month"] == "2011-12"
    assert [(lull["known"], lull["ended"]) for lull in found["lulls"]] == [("2009-03", None)]


def test_a_threshold_changes_what_is_a_lull(capsys: Capture) -> None:
    usual = shown(capsys, "IS", "--country", "Iraq")["lulls"]
    strict = shown(capsys, "IS", "--country", "Iraq", "--lull-share", "0.01")["lulls"]
    assert len(strict) < len(usual)
    assert Settings().lull_share > 0.01


def test_the_table_shows_the_last_months_and_the_lulls(capsys: Capture) -> None:
    assert main(["series", "Islamic State", "--country", "Iraq", "--months", "3"]) == 0
    out = capsys.readouterr().out
    title, months, lulls = out.strip().split("\n\n")
    assert title.startswith("IS in Iraq, deaths of all kinds")
    assert [line.split()[0] for line in months.splitlines()] == ["month", "2018-10", "2018-11", "2018-12"]
    assert [line.split()[0] for line in lulls.splitlines()] == ["LULLS", "known", "2009-03", "2018-07"]


def test_every_month_is_shown_on_request(capsys: Capture) -> None:
    assert main(["series", "LTTE", "--country", "Sri Lanka", "--months", "0"]) == 0
    table = capsys.readouterr().out.split("\n\n")[1].splitlines()
    assert table[1].split()[0] == shown(capsys, "LTTE", "--country", "Sri Lanka")["months"][0]["month"]


def test_the_country_tells_which_of_several_groups_a_name_means(capsys: Capture) -> None:
    assert shown(capsys, "JEM", "--country", "Sudan")["months"]
    assert main(["series", "JEM", "--country", "Iraq"]) == 2
    assert "'JEM' is the name of 2 groups" in capsys.readouterr().err


def test_a_victory_counts_where_it_was_won_and_from_the_day_it_was_known() -> None:
    link = Link(
        kind="won", country="Norland", since=date(2001, 3, 1), known=date(2001, 3, 9), note="-", source="-"
    )
    group = Group(group_id=1, name="Embers", links=(link,))
    assert won_in(group, "Norland", None) == month_index("2001-03")
    assert won_in(group, "Norland", date(2001, 3, 9)) == month_index("2001-03")
    assert won_in(group, "Norland", date(2001, 3, 8)) is None
    assert won_in(group, "Sudland", None) is None
