"""The coder: classes of events, and who did them to whom, on sentences written for the purpose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.coder import Coded, code_events
from smoulder.reading.lexicon import load_lexicon
from smoulder.reading.parse import Parse, Word
from smoulder.reading.parser import load_parser

CLASSES = frozenset(
    ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "INVESTIGATE", "DEMAND",
     "DISAPPROVE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "FIGHT")
)  # fmt: skip


def coded(text: str) -> list[Coded]:
    return code_events(next(iter(load_parser().parse([text]))), text)


def first(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    event = coded(text)[0]
    source = event.source.countries if event.source else ()
    return event.kind, source, event.target.countries if event.target else ()


def test_a_plain_act_has_its_class_and_both_sides() -> None:
    assert first("Kenya sent troops to Somalia on Tuesday.") == ("MOBILIZE", ("KEN",), ("SOM",))


def test_in_the_passive_the_agent_is_the_source() -> None:
    text = "Three Malian soldiers were killed by French troops."
    assert first(text) == ("FIGHT", ("FRA",), ("MLI",))


def test_a_light_verb_takes_the_class_of_its_noun() -> None:
    assert first("Kenya held talks with Uganda.")[0] == "CONSULT"


def test_to_end_talks_is_a_sanction_and_to_end_an_offensive_a_retreat() -> None:
    assert first("Kenya suspended negotiations with Uganda.")[0] == "SANCTION"
    assert first("The rebels halted their offensive in Mali.")[0] == "RETREAT"


def test_what_is_promised_is_agreed_and_what_is_refused_is_rejected() -> None:
    assert first("Kenya promised to release Ugandan prisoners.") == ("AGREE", ("KEN",), ("UGA",))
    assert first("Kenya refused to release Ugandan prisoners.") == ("REJECT", ("KEN",), ("UGA",))
    assert first("Kenya will not release Ugandan prisoners.")[0] == "REJECT"


def test_force_to_come_is_a_threat_and_aid_to_come_an_agreement() -> None:
    assert first("Kenya will invade Uganda.")[0] == "THREATEN"
    assert first("Kenya will give Uganda a loan.")[0] == "AGREE"


def test_what_others_must_do_is_demanded_by_who_says_it() -> None:
    assert first("Kenya said that Uganda must withdraw its troops.") == ("DEMAND", ("KEN",), ("UGA",))
    assert first("Kenya said that Uganda must repair the bridge.") == ("DEMAND", ("KEN",), ("UGA",))
    assert coded("Kenya said that Uganda repaired the bridge.") == []


def test_of_whom_a_deed_is_demanded_is_the_target() -> None:
    assert first("Kenya demanded that Uganda end its siege in Mali.") == ("DEMAND", ("KEN",), ("UGA",))


def test_behind_a_verb_of_saying_stands_what_is_said() -> None:
    assert first("Kenyan officials said they had arrested two Ugandan fishermen.") == (
        "COERCE", ("KEN",), ("UGA",),
    )  # fmt: skip


def test_a_capital_stands_for_its_government() -> None:
    event = coded("Baghdad rejected the demand.")[0]
    assert event.source is not None
    assert (event.kind, event.source.countries, event.source.sector) == ("REJECT", ("IRQ",), "GOV")


def test_rebels_are_rebels_where_their_leaders_act() -> None:
    event = coded("Malian rebel leaders met French officials.")[0]
    assert event.source is not None
    assert event.source.sector == "REB"


def test_a_sentence_without_an_act_has_no_event() -> None:
    assert coded("The weather in the capital was mild.") == []


def test_no_words_have_no_events() -> None:
    assert code_events(Parse(()), "") == []


def test_the_lexicon_knows_only_the_classes_of_the_manual() -> None:
    lexicon = load_lexicon()
    meanings = [*lexicon.verbs.values(), *lexicon.nouns.values()]
    meanings += [meaning for frames in lexicon.frames.values() for meaning in frames.values()]
    assert {meaning.kind for meaning in meanings} == CLASSES


WORDS = st.sampled_from(["rebels", "attacked", "agreed", "to", "Mali", "not", "said"])
RELATIONS = st.sampled_from(["nsubj", "obj", "xcomp", "ccomp", "conj", "obl", "aux", "acl", "parataxis"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, st.integers(0, 11), RELATIONS), min_size=1, max_size=12))
def test_any_tree_however_wrong_is_read_in_bounded_time(rows: list[tuple[str, int, str]]) -> None:
    words: list[Word] = []
    at = 0
    for index, (text, head, relation) in enumerate(rows):
        upos = "VERB" if text in ("attacked", "agreed", "said") else "NOUN"
        words.append(
            Word(index, text, at, at + len(text), text, upos, "", "", min(head, len(rows) - 1), relation)
        )
        at += len(text) + 1
    text = " ".join(word.text for word in words)
    for event in code_events(Parse(tuple(words), (0,)), text):
        assert event.kind in CLASSES
        assert 0 <= event.start < event.end <= len(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya may arrest the smugglers.", "hypothetical"),
        ("Kenya denied arresting the smugglers.", "denied"),
        ("Kenya claims that it arrested the smugglers.", "claimed"),
        ("Kenya arrested the smugglers.", "happened"),
    ],
)
def test_the_status_follows_mood_and_negation(text: str, status: str) -> None:
    assert coded(text)[0].status == status
