"""Deaths that are counted under another name."""

from datetime import date

from smoulder.records.errors import NoData
from smoulder.records.group import Link
from smoulder.records.series import Series
from smoulder.series.chain import follow_chains, join_counted_as
from tests.series.test_lull import series


def link(**more: object) -> Link:
    values = {
        "kind": "counted as",
        "group_id": 2,
        "country": "Country",
        "since": date(2000, 3, 7),
        "until": date(2000, 5, 31),
        "known": date(2000, 3, 7),
        "note": "Pledged itself.",
        "source": "test",
    }
    return Link.model_validate({**values, **more})


def load(group_id: int, country: str) -> Series:
    if group_id != 2:
        raise NoData("none")
    return series([10.0] * 12, group_id=2, group="Other")


def test_only_the_months_of_the_link_are_joined() -> None:
    joined, notes = join_counted_as(series([1.0] * 12), [link()], load, date(2001, 1, 1))
    assert joined.deaths.tolist() == [1.0, 1.0, 11.0, 11.0, 11.0] + [1.0] * 7
    assert joined.inflicted.sum() == joined.deaths.sum()
    assert notes == ("2000-03 to 2000-05: deaths counted as Other in Country are joined in. Pledged itself.",)


def test_nothing_after_the_day_is_joined_or_told() -> None:
    joined, notes = join_counted_as(series([1.0] * 12), [link()], load, date(2000, 5, 1))
    assert joined.deaths.tolist() == [1.0, 1.0, 11.0, 11.0] + [1.0] * 8
    assert notes[0].startswith("2000-03 to 2000-04: ")


def test_a_link_not_yet_known_is_not_used() -> None:
    joined, notes = join_counted_as(series([1.0] * 12), [link()], load, date(2000, 1, 1))
    assert joined.deaths.tolist() == [1.0] * 12
    assert notes == ()


def test_a_link_in_another_country_or_without_rows_is_not_used() -> None:
    for other in (link(country="Elsewhere"), link(group_id=3), link(kind="split")):
        assert join_counted_as(series([1.0] * 12), [other], load, date(2001, 1, 1))[1] == ()


def test_chains_apart_leave_the_series_and_say_what_is_left_out() -> None:
    own = series([1.0] * 12)
    apart, notes = follow_chains(own, [link(), link(kind="split")], load, date(2001, 1, 1), "apart")
    assert apart is own
    assert notes == (
        "2000-03 to 2000-05: deaths counted as Other in Country are left out, because chains are apart. "
        "Pledged itself.",
    )
    assert follow_chains(own, [link()], load, date(2000, 1, 1), "apart") == (own, ())


def test_chains_joined_are_those_of_the_links() -> None:
    own = series([1.0] * 12)
    joined, notes = follow_chains(own, [link()], load, date(2001, 1, 1), "joined")
    same, told = join_counted_as(own, [link()], load, date(2001, 1, 1))
    assert joined.deaths.tolist() == same.deaths.tolist()
    assert notes == told


def test_a_link_after_the_last_month_joins_nothing_and_says_nothing() -> None:
    own = series([1.0] * 12)
    late = link(since=date(2003, 1, 1), until=None, known=date(2003, 1, 1))
    joined, notes = join_counted_as(own, [late], load, date(2004, 1, 1))
    assert joined.deaths.tolist() == own.deaths.tolist()
    assert notes == ()
