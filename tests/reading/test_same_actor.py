"""Names, descriptions, possessives and pronouns of one actor stand under one number."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.reports import HEAD, reading_of

QUIET = "The river is quiet\n\n12 March 2014\n\n"


def actors(*paragraphs: str, head: str = QUIET) -> list[list[str]]:
    """The mentions of each actor, in the order in which the actors were met."""
    together: dict[int | None, list[str]] = {}
    for item in reading_of(*paragraphs, head=head).actors:
        together.setdefault(item.actor, []).append(item.text)
    return list(together.values())


def test_a_body_outside_the_register_is_one_with_its_acronym_its_description_and_its_pronouns() -> None:
    found = actors(
        "The Norland Reform Council (NRC) said on Monday that it had dissolved its office.",
        "The council met in March. The NRC will meet again.",
    )
    assert found == [["Norland Reform Council", "NRC", "it", "its", "The council", "NRC"]]


def test_the_group_its_wing_and_the_commander_of_the_wing_are_three() -> None:
    found = actors("Boko Haram denied it.", "The commander of the group's northern wing said he would wait.")
    assert found == [
        ["Boko Haram", "the group"],
        ["The commander", "he"],
        ["the group's northern wing"],
    ]


def test_people_of_a_group_are_no_body_of_their_own() -> None:
    assert actors("Al-Shabaab moved its fighters. The army followed.") == [
        ["Al-Shabaab", "its"],
        ["The army"],
    ]


def test_the_army_of_another_country_is_another_army() -> None:
    found = actors(
        "The Nigerian army said it had lost ten men to Boko Haram in Nigeria.",
        "The Kenyan army lost none. The army of Nigeria will stay in Nigeria, and the army is tired.",
    )
    assert found[0] == ["Nigerian army", "it", "The army", "the army"]
    assert sum("Kenyan army" in text for mentions in found for text in mentions) == 1


def test_a_militia_beside_a_name_is_an_armed_group_and_not_the_one_of_the_report() -> None:
    reading = reading_of(
        "Boko Haram was quiet. Boko Haram had no money.",
        "The Lake Guards, a militia, patrol the shore. The militia has boats.",
        head=QUIET,
    )
    militia = [item for item in reading.actors if "ilitia" in item.text or "Guards" in item.text]
    assert len({item.actor for item in militia}) == 1
    assert {(item.kind, item.group_id) for item in militia} == {("group", None)}


def test_a_speaker_does_not_call_his_own_side_they() -> None:
    found = actors(
        "Al-Shabaab left the town.", 'The army was glad. "They are finished," said a spokesman for the army.'
    )
    assert not any("They" in mentions and "The army" in mentions for mentions in found)


def test_it_is_left_out_where_a_thing_may_be_meant() -> None:
    assert actors("Boko Haram took a road. The road was mined. It was closed.") == [["Boko Haram"]]


def test_it_seems_means_nobody() -> None:
    assert actors("Boko Haram was quiet. It seems that the rains came.") == [["Boko Haram"]]


def test_a_general_and_his_rank_are_one_person() -> None:
    found = actors("General John Roe said the base was lost. The general blamed the rain. He left.")
    assert found[0][0].endswith("John Roe")
    assert found[0][1:] == ["The general", "He"]


def test_a_head_line_is_read_after_the_text_that_names_its_rebels() -> None:
    found = actors("Boko Haram was quiet. Boko Haram had no money.", head=HEAD)
    assert found == [["Rebels", "Boko Haram", "Boko Haram"]]


def test_what_a_subject_is_said_to_be_is_no_mention() -> None:
    assert actors("Boko Haram is a movement. The army is tired.") == [["Boko Haram"], ["The army"]]


_TEXT = "the The army Army they it its his he general General group Boko Haram John Roe of and , . “ ” ( ) [ ] said"
_WORDS = st.sampled_from(_TEXT.split())


@settings(max_examples=25, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=40))
def test_any_words_give_mentions_that_lie_in_the_text_in_order(words: list[str]) -> None:
    reading = reading_of(" ".join(words), head=QUIET)
    starts = [item.start for item in reading.actors]
    assert starts == sorted(starts)
    names: dict[int, str] = {}
    for item in reading.actors:
        assert reading.report.passage(item.start, item.end) == item.text != ""
        assert item.actor is not None
        assert names.setdefault(item.actor, item.name) == item.name
