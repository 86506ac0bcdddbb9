from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.groups import load_registry
from smoulder.reading.pressure_calendar import calendar_toml, load_calendar, read_calendar
from smoulder.records.calendar import Calendar
from smoulder.records.errors import BadData, PersonGiven
from smoulder.records.pressure import KINDS, STEPS, PressureEntry
from smoulder.records.when import between

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NUMBERS = st.floats(0, 1e300, allow_nan=False)


@st.composite
def whens(draw: st.DrawFn) -> str:
    days = sorted(draw(st.tuples(*[st.dates(date(1900, 1, 1), date(2100, 1, 1))] * 2)))
    written = str(between(*days))
    return draw(st.sampled_from([written, f"../{days[1]}", f"{days[0]}/.."]))


@st.composite
def entries(draw: st.DrawFn) -> PressureEntry:
    """Any entry whose names the register knows, with whatever texts, sizes and dates."""
    said: dict[str, object] = {
        "kind": draw(st.sampled_from(KINDS)),
        "by": draw(st.sampled_from(["Iran", "UNMIL", 'the "coalition"', "L'Alliance\\n"])),
        "group_id": draw(st.sampled_from([None, 234, 1051])),
        "country": draw(st.sampled_from(["Iraq", "DR Congo (Zaire)"])),
        "place": draw(TEXT),
        "source": draw(TEXT),
        "note": draw(TEXT),
        "withdrawn": False,
        draw(st.sampled_from(STEPS)): draw(whens()),
        draw(st.sampled_from(STEPS)): draw(whens()),
    }
    if draw(st.booleans()):
        said |= {"size": sorted(draw(st.tuples(NUMBERS, NUMBERS))), "unit": draw(TEXT.filter(str.strip))}
    if draw(st.booleans()):
        said |= {"document": "0f" * 32, "start": 3, "end": 8, "row": 7, "known": draw(whens())}
    if draw(st.booleans()):
        said |= {"supersedes": "0123abcd", "withdrawn": draw(st.booleans())}
    return PressureEntry.model_validate(said)


@settings(max_examples=60, deadline=None)
@given(st.lists(entries(), max_size=3), TEXT)
def test_a_calendar_that_is_written_reads_back_the_very_same(some: list[PressureEntry], name: str) -> None:
    calendar = Calendar(entries=tuple(some), name=name)
    again = read_calendar(calendar_toml(calendar), "calendar.toml")
    assert again == calendar
    assert [one.id for one in again.entries] == [one.id for one in calendar.entries]


def test_names_become_ids_and_dates_may_stand_bare() -> None:
    (one,) = read_calendar(
        '[[pressure]]\nkind = "deal"\nby = "UN"\ngroup = "Boko Haram"\ncountry = "Nigerian"\n'
        "began = 2015\ndeparted = 2016-02-03\nsize = [3, 4.5]\nunit = 'things'",
        "here",
    ).entries
    assert (one.group_id, one.country, one.size) == (1051, "Nigeria", (3, 4.5))
    assert (str(one.began), str(one.departed)) == ("2015", "2016-02-03")


GOOD = '[[pressure]]\nkind = "deal"\nby = "UN"\ncountry = "Mali"\nbegan = "2015"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", r"^c.toml is no TOML .*; mend that line$"),
        ("presure = 1", r"^c.toml: presure is not known; did you mean pressure\?$"),
        ("pressure = 1", r"^c.toml: pressure is no list of entries; write \[\[pressure\]\]"),
        ("pressure = [1]", r"^c.toml: pressure is no list of entries"),
        ("name = 3\n" + GOOD, r"^c.toml: name is 3; write a text in quotation marks$"),
        (
            GOOD + GOOD + "contry = 1",
            r"^c.toml, \[\[pressure\]\] 2: contry is not known; did you mean country\?",
        ),
        (GOOD + "due = '2015-13'", r"\[\[pressure\]\] 1: due is '2015-13'; .* is no time .* write a day"),
        (GOOD + "size = 'many'", r"\[\[pressure\]\] 1: size is 'many'; write a number, or two"),
        (GOOD + "size = 4", r"\[\[pressure\]\] 1: size and unit stand together or not at all; write both"),
        (GOOD + "group = 99999", r"\[\[pressure\]\] 1: no group has the id 99999; find one by its name"),
        (
            GOOD + "group = true",
            r"\[\[pressure\]\] 1: group is True; write a name in quotation marks, or an id",
        ),
        (GOOD + "group = 'Nobody Knows'", r"\[\[pressure\]\] 1: no armed group by the name 'Nobody Knows'"),
        (GOOD + "supersedes = '12'", r"\[\[pressure\]\] 1: supersedes is '12'; write the eight characters"),
        (
            GOOD.replace("Mali", "Malli"),
            r"\[\[pressure\]\] 1: no country is called 'Malli'; did you mean Mali",
        ),
        (
            GOOD.replace("deal", "deals"),
            r"\[\[pressure\]\] 1: kind is 'deals'; write 'foreign troops', .* or 'deal'",
        ),
        (GOOD.replace('"UN"', "3"), r"\[\[pressure\]\] 1: by is 3; "),
        (
            '[[pressure]]\nkind = "deal"\nbegan = 2015\ncountry = "Mali"',
            r"\[\[pressure\]\] 1: by is missing; write it",
        ),
    ],
)
def test_an_error_names_file_entry_key_and_cure(text: str, told: str) -> None:
    with pytest.raises(BadData, match=told):
        read_calendar(text, "c.toml")


@pytest.mark.parametrize("key", ["by", "group"])
def test_a_person_is_refused(key: str) -> None:
    with pytest.raises(PersonGiven, match=r"c.toml, \[\[pressure\]\] 1: .*General Jo Smith.*person"):
        read_calendar(GOOD.replace('by = "UN"\n', "") + f"{key} = 'General Jo Smith'", "c.toml")


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"no\.toml cannot be read \(No such file .*\); check the path"):
        load_calendar(tmp_path / "no.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadData, match=r"bad\.toml is no text in UTF-8"):
        load_calendar(tmp_path / "bad.toml")


def test_an_empty_file_is_an_empty_calendar(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("")
    assert load_calendar(tmp_path / "c.toml") == Calendar()


def test_the_example_holds_the_troops_and_dates_of_the_named_cases(root: Path) -> None:
    calendar = load_calendar(root / "examples" / "pressure.toml", load_registry())
    with (root / "src/smoulder/figures/pressure_cases.csv").open() as file:
        steps = [row for row in csv.DictReader(file) if row["unit"] != "deaths in the year"]
    counts = {(str(one.seen), one.size[0]) for one in calendar.entries if one.size and one.seen}
    troops = {(row["date"], float(row["number"])) for row in steps if row["step"] == "troops in the country"}
    # the embassy's guards of 2012 are no part of the force that had left
    assert troops - counts == {("2012-09", 179.0)}
    told = {str(one.date_of(step)) for one in calendar.entries for step in STEPS if one.date_of(step)}
    assert {row["date"] for row in steps if len(row["date"]) == 10} <= told


def test_a_calendar_of_one_country_is_written_with_what_corrects_it_elsewhere() -> None:
    plain = {"kind": "foreign troops", "by": "Sudland", "began": "2003"}
    wrong = PressureEntry.model_validate(plain | {"country": "Iraq"})
    there = PressureEntry.model_validate(plain | {"country": "Syria", "supersedes": wrong.id})
    back = PressureEntry.model_validate(plain | {"country": "Iraq", "supersedes": there.id, "began": "2004"})
    here = Calendar(entries=(wrong, there, back)).on(None, "Iraq")
    assert here.entries == (wrong, back)
    read = read_calendar(calendar_toml(here), "test")
    assert read.entries == (wrong, there, back)
    assert read.standing().entries == (back,)
