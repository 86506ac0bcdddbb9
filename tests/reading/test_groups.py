"""Groups and countries are found by name and in texts, and persons are turned away."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.group_names import news_aliases
from smoulder.reading.groups import load_registry
from smoulder.reading.names import NameFinder, fold_name
from smoulder.reading.persons import looks_like_person
from smoulder.reading.tables import read_rows
from smoulder.records.errors import NoCountry, NoGroup, PersonGiven

REGISTRY = load_registry()


@pytest.mark.parametrize(
    ("name", "group_id"),
    [
        ("IS", 234),
        ("Islamic State group", 234),
        ("ISIS", 234),
        ("isil", 234),
        ("Da’esh", 234),
        ("Islamic State of Iraq", 234),
        ("al-Qa'ida in Iraq", 234),
        ("ISWAP", 234),
        ("Boko Haram", 1051),
        ("Jama'atu Ahlis Sunna Lidda'awati wal-Jihad", 1051),
        ("LTTE", 320),
        ("the Tamil Tigers", 320),
        ("Taliban", 303),
        ("Taleban", 303),
        ("Al Shabab", 717),
        ("FARC", 743),
        ("Lord’s Resistance Army", 488),
        ("PKK", 323),
        ("Abu Sayyaf", 277),
        ("M23", 1160),
        ("Houthis", 1091),
        ("Ansar Allah", 1091),
        ("MILF", 276),
        ("New People's Army", 169),
        ("ELN", 744),
        ("ELN (Peru)", 748),
        ("TTP", 356),
        ("AQIM", 539),
        ("JNIM", 6716),
        ("RUF", 532),
        ("Kachin Independence Army", 201),
        ("Naxalites", 195),
        ("Sinai Province", 234),
        ("Ansar Beit al-Maqdis", 4319),
        ("RENAMO", 498),
        ("Séléka", 554),
        ("Anti-balaka", 4201),
        ("Rapid Support Forces", 8635),
        ("1051", 1051),
    ],
)
def test_a_name_from_the_news_stands_for_its_group(name: str, group_id: int) -> None:
    assert REGISTRY.find(name).group_id == group_id


def test_a_group_comes_with_its_common_name_countries_and_links() -> None:
    group = REGISTRY.group(234)
    assert (group.name, group.full_name) == ("IS", "Islamic State")
    assert {"ISIS", "ISIL", "Daesh"} <= set(group.aliases)
    assert "Iraq" in group.countries
    assert any(link.kind == "renamed" for link in group.links)


def test_a_name_of_several_groups_lists_them() -> None:
    with pytest.raises(NoGroup, match=r"name of 2 groups: .*id 1076.*id 5999"):
        REGISTRY.find("UPC")


def test_an_unknown_name_gets_close_ones() -> None:
    with pytest.raises(NoGroup, match=r"did you mean Boko Haram .*id 1051"):
        REGISTRY.find("Boko Harm")
    with pytest.raises(NoGroup, match="did you mean Taliban"):
        REGISTRY.find("Talibn")


@pytest.mark.parametrize(
    "name",
    [
        "Abu Bakr al-Baghdadi",
        "Joseph Kony",
        "Abubakar Shekau",
        "Osama bin Laden",
        "General Alexus Grynkewich",
        "Mullah Omar",
        "Saddam Hussein",
    ],
)
def test_a_person_is_turned_away(name: str) -> None:
    with pytest.raises(PersonGiven, match="never persons"):
        REGISTRY.find(name)


@pytest.mark.parametrize(
    "name", ["Army of the Far North", "Purple Dragons", "Muhammad's Army", "Quux Liberation Front", "XYZ", ""]
)
def test_an_unknown_group_is_not_called_a_person(name: str) -> None:
    with pytest.raises(NoGroup, match="no armed group by the name"):
        REGISTRY.find(name)


def test_no_group_with_deaths_is_taken_for_a_person() -> None:
    news = {alias.alias for alias in news_aliases()}
    for row in read_rows("groups.csv"):
        if row["deaths"] == "yes" and row["org"] == "1":
            try:
                said = REGISTRY.find(row["name"]).name
            except NoGroup as error:
                said = str(error)
            assert said == row["name"] or "is the name of" in said or row["name"] in news


def test_names_kept_by_hand_stand_for_groups_of_the_register() -> None:
    for alias in news_aliases():
        assert REGISTRY.group(alias.group_id).group_id == alias.group_id
        assert alias.alias.startswith("Abu Say") or not looks_like_person(alias.alias)


def test_a_text_gives_the_longest_name_and_never_a_plain_word() -> None:
    text = "It is clear that IS, once the Islamic State of Iraq, is weak. Is al-Qaeda in Iraq its past?"
    found = [(text[start:end], group_id) for start, end, group_id in REGISTRY.find_in_text(text)]
    assert found == [("IS", 234), ("Islamic State of Iraq", 234), ("al-Qaeda in Iraq", 234)]


def test_a_headline_in_capitals_does_not_make_a_group_of_a_verb() -> None:
    assert REGISTRY.find_in_text("THE WAR IS OVER") == []
    assert [group_id for *_, group_id in REGISTRY.find_in_text("TALIBAN TAKE KABUL")] == [303]


def test_names_are_found_over_possessives_hyphens_and_line_breaks() -> None:
    text = "Boko\nHaram's men, Taliban-led forces and the Lord's Resistance Army’s camp"
    found = [text[start:end] for start, end, _ in REGISTRY.find_in_text(text)]
    assert found == ["Boko\nHaram", "Taliban", "Lord's Resistance Army"]


def test_a_name_does_not_reach_over_a_blank_line() -> None:
    assert REGISTRY.find_in_text("They read Boko\n\nHaram is a word") == []


def test_a_shared_acronym_is_settled_by_the_text_or_left_out() -> None:
    ituri = "The Union of Congolese Patriots fought in Ituri. The UPC left Bunia."
    assert [group_id for *_, group_id in REGISTRY.find_in_text(ituri)] == [1076, 1076]
    assert REGISTRY.find_in_text("The UPC met.") == []


def test_a_shared_name_is_settled_by_the_country_the_text_speaks_of() -> None:
    nepal = "Maoist rebels in Nepal held talks with the Nepalese government."
    india = "Maoist rebels killed Indian police in India."
    assert [group_id for *_, group_id in REGISTRY.find_in_text(nepal)] == [258]
    assert [group_id for *_, group_id in REGISTRY.find_in_text(india)] == [195]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Burma", "Myanmar (Burma)"),
        ("myanmar", "Myanmar (Burma)"),
        ("Iraqi", "Iraq"),
        ("Sri Lankans", "Sri Lanka"),
        ("U.S.", "United States of America"),
        ("UK", "United Kingdom"),
        ("Cote d’Ivoire", "Ivory Coast"),
        ("Democratic Republic of the Congo", "DR Congo (Zaire)"),
        ("Russia", "Russia (Soviet Union)"),
        ("Yemen", "Yemen (North Yemen)"),
    ],
)
def test_a_country_is_known_by_its_names_in_the_news(name: str, country: str) -> None:
    assert REGISTRY.country(name) == country
    assert REGISTRY.country(country) == country


def test_an_unknown_country_gets_close_ones() -> None:
    with pytest.raises(NoCountry, match=r"did you mean .*Iraq"):
        REGISTRY.country("Irak")


def test_countries_in_a_text_are_found_by_name_and_people() -> None:
    text = "South Sudanese and U.S. envoys told us that New Mexico is not in Mexico; Nigeriens disagree."
    found = [country for *_, country in REGISTRY.find_countries_in_text(text)]
    assert found == ["South Sudan", "United States of America", "Mexico", "Niger"]


def test_half_a_million_characters_are_searched_in_well_under_a_second() -> None:
    sentence = "IS said the Islamic State and Boko Haram fought in Nigeria near a town of no note. "
    text = sentence * (500_000 // len(sentence))
    REGISTRY.find_in_text(sentence)
    start = time.perf_counter()
    assert len(REGISTRY.find_in_text(text)) == 3 * (500_000 // len(sentence))
    assert time.perf_counter() - start < 2.5  # about 0.3 s on an idle core


WORDS = st.sampled_from(
    ["IS", "is", "Islamic", "State", "of", "Iraq", "Boko", "Haram", "Haram's", "al-Qaeda", "in", "the", "UPC"]
)
GAPS = st.sampled_from([" ", "\n", "\n\n", ", ", "-", ". ", " (", ") ", "’", ""])


@given(st.lists(st.tuples(WORDS, GAPS), max_size=30))
def test_spans_are_names_in_order_without_overlap(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces)
    place = 0
    for start, end, group_id in REGISTRY.find_in_text(text):
        assert place <= start < end <= len(text)
        place = end
        group = REGISTRY.group(group_id)
        names = {fold_name(name) for name in (group.name, group.full_name, *group.aliases)}
        assert fold_name(text[start:end]) in names
        assert not text[start - 1 : start].isalnum()
        assert not text[end : end + 1].isalnum()


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for start, end, _ in REGISTRY.find_in_text(text):
        assert 0 <= start < end <= len(text)
    for start, end, _ in REGISTRY.find_countries_in_text(text):
        assert 0 <= start < end <= len(text)


@given(st.text(max_size=60))
def test_any_name_gives_a_group_or_one_line_that_says_what_to_do(name: str) -> None:
    try:
        said = REGISTRY.find(name).name
    except (NoGroup, PersonGiven, NoCountry) as error:
        said = str(error)
    assert said


@given(st.text(alphabet="abcdefghij-' éÉ", max_size=20))
def test_folding_a_name_twice_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


def test_a_finder_takes_the_longest_of_names_with_one_start() -> None:
    finder = NameFinder([("Sudan", "a"), ("South Sudan", "b"), ("South", "c")])
    assert [f.keys for f in finder.find("South Sudan, Sudan, South")] == [("b",), ("a",), ("c",)]


def test_the_apostrophe_of_a_plural_does_not_hide_a_name() -> None:
    for mark in "'’":
        text = f"The Kurdistan Workers{mark} Party met."
        assert [group_id for *_, group_id in REGISTRY.find_in_text(text)] == [323]


def test_a_name_is_not_meant_before_a_group_took_it() -> None:
    text = "ISIS was named beside Boko Haram."
    assert [group_id for *_, group_id in REGISTRY.find_in_text(text, "2006-05")] == [1051]
    assert [group_id for *_, group_id in REGISTRY.find_in_text(text, "2019-05")] == [234, 1051]
