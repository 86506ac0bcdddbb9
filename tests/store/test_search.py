from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.records.case import Assessment
from smoulder.records.change import ItemPut
from smoulder.records.evidence import Source
from smoulder.records.statement import PlaceMention
from smoulder.store.ledger import Ledger
from smoulder.store.search import words_of

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
Make = Callable[..., Assessment]


def item(text: str, kind: str = "arms found", speaker: str = "") -> ItemPut:
    return ItemPut(kind=kind, text=text, source=Source(kind="data", name="Norland Daily"), speaker=speaker)


@pytest.fixture
def case(ledger: Ledger, make_assessment: Make) -> str:
    question = make_assessment().question
    other = question.model_copy(update={"group": "Sparks of Sudland", "country": "Sudland", "group_id": 9002})
    ledger.open_case(other, "spring desk", NOW)
    return ledger.keep(make_assessment(), now=NOW).case_id


def found(ledger: Ledger, words: str) -> list[str]:
    return [case.id for case in ledger.search(words)]


def test_a_case_is_found_by_its_id_label_group_and_country(ledger: Ledger, case: str) -> None:
    other = next(one.id for one in ledger.cases() if one.id != case)
    assert found(ledger, case) == [case]
    assert found(ledger, "EMBERS norland") == [case]
    assert found(ledger, "sudland") == found(ledger, "spark") == found(ledger, "spring") == [other]
    assert found(ledger, "2020-01-23") == [other, case]
    assert found(ledger, "embers sudland") == []
    assert found(ledger, " -,' ") == []


def test_a_case_is_found_by_its_items_as_soon_as_they_are_entered(ledger: Ledger, case: str) -> None:
    assert found(ledger, "rifles") == []
    ledger.log.add(case, [item("Many rifles were found in a barn.")], who="a", why="", now=NOW)
    ledger.log.add(case, [item("Rifles and fuel.", kind="camp built")], who="a", why="", now=NOW)
    for words in ("rifles", "Rifle", "fuel barn", "arms", "camp built embers"):
        assert found(ledger, words) == [case], words


def test_a_case_is_found_by_the_places_of_its_reports(ledger: Ledger, make_assessment: Make) -> None:
    def place(text: str, known: int | None) -> PlaceMention:
        return PlaceMention(text=text, start=0, end=5, name=text, kind="place", geonames_id=known)

    (reading,) = make_assessment(
        texts=("In Brandt City the Embers burnt a bridge, says Ann Example.",)
    ).readings
    places = (place("Brandt City", 7), place("Nowhere", None), place("Example", 8))
    kept = ledger.keep(
        make_assessment(readings=(reading.model_copy(update={"places": places}),)), now=NOW
    ).case_id
    assert found(ledger, "brandt city") == [kept]
    assert found(ledger, "nowhere") == found(ledger, "example") == []


def test_no_speaker_can_be_found(ledger: Ledger, case: str, make_assessment: Make) -> None:
    texts = [
        "Velva Arkadin said that many rifles were found.",
        "ARKADIN was there. Arkadin's men, al-Arkadin, saw it; write to velva.arkadin@example.org",
        "@arkadin and https://example.org/arkadin tell of it.",
    ]
    changes = [item(text, speaker="Velva Arkadin") for text in texts]
    ledger.log.add(case, changes, who="a", why="told by Velva Arkadin", now=NOW)
    ledger.keep(make_assessment(texts=tuple(texts)), now=NOW)
    assert found(ledger, "rifles") == [case]
    for words in ("Arkadin", "velva", "velva arkadin", "Ann Example", "arkadins"):
        assert found(ledger, words) == [], words


def test_two_cases_with_one_speaker_have_no_word_of_the_name_in_common(
    ledger: Ledger, case: str, make_assessment: Make
) -> None:
    later = make_assessment().question.model_copy(update={"as_of": date(2021, 1, 1)})
    second = ledger.open_case(later, "", NOW).case_id
    for name in (case, second):
        ledger.log.add(name, [item("Velva Arkadin spoke of patience.")], who="a", why="", now=NOW)
    assert found(ledger, "patience") == [case, second]
    assert found(ledger, "arkadin") == []


NAMES = st.from_regex(r"[A-Z][a-z]{6,9}x", fullmatch=True)


@given(given=NAMES, family=NAMES, before=st.sampled_from(["", "General ", "said ", "“", "al-"]))
def test_a_capitalised_word_that_is_no_known_name_is_never_a_word_of_the_index(
    given: str, family: str, before: str
) -> None:
    text = f"{before}{given} {family} saw it. {family.upper()}’s word stands."
    words = words_of(["Norland"], [text])
    assert not {given.lower(), family.lower(), f"{family.lower()}s"} & words
    assert {"saw", "word", "norland"} <= words
