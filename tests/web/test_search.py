"""The search page: what is asked stands in the address, what is found is what a visitor may see."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from starlette.testclient import TestClient

from smoulder.desk.search import Asked, search
from smoulder.reading.groups import load_registry
from smoulder.reading.page import report_from_text
from smoulder.reading.read import read
from smoulder.records.change import ItemMark, ItemPut
from smoulder.records.errors import SmoulderError
from smoulder.records.evidence import Source
from smoulder.store.ledger import open_ledger
from smoulder.store.passage_query import parse_query
from smoulder.store.passages import Wanted
from smoulder.store.transaction import write
from smoulder.store.workbench_tables import AUDIENCES
from smoulder.web.app import build_app
from smoulder.web.guard.headers import CONTROL
from smoulder.web.house import House
from tests.conftest import build_assessment
from tests.web.browser import Browser
from tests.web.conftest import chosen_of, words_of
from tests.web.team import join, team_house

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def put(house: House, case: str, text: str, **more: str) -> None:
    """Enter an item into a case."""
    source = Source(kind="data", name=more.pop("source", "Norland Daily"), reliability="B", credibility="2")
    item = ItemPut(
        kind=more.pop("kind", "arms found"), text=text, source=source, speaker=more.get("speaker", "")
    )
    house.ledger.log.add(case, [item], who="a", why="", now=NOW)


@pytest.fixture
def page(case: str, house: House) -> Browser:
    put(
        house,
        case,
        "There were many rifles in a barn near Mosul, said Velva Arkadin.",
        speaker="Velva Arkadin",
    )
    return Browser.let_in(house)


def test_the_first_page_says_how_to_ask(page: Browser) -> None:
    told = words_of(page.see("/search").text)
    assert "How to ask" in told
    assert "names of persons are not, here or anywhere else" in told


def test_found_words_are_marked_and_lead_to_their_place(page: Browser, case: str) -> None:
    text = page.see("/search?words=army").text
    assert text.count("<mark>army</mark>") == 3
    assert f'href="/cases/{case}/reports/1?at=48-91#here"' in text
    assert f'href="/cases/{case}/evidence/e1bbbbb"' in text
    assert "3 passages" in words_of(text)
    place = f"/cases/{case}/reports/1?at=48-91"
    assert "They are too weak to strike" in page.see(place).text


def test_every_choice_stands_in_the_address_and_narrows(page: Browser, case: str) -> None:
    assert "1 passage " in words_of(page.see("/search?words=rifles&source=Norland+Daily&group=234").text)
    assert "1 passage " in words_of(
        page.see("/search?words=rifles&country=Iraq&since=2026-01&until=2026-01-02").text
    )
    none = page.see("/search?words=rifles&since=2026-01-03").text
    assert "No passage has all of this together" in none
    assert 'href="/search?words=rifles"' in none
    text = page.see(f"/search?words=army&kind=evidence&case={case}").text
    assert 'href="/search?words=army&amp;case=' in text
    assert text.count('<li>\n<p class="about">') == 1
    assert f'<input type="hidden" name="case" value="{case}">' in text


def test_an_item_that_was_rejected_says_so(page: Browser, house: House, case: str) -> None:
    house.ledger.log.add(case, [ItemMark(item="e1bbbbb", rejected=True)], who="a", why="", now=NOW)
    assert "rejected by an analyst" in page.see("/search?words=army&kind=evidence").text


def test_a_script_that_asks_as_one_types_gets_the_found_part_and_its_address(page: Browser) -> None:
    answer = page.see("/search?words=army&group=&page=", headers={"hx-request": "true"})
    assert answer.text.startswith('<div id="found"')
    assert answer.headers["hx-replace-url"] == "/search?words=army"
    assert 'hx-trigger="input delay:300ms, submit"' in page.see("/search").text


@pytest.mark.parametrize("name", ["Velva Arkadin", "arkadin", "VELVA", "velv*", '"Velva Arkadin"'])
def test_a_speaker_is_not_found_and_the_page_says_why(page: Browser, name: str) -> None:
    told = words_of(page.client.get("/search", params={"words": name}).text)
    assert "0 passages" in told
    assert "Names of persons are not searched" in told.split("0 passages")[1]


def test_what_cannot_be_asked_is_told_in_one_line(page: Browser) -> None:
    for address, line in {
        "/search?words=a&since=yesterday": "Since &#39;yesterday&#39; is no day",
        "/search?words=a&kind=person": "Kind &#39;person&#39; is none",
        "/search?words=a&group=Nobody+Knows+It": "no armed group by the name",
        "/search?country=%C2%B2%2A": "",
        "/search?words=army&page=99999999": "",
    }.items():
        answer = page.see(address)
        assert answer.status_code == 200
        assert line.lower() in answer.text.lower()


def test_long_searches_and_many_pages_are_cut(page: Browser, house: House, case: str) -> None:
    for number in range(25):
        put(house, case, f"some wagons were seen, count {number}")
    first = page.see("/search?words=wagons").text
    assert "page 1 of 2" in words_of(first)
    assert 'href="/search?words=wagons&amp;page=2"' in first
    assert "25" in words_of(page.see("/search?words=wagons&page=2").text)
    assert "go back to the first" in page.see("/search?words=wagons&page=9").text
    assert "only its first words" in page.see("/search?words=" + "+".join(["wagons"] * 40)).text


ODD = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ['"', "'", "*", "-", "(", ")", ":", "^", "+", "NEAR", "AND", "NOT", "OR", "words:", "{", "}", "\\", "%",
             "_", "\0", "\ud800", ";--", "<->", "&", "|", "!", "army", "a", "²", "ß", "‮", "هجوم", "हिन्दी"]
        ),
        max_size=25,
    ).map("".join),
    st.sampled_from(["x" * 10_000, '"' * 10_000, "- " * 5_000, "army* " * 2_000, "' OR 1=1 --", "a" * 999 + "\ud800"]),
)  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
def either(
    request: pytest.FixtureRequest, tmp_path: Path, sample_case: tuple[Path, str], house: House
) -> Iterator[House]:
    """A house whose ledger lies in a folder, or on a server."""
    place: Path | str = Path(shutil.copytree(sample_case[0], tmp_path / "either"))
    if request.param == "postgresql":
        address = request.getfixturevalue("server_ledger")
        with open_ledger(place) as source, open_ledger(address) as target:
            source.move_to(target)
        place = address
    with open_ledger(place) as ledger:
        yield replace(house, ledger=ledger)


@pytest.fixture
def server_ledger(request: pytest.FixtureRequest) -> Iterator[str]:
    with request.getfixturevalue("postgres").ledger() as address:
        yield address


def test_no_search_breaks_either_database(either: House) -> None:
    desk = either.desk("one")

    @settings(max_examples=120, deadline=None)
    @given(words=ODD, country=ODD, source=ODD, newest=st.booleans())
    def holds(words: str, country: str, source: str, newest: bool) -> None:
        found = search(desk, Asked(words=words, newest=newest))
        assert len(found.cards) == min(found.total, 20)
        assert found.total or found.told
        with suppress(SmoulderError):
            search(desk, Asked(words=words, country=country, source=source, case=source, newest=newest))

    holds()
    assert search(desk, Asked(words="army peace")).counts == {"report": 1, "statement": 0, "evidence": 0}
    assert search(desk, Asked(words="army")).total == 3


@given(words=ODD, other=ODD)
@settings(max_examples=40, deadline=None)
def test_no_address_is_answered_by_a_fault(hostile: TestClient, words: str, other: str) -> None:
    for given_ in ({"words": words}, {"words": "army", "country": other}, {"page": other, "kind": other, "words": "a"},
                   {"words": words, "since": other, "group": other[:50], "order": other}):  # fmt: skip
        clean = {
            name: value[: 10_000 if name == "words" else 400].encode("utf-8", "replace").decode()
            for name, value in given_.items()
        }
        # an address with a letter that no text has is not taken at all
        odd = any(CONTROL.search(re.sub(r"[\t\n\r]", "", value)) for value in clean.values())
        assert hostile.get("/search", params=clean).status_code == (422 if odd else 200)


@pytest.fixture(scope="module")
def hostile(sample_case: tuple[Path, str]) -> Iterator[TestClient]:
    """A browser in a house that tells faults as pages do."""
    folder = sample_case[0]
    with open_ledger(folder) as ledger:
        house = House(
            chosen_of(folder), ledger, ledger.workbench(), team=False, address="http://127.0.0.1:8321",
            secret=b"k" * 32, alone="one",
        )  # fmt: skip
        client = TestClient(build_app(house), base_url=house.address, raise_server_exceptions=False)
        client.get(f"/enter?token={client.app.state.key.held}", follow_redirects=False)  # type: ignore[attr-defined]
        yield client


def test_nobody_finds_or_counts_what_they_do_not_see(sample_case: tuple[Path, str], folder: Path) -> None:
    shutil.copytree(sample_case[0], folder)
    with team_house(folder) as house:
        (case,) = house.ledger.passages.cases()
        put(house, case, "some rifles lay there", source="Secret Gazette")
        reader, head = join(house, "reader"), join(house, "administrator")
        row = {"case_id": case, "named": True}
        write(house.store.accounts._engine, lambda to: to.execute(insert(AUDIENCES).values(row)))
        client = TestClient(build_app(house), base_url=house.address)
        seen: dict[str, httpx2.Response] = {}
        for account in (reader, head):
            held, _ = house.store.sessions.open(account.name, account.id, house.clock())
            client.cookies.set("smoulder", held)
            seen[account.role] = client.get("/search?words=rifles")
        assert "1 passage " in words_of(seen["administrator"].text)
        assert "0 passages" in words_of(seen["reader"].text)
        for secret in ("Secret Gazette", case, "Islamic State"):
            assert secret not in seen["reader"].text


def test_no_speaker_of_a_report_that_was_really_read_is_found(real: str, house: House) -> None:
    (reading,) = house.ledger.answers(real, last=1)[0].readings
    desk = house.desk("one")
    assert len(reading.statements) > 5
    capitals = {word for said in reading.statements for word in said.speaker.split() if word[:1].isupper()}
    # its speakers are generic: what has a capital in them is an article, a country or a title
    found = {word for word in capitals if search(desk, Asked(words=word)).total}
    assert found <= {"A", "An", "The", "US", "Iraqi", "General"}
    assert search(desk, Asked(words='"closed markets"')).total == 0
    assert search(desk, Asked(words="markets visit")).counts["evidence"] == 1
    assert search(desk, Asked(words="coalition", country="Iraq", kind="report")).total == 1


NAMED = """Norland army says the hills are quiet

The rebels have lost the hills, General Velva Arkadin said on Monday in Mosul. "They are too weak to strike again,"
Arkadin told reporters. Colonel Brann al-Torrim, a spokesman for the army, said that the rebels wait for the spring.
Mr. Field, who farms near Iraq's border, said the fields were safe. "Nobody came," said Orla Vex, a teacher. According
to Abu Sorrel al-Kandri, a trader, the market opens every day. Arkadin's deputy, Peder van der Holm, did not agree.
"""


def test_no_name_of_whoever_speaks_in_a_report_is_found(house: House) -> None:
    reading = read(report_from_text("hills.txt", NAMED), load_registry())
    assert len(reading.statements) >= 4
    house.ledger.keep(build_assessment(readings=(reading,)), now=NOW)
    desk = house.desk("one")
    names = ["Velva", "Arkadin", "Brann", "Torrim", "Orla", "Vex", "Abu", "Sorrel", "Kandri", "Peder", "Holm"]
    asked = [
        *names,
        *(f"{one[:4]}*" for one in names),
        '"van der"',
        '"general said"',
        "al-Torrim",
        "arkadin's",
    ]
    assert [one for one in asked if search(desk, Asked(words=one)).total] == []
    assert search(desk, Asked(words="rebels spring colonel")).total
    assert search(desk, Asked(words="Mosul hills")).total
    (field, *_) = search(desk, Asked(words="fields")).cards
    assert "Mr. Field" not in [text for text, marked in field.pieces if marked]


WORDS = [
    "bridge", "red", "Red", "army", "Velva", "Arkadin", "هجوم", "خلدون", "мир", "Éclair", "burnt", "Iraq", "al-Shabaab",
    "2020", ",", ".",
]  # fmt: skip
ASKED = [
    "bridge", "red", "army", "velva", "هجوم", "мир", "eclair", "burnt", "iraq", "al-shabaab", "2020",
    "shab*", "b*", '"red bridge"', '"army , burnt"', "-red", '-"army burnt"', "-i*",
]  # fmt: skip


def test_both_databases_find_the_same(
    tmp_path: Path, server_ledger: str, sample_case: tuple[Path, str]
) -> None:
    chance = Random(11)
    texts = [" ".join(chance.choices(WORDS, k=chance.randint(3, 12))) for _ in range(60)]
    items = [
        ItemPut(kind="arms found", text=text, source=Source(kind="data", name=f"Daily {number % 3}"))
        for number, text in enumerate(texts)
    ]
    folder, case = Path(shutil.copytree(sample_case[0], tmp_path / "one")), sample_case[1]
    with open_ledger(folder) as one, open_ledger(server_ledger) as other:
        one.move_to(other)
        for ledger in (one, other):
            ledger.log.add(case, items, who="a", why="", now=NOW)
        totals = []
        for _ in range(60):
            words = " ".join(chance.choices(ASKED, k=chance.randint(1, 3)))
            wanted = Wanted(parse_query(words), newest=True, source=chance.choice(["", "Daily 1"]))
            here, there = (ledger.passages.find(wanted, most=100) for ledger in (one, other))
            assert here == there, words
            ranked = [
                {card.item for card in ledger.passages.find(replace(wanted, newest=False), most=100).passages}
                for ledger in (one, other)
            ]
            assert ranked[0] == ranked[1]
            totals.append(sum(here.counts.values()))
        assert 0 in totals
        assert max(totals) > 10
