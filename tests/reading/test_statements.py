"""Who says what: quotations, paraphrases, speakers over the whole report."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.reports import first, reading_of, said


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ('"It is over," Colonel Jane Doe said.', "Jane Doe", "It is over"),
        ("“It is over,” said Colonel Jane Doe, who led the raid.", "Jane Doe", "It is over"),
        ("'It is over,' an officer said.", "an officer", "It is over"),
        ("‘The troops’ morale is low,’ an officer said.", "an officer", "The troops’ morale is low"),
        ('Colonel Jane Doe said: "It is over."', "Jane Doe", "It is over."),
        ("The army said on Monday that the road was open.", "The army", "the road was open"),
        ("The road is open, the army said on Monday.", "the army", "The road is open"),
        ("The road is open, according to the army.", "the army", "The road is open"),
        ("According to the army, the road is open.", "the army", "the road is open"),
        ("Officials in Kano warned that the river would rise.", "Officials", "the river would rise"),
        (
            "The spokesman told reporters in Kano on Monday the road was open.",
            "The spokesman",
            "the road was open",
        ),
        ("Human Rights Watch said the prison was full.", "Human Rights Watch", "the prison was full"),
        (
            "A spokesman for the army, Colonel Jane Doe, said the road was open.",
            "Jane Doe",
            "the road was open",
        ),
        ("Jane Doe, a spokeswoman for the army, said the road was open.", "Jane Doe", "the road was open"),
        (
            "Most villagers have left, two aid workers said late on Sunday.",
            "two aid workers",
            "Most villagers have left",
        ),
        ("But aid groups warn that the calm could end.", "aid groups", "the calm could end"),
    ],
)
def test_the_speaker_and_the_words_are_found(sentence: str, speaker: str, words: str) -> None:
    assert said(sentence) == [(speaker, words)]


def test_a_quotation_runs_on_after_its_speaker() -> None:
    assert said('"We have time," the general said. "We can wait. They cannot."') == [
        ("the general", "We have time"),
        ("the general", "We can wait. They cannot."),
    ]


def test_a_quotation_broken_by_its_speaker_is_two_statements() -> None:
    assert said('"If they leave," the general said, "we will be back."') == [
        ("the general", "If they leave"),
        ("the general", "we will be back."),
    ]


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    found = said(
        '"We have time," the general said. "We can wait.',
        '"Nobody will come to help them.',
        '"So we stay."',
        "The road was empty.",
    )
    assert [speaker for speaker, _ in found] == ["the general"] * 4
    assert found[2:] == [("the general", "Nobody will come to help them."), ("the general", "So we stay.")]


def test_a_quotation_within_a_quotation_belongs_to_the_outer_speaker() -> None:
    assert said("“They told us ‘the war is over’, and we laughed,” a farmer said.") == [
        ("a farmer", "They told us ‘the war is over’, and we laughed")
    ]


def test_quoted_words_inside_a_paraphrase_are_mixed() -> None:
    statement = first('The general said the army was "not yet" ready to leave the town to the police.')
    assert (statement.kind, statement.text) == (
        "mixed",
        'the army was "not yet" ready to leave the town to the police',
    )


def test_scare_quotes_are_no_statement() -> None:
    assert said('The self-declared "caliphate" lost its last town.') == []


def test_rank_surname_and_pronoun_are_one_person() -> None:
    found = said(
        "Colonel Jane Doe, the commander of the base, said the road was open.",
        '"We hold it," Doe said.',
        "She added that the town was calm.",
        "The colonel warned of mines.",
    )
    assert [speaker for speaker, _ in found] == ["Jane Doe"] * 4


def test_an_unnamed_speaker_in_the_lead_takes_the_name_given_next() -> None:
    found = said(
        "The road is open, a general said.",
        "Major General John Roe, head of the mission, said it would stay open.",
    )
    assert [speaker for speaker, _ in found] == ["John Roe", "John Roe"]


def test_two_officers_stay_apart() -> None:
    found = said(
        "Colonel Jane Doe said the road was open.",
        "Major John Roe said it was closed.",
        "Doe said it was safe.",
    )
    assert [speaker for speaker, _ in found] == ["Jane Doe", "John Roe", "Jane Doe"]


def test_a_pronoun_takes_up_the_subject_of_the_sentence_before() -> None:
    found = said(
        "Colonel Jane Doe said the road was open.", "A police spokesman disagreed. He said it was closed."
    )
    assert found[1] == ("A police spokesman", "it was closed")


def test_a_pronoun_that_may_mean_either_of_two_is_left_open() -> None:
    found = said(
        "Colonel John Roe said the road was open.",
        "Minister Tom Poe visited the base with Governor Sam Loe.",
        "He said it was closed.",
    )
    assert found[1] == ("", "it was closed")


def test_a_woman_is_not_meant_by_he() -> None:
    found = said(
        "Police spokesman John Roe said the road was open.",
        "An army spokeswoman said it was closed.",
        "He said it was safe.",
    )
    assert found[2][0] == "John Roe"


def test_a_person_who_is_only_named_is_no_speaker() -> None:
    found = said(
        "The army killed the rebel leader John Roe in Kano, a spokesman said.",
        "He said the body had been found.",
    )
    assert [speaker for speaker, _ in found] == ["a spokesman", "a spokesman"]


def test_what_was_not_said_is_negated() -> None:
    assert first("The spokesman did not say when the troops would leave.").negated
    assert first("The general said he did not expect an attack.").negated
    assert first("The army denied that its men had fled.").negated
    assert not first("The army said that its men had not fled.").negated


@pytest.mark.parametrize(
    "source",
    [
        "two officials who asked not to be named",
        "several military sources",
        "an officer speaking on condition of anonymity",
    ],
)
def test_sources_without_a_name_are_anonymous(source: str) -> None:
    assert first(
        f"The road is open, according to {source}."
        if "sources" in source
        else f"The road is open, {source} said."
    ).anonymous


def test_passives_and_infinitives_are_no_attribution() -> None:
    assert said("The rebels are said to be near the town.") == []
    assert said("It is too early to say whether the road is open.") == []


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("said on Monday", date(2014, 3, 10)),
        ("said Wednesday", date(2014, 3, 12)),
        ("said on 5 March", date(2014, 3, 5)),
        ("said yesterday", date(2014, 3, 11)),
        ("said last month", None),
        ("said", None),
    ],
)
def test_the_day_of_a_saying_stands_beside_its_verb(words: str, day: date | None) -> None:
    assert first(f"The road is open, the army {words}.").date == day


def test_a_day_in_what_is_said_is_not_the_day_of_the_saying() -> None:
    assert first("The army said the road was opened on Monday.").date is None


def test_a_later_statement_keeps_the_day_of_its_speaker() -> None:
    statements = reading_of(
        "The road is open, the general said on Monday.", '"It is safe," he said.'
    ).statements
    assert [item.date for item in statements] == [date(2014, 3, 10)] * 2


def test_hedge_certainty_condition_and_relation_are_kept() -> None:
    statement = first("The group may well return if the troops leave, the general said.")
    assert (statement.hedge, statement.certainty, statement.condition) == (
        "may well",
        "possible",
        "the troops leave",
    )
    assert first('"They will certainly return," the general said.').certainty == "certain"
    assert (
        first(
            "The group will return unless the army stays, he general said.".replace(
                "he general", "the general"
            )
        ).condition
        == "unless the army stays"
    )
    assert first('"The longer we wait, the stronger they get," the general said.').relation.startswith(
        "The longer"
    )


def test_a_place_of_saying_is_the_venue() -> None:
    assert (
        first("At a news conference in Kano, the general said the road was open.").venue
        == "news conference in Kano"
    )


def test_a_participle_adds_a_second_statement() -> None:
    assert said("The road is open, the army said, adding that the town was calm.") == [
        ("the army", "The road is open"),
        ("the army", "the town was calm"),
    ]
