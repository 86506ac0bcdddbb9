"""The pages of groups: found by any name, and shown with all that is known of them on a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from smoulder.records.situation import MonthPoint
from smoulder.records.timeline import TimelineMark
from smoulder.store.access import Access
from smoulder.web.house import House
from smoulder.web.views import group as group_views
from smoulder.web.views.group import beside_cases, group_views_of
from smoulder.web.views.group_rows import year_ranges
from smoulder.web.views.watch_row import group_address
from tests.web.browser import Browser
from tests.web.conftest import words_of
from tests.web.team import Person, join, served_team

DAY = "2020-01-23"
IRAQ = "/groups/234/Iraq"
PAGE = f"{IRAQ}?as_of={DAY}"


@pytest.fixture
def browser(house: House) -> Iterator[Browser]:
    """A browser in a house whose clock stands."""
    made = Browser.let_in(replace(house, clock=lambda: datetime(2024, 3, 10, 9, tzinfo=UTC)))
    yield made
    if hasattr(made.app.state, "pictures"):
        made.app.state.pictures.close()


@pytest.mark.parametrize("name", ["daesh", "Islamic St", "234", "al-Qaeda in Iraq"])
def test_a_group_is_found_by_any_of_its_names_or_a_part(browser: Browser, name: str) -> None:
    assert f'href="{IRAQ}"' in browser.see("/groups", params={"name": name}).text


def test_a_person_is_not_a_group(browser: Browser) -> None:
    page = browser.see("/groups", params={"name": "Maria Gonzalez"})
    assert page.status_code == 200
    assert "person" in words_of(page.text)
    assert "<li>\n<h2>" not in page.text


def test_a_group_in_one_country_leads_to_its_page(browser: Browser) -> None:
    answer = browser.client.get("/groups/320", follow_redirects=False)
    assert answer.headers["location"] in ("/groups/320/Sri%20Lanka", "/groups/320")
    assert browser.see("/groups/999999999").status_code == 404
    assert browser.see("/groups/234/Atlantis").status_code == 422


def test_the_page_says_what_the_case_says_and_leads_to_it(real: str, browser: Browser) -> None:
    house: House = browser.app.state.house
    found = house.ledger.answers(real, last=1)[0]
    asked, now = found.question, found.situation
    page = browser.see(f"{group_address(asked.group_id, asked.country)}?as_of={asked.as_of}").text
    words = words_of(page)
    assert now.deaths_12 is not None
    assert f"{now.state.capitalize()} : the lull was known {now.known}, began {now.began}" in words
    assert f"Deaths in 12 months {now.deaths_12:,.0f}" in words
    assert f"Comeback line {asked.line:,.0f}" in words
    for lull in found.lulls:
        assert f"{lull.began} {lull.known}" in words
    assert f'href="/cases/{real}"' in page
    assert "pressure that reports of" in words, "nothing is on record, so that the case tells it"


def test_the_day_the_figures_and_the_kind_stand_in_the_address(browser: Browser) -> None:
    then = words_of(browser.see(f"{PAGE}&mode=known-then").text)
    assert "Months end 2018-12" in then
    assert "One-sided" in words_of(browser.see(f"{PAGE}&kind=one-sided").text).replace(
        "one-sided", "One-sided"
    )
    whole = browser.see(f"{PAGE}&months=all").text
    assert "1989-01" in whole
    assert "1989-01</th>" not in browser.see(PAGE).text
    for wrong in ("as_of=2020-02-31", "as_of=9999-12-31", "kind=all%27", "mode=x"):
        assert browser.see(f"{IRAQ}?{wrong}").status_code == 422
    assert browser.see(f"{IRAQ}?as_of=1980-01-01").status_code == 404


def test_of_one_kind_nothing_of_another_is_counted(browser: Browser) -> None:
    every = browser.see(f"{IRAQ}/tables/months.csv?as_of={DAY}").text.splitlines()
    one = browser.see(f"{IRAQ}/tables/months.csv?as_of={DAY}&kind=one-sided").text.splitlines()
    at = every[0].split(",").index("deaths")

    def total(lines: list[str]) -> float:
        return sum(float(line.split(",")[at] or 0) for line in lines[1:] if line < "2018-12")

    assert 0 < total(one) < total(every)
    assert browser.see(f"{IRAQ}/tables/none.csv").status_code == 404


def test_what_presses_is_entered_once_shown_on_the_axis_and_taken_back(browser: Browser) -> None:
    browser.see(PAGE)
    fields = {
        "kind": "foreign troops", "by": "US", "size": "5,200", "unit": "troops", "began": "2014-06",
        "announced": "2020-01-05", "source": "a desk of our own", "note": "of a training <b>mission</b>",
    }  # fmt: skip
    page = browser.send(f"{IRAQ}/pressure", **fields)
    words = words_of(page.text)
    assert "The entry is in the calendar" in words
    assert "United States of America" in words
    assert "5,200 troops" in words
    assert "<b>mission" not in page.text
    kept = browser.app.state.house.ledger.pressure.entries()
    assert [(one.analyst, one.entry.country, one.entry.group_id) for one in kept] == [
        ("desk one", "Iraq", 234)
    ]
    assert "holds this very entry" in words_of(browser.send(f"{IRAQ}/pressure", **fields).text)
    table = browser.see(f"{IRAQ}/tables/timeline.csv?as_of={DAY}").text
    assert "foreign troops" in table
    entry = kept[0].entry.id
    assert browser.send(f"{IRAQ}/pressure/withdraw", entry=entry, note="").status_code == 422
    odd = browser.send(f"{IRAQ}/pressure/withdraw", entry="a\0b", note="twice")
    assert (odd.status_code, "no text has" in odd.text) == (422, True)
    after = words_of(browser.send(f"{IRAQ}/pressure/withdraw", entry=entry, note="entered twice").text)
    assert "calendar has nothing" in after
    assert len(browser.app.state.house.ledger.pressure.entries()) == 2, "nothing is ever removed"
    again = words_of(browser.send(f"{IRAQ}/pressure", **fields).text)
    assert "was taken back and stands no longer; to enter it again, say why in its note" in again
    assert "calendar has nothing" in again
    back = words_of(browser.send(f"{IRAQ}/pressure", **fields | {"note": "taken back by mistake"}).text)
    assert "The entry is in the calendar" in back
    assert "calendar has nothing" not in back


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "weather"}, "kind"),
        ({"by": ""}, "by is missing"),
        ({"size": "many"}, "many"),
        ({"began": "soon"}, "began"),
        ({"source": ""}, "source"),
        ({"by": "Maria Gonzalez"}, "person"),
        ({"note": "x" * 501}, "over 500"),
        ({"source": "a\x00b"}, "no text"),
    ],
)
def test_an_entry_that_is_none_is_refused_in_words(
    browser: Browser, wrong: dict[str, str], said: str
) -> None:
    browser.see(PAGE)
    fields = {"kind": "sanctions", "by": "US", "began": "2014", "source": "here"} | wrong
    answer = browser.send(f"{IRAQ}/pressure", **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert "--" not in words_of(answer.text)
    assert browser.app.state.house.ledger.pressure.entries() == []


def test_charts_are_fetched_and_stand_alone_without_script(browser: Browser) -> None:
    page = browser.see(PAGE).text
    addresses = re.findall(r'hx-get="([^"]+)"', page)
    assert [one.split("?")[0].rsplit("/", 1)[1] for one in addresses] == ["series", "map", "indicators"]
    for address in addresses[:2]:
        part = browser.see(address.replace("&amp;", "&"), headers={"hx-request": "true"})
        assert part.text.startswith("<figure")
        assert part.text.count("<svg") == 2
        assert "style=" not in part.text
    alone = browser.see(addresses[0].replace("&amp;", "&")).text
    assert "<html" in alone
    assert "<svg" in alone
    assert browser.see(f"{IRAQ}/charts/other").status_code == 404


def test_a_picture_is_made_once_and_anew_where_the_calendar_changed(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    sound = group_views.picture_group

    def counted(*given: Any) -> Any:
        made.append(given)
        return sound(*given)

    monkeypatch.setattr(group_views, "picture_group", counted)
    browser.see(PAGE)
    browser.see(f"{IRAQ}/tables/lulls.csv?as_of={DAY}")
    assert len(made) == 1
    browser.send(f"{IRAQ}/pressure", kind="sanctions", by="US", began="2014", source="here")
    browser.see(PAGE)
    assert len(made) == 3, "the page that followed the form, for today, and this one"


def test_years_add_up_with_their_bounds_and_unknown_months_are_no_noughts() -> None:
    points = [
        MonthPoint(month=f"{year}-{month:02d}", deaths=2.0, low=1.0, high=year - 1998.0)
        for year in (2000, 2001)
        for month in range(1, 13)
    ]
    points[-1] = MonthPoint(month="2001-12")
    found = year_ranges([MonthPoint(month="1999-12", deaths=0, low=0, high=0), *points])
    assert [(one.year, one.months, one.low, one.best, one.high) for one in found] == [
        (2001, 11, 11, 22, 33),
        (2000, 12, 12, 24, 24),
    ]
    assert year_ranges([]) == []


def test_opportunities_of_cases_stand_beside_the_months_but_not_of_later_ones(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    house: House = browser.app.state.house
    wanted = group_views.GroupAsk(as_of=DAY).wanted(234, "Iraq", date(2024, 1, 1))
    picture = group_views_of(browser.app).find(browser.app, wanted, "a")
    protest = TimelineMark(
        lane="opportunity", kind="protests", words="told", first="2019-10-01", last="2019-12-01"
    )
    troops = TimelineMark(
        lane="pressure", kind="foreign troops", words="told", first="2019-10-01", phase="present"
    )

    def told(_: House, case_id: str) -> Any:
        answer = picture.found.model_copy(update={"timeline": (protest, troops)})
        return SimpleNamespace(answer=answer)

    monkeypatch.setattr(group_views, "shown_case", told)
    early = SimpleNamespace(id="early", as_of=date(2020, 1, 1))
    late = SimpleNamespace(id="late", as_of=date(2020, 2, 1))
    beside = beside_cases(house, picture, [early, late])  # type: ignore[list-item]
    assert (beside.told, beside.pressing) == (("early",), "early")
    assert beside.found.timeline == (troops, protest)
    assert beside_cases(house, picture, [late]).found.timeline == ()  # type: ignore[list-item]


def test_loaded_events_give_indicators_by_period_and_their_coverage(
    house: House, folder: Path, browser: Browser
) -> None:
    from smoulder.store.events import open_events
    from tests.reading.ged_samples import event
    from tests.store.event_files import put

    assert "They need event rows" in words_of(browser.see(PAGE).text)
    rows = [
        event(
            at,
            country="Iraq",
            side_b_new_id=234,
            year=2019,
            date_start=f"2019-0{at}-05",
            date_end=f"2019-0{at}-05",
        )
        for at in range(1, 7)
    ]
    put(open_events(house.chosen.events), rows, "20.1", countries=("Iraq",))
    page = words_of(browser.see(PAGE).text)
    assert "Deaths per event" in page
    assert "20.1" in page[page.index("Sources and coverage") :]


def test_a_case_for_others_is_told_nowhere_and_a_reader_enters_nothing(real: str, folder: Path) -> None:
    with served_team(folder) as (house, _):
        reader, analyst = join(house, "reader"), join(house, "analyst")
        asked = house.ledger.case(real).question
        path = f"{group_address(asked.group_id, asked.country)}?as_of={asked.as_of}"
        reading = Person(house).come_in(reader)
        page = reading.see(path).text
        assert f"/cases/{real}" in page
        assert "Add to the calendar" not in page
        assert (
            reading.send(f"{IRAQ}/pressure", kind="sanctions", by="US", began="2014", source="x").status_code
            == 403
        )
        assert reading.send(f"{IRAQ}/pressure/withdraw", entry="00000000", note="x").status_code == 403
        house.store.access.keep(real, Access(named=True, roles={analyst.id: "analyst"}))
        assert f"/cases/{real}" not in reading.see(path).text
        assert "pressure that reports of" not in words_of(reading.see(path).text)
        assert f"/cases/{real}" not in reading.see(f"/watch?country={asked.country}&text=IS").text
        assert f"/cases/{real}" in Person(house).come_in(analyst).see(path).text


def test_the_table_of_months_begins_where_something_is_known(browser: Browser) -> None:
    page = browser.see(IRAQ).text  # two months of 2024 that nothing covers yet
    table = page[page.index('<section aria-labelledby="months">') :]
    assert "before 2 months of which nothing is known" in words_of(table)
    assert re.findall(r'<th scope="row">(\d{4}-\d\d)</th>', table)[:2] == ["2023-12", "2023-11"]
    assert "of which nothing is known" not in words_of(browser.see(f"{IRAQ}?months=all").text)
