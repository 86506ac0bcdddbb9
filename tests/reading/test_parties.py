"""Parties: countries and sectors of noun phrases."""

from __future__ import annotations

from smoulder.reading.parse import Parse, Word
from smoulder.reading.parties import Party, Places, party_at


def phrase(*words: tuple[str, str, int, str]) -> tuple[Parse, str]:
    found: list[Word] = []
    at = 0
    for index, (text, upos, head, relation) in enumerate(words):
        found.append(Word(index, text, at, at + len(text), text.lower(), upos, "", "", head, relation))
        at += len(text) + 1
    return Parse(tuple(found), (0,)), " ".join(word.text for word in found)


def test_two_countries_joined_are_both_parties() -> None:
    parse, text = phrase(
        ("Kenyan", "ADJ", 3, "amod"), ("and", "CCONJ", 2, "cc"), ("Ugandan", "ADJ", 3, "amod"),
        ("soldiers", "NOUN", 3, "root"),
    )  # fmt: skip
    assert party_at(parse, parse.words[3], Places(text)) == Party(0, len(text), ("KEN", "UGA"), "MIL")


def test_a_clause_on_the_noun_is_no_part_of_the_party() -> None:
    parse, text = phrase(
        ("rebels", "NOUN", 0, "root"), ("fighting", "VERB", 0, "acl"), ("Kenya", "PROPN", 1, "obj")
    )
    assert party_at(parse, parse.words[0], Places(text)) == Party(0, 6, (), "REB")


def test_a_body_of_several_countries_has_the_code_of_such_bodies() -> None:
    assert [place.code for place in Places("the United Nations and the Red Cross").all] == ["IGO", "NGO"]


def test_a_text_without_names_has_no_places() -> None:
    assert Places("nothing here").all == ()


def test_words_that_hang_on_each_other_are_a_phrase_of_both() -> None:
    words = (
        Word(0, "Kenyan", 0, 6, "Kenyan", "ADJ", "JJ", "", 1, "amod"),
        Word(1, "rebels", 7, 13, "rebel", "NOUN", "NNS", "", 0, "obj"),
    )
    party = party_at(Parse(words), words[1], Places("Kenyan rebels"))
    assert (party.start, party.end, party.countries, party.sector) == (0, 13, ("KEN",), "REB")
