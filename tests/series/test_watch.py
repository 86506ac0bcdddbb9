"""The watch list: rules by hand, named cases that a conflict researcher would know, and no look ahead."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.background import load_links
from smoulder.reading.figures import load_all_series
from smoulder.reading.organisation import alliances, organisation_levels
from smoulder.records.event import Coverage
from smoulder.records.group import Link
from smoulder.records.month import month_index, month_text
from smoulder.records.series import Series
from smoulder.series.changes import changes, seen_of
from smoulder.series.watch import watch
from smoulder.series.watched import About, Watched, WatchList
from tests.series.test_lull import months, series

FALL = [20.0] * 24 + [1.0] * 24
KINDS = ("state-based", "non-state", "one-sided")


def link(kind: str, group_id: int | None = None, **more: object) -> Link:
    values = {
        "kind": kind,
        "group_id": group_id,
        "country": "Country",
        "since": date(2002, 1, 5),
        "known": date(2002, 1, 5),
        "note": "As was told.",
        "source": "test",
    }
    return Link.model_validate({**values, **more})


def one(found: WatchList, group_id: int = 1, country: str = "Country") -> Watched:
    rows = [row for row in found.rows if row.key == (group_id, country)]
    assert len(rows) == 1, [row.key for row in found.rows]
    return rows[0]


def traps(row: Watched) -> dict[str, str]:
    return {trap.kind: trap.words for trap in row.traps}


def look(*several: Series, to: str = "2003-12", about: About | None = None) -> WatchList:
    return watch(several, month_index(to), about=about)


def test_a_row_says_since_when_how_deep_and_what_it_was() -> None:
    kind = replace(series(FALL), measure="state-based")
    row = one(look(series(FALL), about=About(by_kind=[kind])))
    assert (row.state, row.section, row.twelve, row.lowest, row.peak) == (
        "quiet",
        "recent",
        12.0,
        12.0,
        240.0,
    )
    assert (month_text(row.known), month_text(row.began), row.age) == ("2002-11", "2002-01", 13)
    assert (month_text(row.last), row.behind, row.stale, row.provisional) == ("2003-12", 0, False, False)
    assert month_text(row.spell.began) == "2000-12"
    assert row.spell.kinds == (("state-based", 1.0),)


def test_an_active_group_is_not_on_the_list_and_its_comeback_is_kept() -> None:
    found = look(series([20.0] * 12 + [0.0] * 12 + [30.0] * 12))
    assert found.rows == ()
    assert found.active == {(1, "Country"): month_index("2002-01")}


def test_each_series_is_read_at_its_own_last_known_month() -> None:
    found = look(series([*FALL, math.nan, math.nan, math.nan]), to="2006-01")
    row = one(found)
    # two unknown months are scaled over, the third is not
    assert (month_text(row.last), row.behind, row.stale) == ("2004-02", 23, True)


def test_a_lull_of_sixty_months_is_older() -> None:
    deaths = [20.0] * 24 + [0.0] * 80
    assert one(look(series(deaths), to="2007-09")).section == "recent"
    assert one(look(series(deaths), to="2007-10")).section == "older"


def test_recent_rows_come_first_and_the_largest_peak_among_them() -> None:
    old = series([900.0] * 24 + [0.0] * 96, group_id=1)
    small = series([0.0] * 60 + [20.0] * 24 + [0.0] * 36, group_id=2)
    large = series([0.0] * 60 + [50.0] * 24 + [0.0] * 36, group_id=3)
    found = look(old, small, large, to="2009-12")
    assert [row.group_id for row in found.rows] == [3, 2, 1]


def test_nothing_later_changes_a_row() -> None:
    whole = look(series([*FALL, *([400.0] * 12)]), series([0.0] * 50 + [9.0], group_id=2))
    cut = look(series(FALL), series([0.0] * 48, group_id=2))
    assert whole.rows == cut.rows


@given(st.lists(months, min_size=1, max_size=4), st.integers(0, 90))
@settings(max_examples=60, deadline=None)
def test_no_row_changes_when_later_months_are_cut_off(table: list[list[float]], keep: int) -> None:
    several = [series(row, group_id=at) for at, row in enumerate(table)]
    cut = [series(row[:keep], group_id=at) for at, row in enumerate(table)]
    to = month_index("2000-01") + keep - 1
    about = About(alliances={0: (1,)})
    assert watch(several, to, about=about).rows == watch(cut, to, about=about).rows


def test_no_series_and_no_month_give_an_empty_list() -> None:
    assert look().rows == ()
    assert look(series(FALL), to="1990-01").rows == ()
    assert look(series([])).rows == ()


def test_a_group_that_won_is_set_apart_while_it_governs() -> None:
    about = About(links={1: [link("won", until=date(2003, 12, 1))]})
    assert one(look(series(FALL), to="2003-10", about=about)).section == "won"
    assert one(look(series(FALL), to="2003-12", about=about)).section == "recent"
    elsewhere = About(links={1: [link("won", country="Elsewhere")]})
    row = one(look(series(FALL), about=elsewhere))
    assert (row.section, "in Elsewhere" in traps(row)["won"]) == ("recent", True)


def test_a_victory_not_yet_known_is_not_used() -> None:
    about = About(links={1: [link("won", since=date(2002, 1, 5), known=date(2004, 6, 1))]})
    row = one(look(series(FALL), about=about))
    assert (row.section, row.traps) == ("recent", ())


def test_the_end_of_a_deal_is_told_only_once_it_has_come() -> None:
    about = About(links={1: [link("deal", until=date(2003, 6, 1))]})
    assert traps(one(look(series(FALL), to="2003-03", about=about)))["deal"].startswith("deal 2002-01-05: As")
    assert " to 2003-06-01: As" in traps(one(look(series(FALL), about=about)))["deal"]


def test_months_counted_as_another_group_are_joined_and_named_on_both() -> None:
    mine = series([20.0] * 20 + [0.0] * 16, group_id=1)
    other = series([0.0] * 20 + [20.0] * 16, group_id=2)
    links = {
        1: [link("counted as", 2, since=date(2001, 9, 1), until=date(2002, 6, 30), known=date(2001, 9, 1))]
    }
    found = look(mine, other, to="2002-12", about=About(links=links))
    assert found.rows == ()
    alone = look(mine, other, to="2002-12")
    assert [row.group_id for row in alone.rows] == [1]
    short = series([0.0] * 20 + [20.0] * 4 + [0.0] * 24, group_id=2)
    later = look(short, mine, to="2003-12", about=About(links=links))
    assert "holds others" in traps(one(later, 2))


def test_one_id_in_several_countries_an_alliance_and_two_sides_of_one_fight_are_named() -> None:
    here = series(FALL, group="A, B")
    other = series(FALL, group_id=2, group="Foe")
    there = series([20.0] * 48, group="A, B", country="Elsewhere")
    row = one(look(here, other, there))
    assert "active in Elsewhere (240 deaths in 12 months to 2003-12)" in traps(row)["elsewhere"]
    assert "2 groups" in traps(row)["alliance"]
    assert "from the side of Foe" in traps(row)["two sides"]
    assert row.kind == "alliance"


def test_deaths_of_an_alliance_with_an_id_of_its_own_are_named() -> None:
    alliance = series([0.0] * 24 + [9.0] * 24, group_id=7, group="Front")
    about = About(alliances={1: (7,)})
    row = one(look(series(FALL), alliance, about=about))
    assert "Front has an id of its own: 216 deaths since 2002-01" in traps(row)["in an alliance"]
    assert "in an alliance" not in traps(one(look(series(FALL), series([0.0] * 48, group_id=7), about=about)))


def test_a_peak_made_in_one_month_is_named() -> None:
    row = one(look(series([0.0] * 24 + [250.0] + [0.0] * 23)))
    assert "250 of the 250 deaths of its peak fell in 2002-01" in traps(row)["one month"]


def test_communities_are_told_from_armed_groups() -> None:
    about = About(organised={1: "3", 2: "1"})
    found = look(series(FALL), series(FALL, group_id=2), series(FALL, group_id=3), about=about)
    assert [one(found, at).kind for at in (1, 2, 3)] == ["community", "armed group", "armed group"]
    fights = [replace(series([0.0] * 48, group_id=3), measure=kind) for kind in ("state-based", "one-sided")]
    assert one(look(series(FALL, group_id=3), about=About(by_kind=fights)), 3).kind == "community"


@pytest.mark.parametrize(
    ("vintage", "said"), [("25.1", False), ("24.1, 26.0.3", True), ("23.01.23.09", True)]
)
def test_candidate_data_make_a_row_provisional(vintage: str, said: bool) -> None:
    assert one(look(replace(series(FALL), vintage=vintage))).provisional is said


@pytest.mark.parametrize(("to", "said"), [("2003-10", False), ("2003-11", True)])
def test_with_coverage_only_months_that_no_final_release_covers_are_provisional(to: str, said: bool) -> None:
    settled = Coverage(
        "ucdp", "25.1", True, date(2004, 6, 1), (), month_index("1989-01"), month_index("2003-10")
    )
    fast = Coverage(
        "candidate",
        "4.0.1",
        False,
        date(2004, 1, 20),
        ("Country",),
        month_index("2003-06"),
        month_index("2003-12"),
    )
    one_series = replace(series(FALL), vintage="25.1, 26.0.1")
    assert one(look(one_series, to=to, about=About(coverage=(settled, fast)))).provisional is said
    other = replace(fast, countries=("Elsewhere",))
    assert one(look(one_series, to=to, about=About(coverage=(settled, other)))).provisional is False


def test_new_lulls_comebacks_victories_and_stale_data_are_changes() -> None:
    falling = series(FALL, group_id=1)
    rising = series([20.0] * 24 + [0.0] * 15 + [30.0] * 9, group_id=2)
    wins = series(FALL, group_id=3)
    ends = series([20.0] * 24 + [0.0] * 12, group_id=4)
    about = About(links={3: [link("won", since=date(2004, 1, 1), known=date(2004, 1, 1))]})
    several = (falling, rising, wins, ends)

    def between(before: str, now: str) -> dict[tuple[str, int], str]:
        earlier, later = look(*several, to=before, about=about), look(*several, to=now, about=about)
        return {
            (change.kind, change.group_id): month_text(change.month)
            for change in changes(seen_of(earlier.rows), later, later.rows)
        }

    assert between("2002-09", "2002-12") == {
        ("new lull", 1): "2002-11",
        ("new lull", 2): "2002-10",
        ("new lull", 3): "2002-11",
        ("new lull", 4): "2002-10",
    }
    assert between("2003-01", "2003-06") == {("comeback", 2): "2003-04"}
    assert between("2003-06", "2003-06") == {}
    assert between("2003-11", "2003-12") == {("won", 3): "2002-11"}
    assert ("stale data", 4) in between("2004-05", "2004-08")


def test_a_lull_that_revised_figures_no_longer_tell_is_a_change() -> None:
    before = seen_of(look(series(FALL)).rows)
    now = look(series([20.0] * 48))
    assert [change.kind for change in changes(before, now, now.rows)] == ["no longer told"]


@pytest.fixture(scope="module")
def about() -> About:
    several = load_all_series()
    return About(
        links={found.group_id: load_links(found.group_id) for found in several},
        organised=organisation_levels(),
        alliances=alliances(),
        by_kind=[found for kind in KINDS for found in load_all_series(kind)],  # type: ignore[arg-type]
    )


def shipped(to: str, about: About) -> WatchList:
    return watch(load_all_series(), month_index(to), about=about)


def test_iraq_at_the_end_of_2018(about: About) -> None:
    found = shipped("2018-12", about)
    state = one(found, 234, "Iraq")
    assert (state.section, state.state, month_text(state.known)) == ("recent", "subdued", "2018-07")
    assert (state.twelve, state.silence.word) == (968.0, "unusual")
    assert "Syria" in traps(state)["elsewhere"]
    assert one(found, 5659, "Iraq").section == "older"  # the Mahdi Army
    assert "Ceasefire in Sadr City" in traps(one(found, 5659, "Iraq"))["deal"]
    armed = [row.group for row in found.rows if row.kind == "armed group" and row.country == "Iraq"]
    assert armed[0] == "IS"


def test_nigeria_at_the_end_of_2019(about: About) -> None:
    found = shipped("2019-12", about)
    jas = one(found, 1051, "Nigeria")
    assert jas.state == "subdued"
    assert "2015-03 to 2016-08" in traps(jas)["counted as"]
    # Islamic State's province is back above its line by then
    assert (234, "Nigeria") in found.active
    assert (234, "Nigeria") not in {row.key for row in found.rows}
    assert one(found, 607, "Nigeria").kind == "community"


def test_the_months_of_jas_counted_as_islamic_state_are_no_lull(about: About) -> None:
    found = shipped("2016-06", about)
    assert (1051, "Nigeria") not in {row.key for row in found.rows}
    blind = watch(load_all_series(), month_index("2016-06"), about=replace(about, links={}))
    assert one(blind, 1051, "Nigeria").twelve == 0.0


def test_sudan_sri_lanka_and_ethiopia_at_the_end_of_2022(about: About) -> None:
    found = shipped("2022-12", about)
    jem = one(found, 468, "Sudan")
    assert (jem.section, month_text(jem.known)) == ("older", "2011-09")
    assert "SRF has an id of its own" in traps(jem)["in an alliance"]
    assert "Juba" in traps(jem)["deal"]
    assert (469, "Sudan") in found.active  # SLM/A came back in 2022-11
    ltte = one(found, 320, "Sri Lanka")
    assert (month_text(ltte.known), ltte.lowest, ltte.silence.gap) == ("2010-05", 0.0, 161)
    assert "one month" in traps(one(found, 234, "Sri Lanka"))  # the attacks of Easter 2019
    onlf = one(found, 497, "Ethiopia")
    assert (month_text(onlf.known), "Asmara" in traps(onlf)["deal"]) == ("2017-03", True)
    assert {one(found, group, "Ethiopia").section for group in (414, 416)} == {"won"}  # EPRDF, EPLF
    assert (410, "Ethiopia") in found.active  # TPLF
