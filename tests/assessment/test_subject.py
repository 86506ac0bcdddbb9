"""Whom and what a question is about."""

from datetime import date

import pytest

from smoulder.assessment.subject import Request, choose_subject, data_end
from smoulder.records.errors import NoCountry, NoGroup
from smoulder.records.group import Group
from smoulder.records.month import month_text
from smoulder.records.report import Report
from smoulder.records.statement import Reading

GROUP = Group(group_id=7, name="Group")
TODAY = date(2020, 6, 1)


class Names:
    def find(self, name: str) -> Group:
        return GROUP

    def find_where(self, name: str, country: str) -> Group:
        return GROUP

    def group(self, group_id: int) -> Group:
        return GROUP

    def country(self, name: str) -> str:
        return name.title()


def reading(group_id: int | None = 7, country: str | None = "Mali", day: date | None = None) -> Reading:
    report = Report(name="r.txt", sha256="", raw="x", text="x", published=day)
    return Reading(report=report, group_id=group_id, country=country)


def request(**more: object) -> Request:
    values = {"reports": (), "group": None, "country": None, "as_of": None, "today": TODAY}
    return Request(**{**values, **more})  # type: ignore[arg-type]


def choose(asked: Request, *readings: Reading, known: tuple[str, ...] = ("Mali", "Niger")):  # type: ignore[no-untyped-def]
    return choose_subject(asked, readings, Names(), lambda group_id, day: known)


def test_the_report_gives_group_country_and_day() -> None:
    found = choose(request(), reading(day=date(2019, 5, 4)))
    assert (found.group, found.country, found.as_of) == (GROUP, "Mali", date(2019, 5, 4))
    assert "country Mali from the report" in found.chosen


def test_what_is_given_goes_before_what_the_report_says() -> None:
    found = choose(request(group="g", country="niger", as_of=date(2018, 1, 1)), reading(day=date(2019, 5, 4)))
    assert (found.country, found.as_of, found.chosen) == ("Niger", date(2018, 1, 1), "given")


def test_the_newest_of_several_reports_gives_the_day() -> None:
    found = choose(request(), reading(day=date(2019, 5, 4)), reading(day=date(2019, 7, 1)), reading())
    assert found.as_of == date(2019, 7, 1)


def test_without_a_dated_report_the_day_is_today() -> None:
    assert choose(request(), reading()).as_of == TODAY


def test_a_country_in_which_the_group_has_rows_goes_before_one_more_often_named() -> None:
    found = choose(request(), reading(country="France"), reading(country="France"), reading(country="Niger"))
    assert found.country == "Niger"


def test_the_only_country_with_rows_is_taken_where_none_is_named() -> None:
    assert choose(request(group="g"), known=("Chad",)).country == "Chad"


def test_a_report_without_a_group_says_what_to_do() -> None:
    with pytest.raises(NoGroup, match=r"r\.txt: .*--group"):
        choose(request(), reading(group_id=None))


def test_nothing_given_says_what_to_do() -> None:
    with pytest.raises(NoGroup, match="--group and --country"):
        choose(request())


def test_a_group_without_a_country_lists_those_with_rows() -> None:
    with pytest.raises(NoCountry, match="Mali, Niger"):
        choose(request(group="g"))


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2020, 1, 23), "2018-12"), (date(2020, 5, 31), "2018-12"), (date(2020, 6, 1), "2019-12")],
)
def test_known_then_sees_a_year_from_the_june_after_it(day: date, month: str) -> None:
    assert month_text(data_end(day, "known-then")) == month
