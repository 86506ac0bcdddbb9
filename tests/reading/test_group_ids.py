"""From a name at its date to a group: shipped groups and the user's own, the same for every kind of event file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.cli.main import main
from smoulder.reading.group_ids import match_groups
from smoulder.reading.group_names import AliasRow, NamesByRank
from smoulder.reading.groups import load_registry
from smoulder.reading.own_groups import OwnAlias, OwnGroup, OwnGroups, read_own_groups
from smoulder.records.month import month_index, month_text
from smoulder.store.events import Asked, open_events
from tests.reading import test_acled, test_gdelt
from tests.reading.staging import stage
from tests.reading.test_event_table import MAP

GROUPS = """
[[group]]
id = -900001
name = "Norland Front"
countries = ["Mali"]
[[group]]
id = -900002
name = "Southern Front"
countries = ["Mali"]
[[alias]]
group = -900001
name = "Lake Band"
to = "2024-02"
[[alias]]
group = -900002
name = "Lake Band"
from = "2024-03"
[[alias]]
group = -900001
name = "Hill Band"
from = "2010-01"
to = "2012-12"
"""


@pytest.fixture
def own(tmp_path: Path) -> OwnGroups:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "groups.toml").write_text(GROUPS)
    return read_own_groups(tmp_path / "data")


def ids(own: OwnGroups | None, name: str, country: str = "Mali") -> list[tuple[str, str, int | None]]:
    return [
        (one.since, one.until, one.group_id) for one in match_groups([(name, country)], load_registry(own))
    ]


def test_a_group_of_the_users_own_is_matched_and_the_shipped_ones_still_are(own: OwnGroups) -> None:
    assert ids(own, "Norland Front") == ids(own, "NF: Norland Front (Mali)") == [("", "9999-12", -900001)]
    assert ids(None, "Norland Front") == [("", "9999-12", None)]
    assert ids(own, "Norland Front (Nigeria)") == [("", "9999-12", None)]
    jnim = ids(None, "JNIM: Group for Support of Islam and Muslims")
    assert jnim == ids(own, "JNIM: Group for Support of Islam and Muslims") == [("", "9999-12", 6716)]


def test_a_name_that_two_groups_bore_in_turn_is_that_of_the_one_that_bore_it_then(own: OwnGroups) -> None:
    assert ids(own, "Lake Band") == [("", "2024-02", -900001), ("2024-03", "9999-12", -900002)]


def test_a_name_that_one_group_bore_for_a_time_is_its_name_at_all_times(own: OwnGroups) -> None:
    assert ids(own, "Hill Band") == [("", "9999-12", -900001)]
    assert ids(None, "Islamic State of Iraq", "Iraq") == [("", "9999-12", 234)]


def test_a_name_that_two_groups_bear_at_once_is_nobodys_then() -> None:
    both = OwnGroups(
        group=(OwnGroup(id=-1, name="One"), OwnGroup(id=-2, name="Two")),
        alias=(
            OwnAlias(group=-1, name="Lake Band", **{"from": "2015-01", "to": "2017-12"}),
            OwnAlias(group=-2, name="Lake Band", **{"from": "2017-01"}),
        ),
    )
    assert ids(both, "Lake Band") == [
        ("", "2014-12", None),
        ("2015-01", "2016-12", -1),
        ("2017-01", "2017-12", None),
        ("2018-01", "9999-12", -2),
    ]


def test_either_of_two_groups_is_none_of_them(own: OwnGroups) -> None:
    assert ids(own, "Norland Front and/or Southern Front") == [("", "9999-12", None)]
    assert ids(own, "Norland Front (Mali) and/or Hill Band") == [("", "9999-12", -900001)]
    assert ids(own, "Lake Band and/or Southern Front") == [
        ("", "2024-02", None),
        ("2024-03", "9999-12", -900002),
    ]


MONTHS = st.integers(month_index("1990-01"), month_index("2030-12")).map(month_text)


@given(
    st.lists(
        st.tuples(st.integers(1, 4), MONTHS | st.just(""), MONTHS | st.just("")), min_size=1, max_size=5
    ),
    MONTHS,
)
def test_between_two_turns_a_name_stands_for_the_same_groups(
    rows: list[tuple[int, str, str]], month: str
) -> None:
    rows = [(n, since, until) for n, since, until in rows if not (since and until) or since <= until]
    names = NamesByRank([[AliasRow("Band", n, "own", since=since, until=until) for n, since, until in rows]])
    start = max((turn for turn in names.turns("Band") if turn <= month), default="1989-12")
    assert names.ids("Band", month) == names.ids("Band", start)
    then = {n for n, since, until in rows if since <= month and (not until or month <= until)}
    assert set(names.ids("Band", month)) == (then or {n for n, _, _ in rows})


def test_acled_rows_get_own_groups_by_the_month_of_the_event(own: OwnGroups, tmp_path: Path) -> None:
    rows = [
        test_acled.BATTLE | {"event_id_cnty": "1", "actor1": "Lake Band", "event_date": "2024-02-29"},
        test_acled.BATTLE
        | {"event_id_cnty": "2", "actor1": "Lake Band (Mali)", "event_date": "01 March 2024"},
        test_acled.BATTLE | {"event_id_cnty": "3", "actor2": "Norland Front", "inter2": "Rebel group"},
    ]
    found, _ = stage("acled", test_acled.write(tmp_path / "a.csv", rows), own=own)
    assert [row["side_a_id"] for row in found] == ["-900001", "-900002", "6716"]
    assert found[2]["side_b_id"] == "-900001"
    bare, _ = stage("acled", tmp_path / "a.csv")
    assert [row["side_a_id"] for row in bare] == [None, None, "6716"]


def test_gdelt_rows_get_own_groups_and_their_names_by_the_month_of_the_event(
    own: OwnGroups, tmp_path: Path
) -> None:
    place = {"fips": "ML", "name2": "NORLAND FRONT", "type2": "INS"}
    lines = [
        test_gdelt.line(id="1", name1="LAKE BAND", day="20240229", **place),
        test_gdelt.line(id="2", name1="LAKE BAND", day="20240301", **place),
    ]
    found, _ = stage("gdelt", test_gdelt.write(tmp_path / "a.CSV", *lines), own=own)
    assert [(row["side_a_id"], row["side_a"]) for row in found] == [
        ("-900001", "Norland Front"),
        ("-900002", "Southern Front"),
    ]
    assert {(row["side_b_id"], row["side_b"]) for row in found} == {("-900001", "Norland Front")}


TABLE = """No,Day,What,Who,Killed
1,2024-02-03,non-state,Lake Band,4
2,2024-03-03,non-state,Lake Band,4
3,2024-03-04,non-state,they,5
"""


def test_a_table_and_the_groups_of_its_map_know_own_groups(own: OwnGroups, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text(TABLE)
    (tmp_path / "map.toml").write_text(f'{MAP}[groups]\nthey = "Southern Front"\n')
    found, _ = stage("table", tmp_path / "sheet.csv", mapping=tmp_path / "map.toml", own=own)
    assert [(row["side_a_id"], row["side_a"]) for row in found] == [
        ("-900001", "Lake Band"),
        ("-900002", "Lake Band"),
        ("-900002", "they"),
    ]


def test_a_load_takes_the_groups_of_the_data_folder(own: OwnGroups, tmp_path: Path) -> None:
    assert own
    (tmp_path / "sheet.csv").write_text(TABLE.replace("they", "Lake Band"))
    (tmp_path / "map.toml").write_text(MAP)
    data = ["--data", str(tmp_path / "data")]
    assert (
        main(["load", "table", str(tmp_path / "sheet.csv"), "--map", str(tmp_path / "map.toml"), *data]) == 0
    )
    store, asked = open_events(tmp_path / "data"), Asked(family="table")
    assert store.series(-900002, "Mali", asked=asked).deaths.tolist() == [0.0, 9.0]
    assert store.series(-900001, "Mali", asked=asked).deaths.tolist() == [4.0, 0.0]


def test_a_mistake_in_the_users_groups_stops_the_load(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "groups.toml").write_text("[[group]]\nid = 5\n")
    (tmp_path / "sheet.csv").write_text(TABLE)
    (tmp_path / "map.toml").write_text(MAP)
    words = ["load", "table", str(tmp_path / "sheet.csv"), "--map", str(tmp_path / "map.toml")]
    assert main([*words, "--data", str(tmp_path)]) == 2
    assert "groups.toml, [[group]] 1: id is 5" in capsys.readouterr().err
    assert not (tmp_path / "events").exists()
