"""The trained pipeline: labels, words, sentences, and that it is what its page says."""

from __future__ import annotations

import pytest
import smoulder_en
import spacy
from spacy.language import Language


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return smoulder_en.load()


def test_a_plain_sentence_gets_its_tree(pipeline: Language) -> None:
    doc = pipeline("The army killed nine rebels near the border.")
    root = next(word for word in doc if word.dep_ == "ROOT")
    assert root.text == "killed"
    assert {word.dep_: word.text for word in root.children if word.dep_ in ("nsubj", "obj", "obl")} == {
        "nsubj": "army",
        "obj": "rebels",
        "obl": "border",
    }


def test_a_passive_is_told_from_an_active(pipeline: Language) -> None:
    doc = pipeline("Three bases were handed over to the government.")
    assert "nsubj:pass" in {word.dep_ for word in doc}
    assert "Voice=Pass" in str(next(word for word in doc if word.text == "handed").morph)


def test_labels_are_those_of_universal_dependencies(pipeline: Language) -> None:
    labels = set(pipeline.get_pipe("parser").labels)  # type: ignore[attr-defined]
    assert {"nsubj", "obj", "obl", "nmod", "case", "ccomp", "parataxis", "acl:relcl", "cop"} <= labels
    assert not {"pobj", "dobj", "prep"} & labels


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pre-war anti-tank e-mail", ["pre-war", "anti-tank", "e-mail"]),
        ("a government-held town", ["a", "government", "-", "held", "town"]),
        ("What!!! No...", ["What", "!!!", "No", "..."]),
        ("They don't and/or cannot", ["They", "do", "n't", "and", "/", "or", "can", "not"]),
        (
            "Gen. Doe of the U.S. left at 7 p.m.",
            ["Gen.", "Doe", "of", "the", "U.S.", "left", "at", "7", "p.m."],
        ),
        ("Call 555-0100 at 7:30pm", ["Call", "555-0100", "at", "7:30", "pm"]),
    ],
)
def test_words_are_divided_as_in_the_treebank(pipeline: Language, text: str, words: list[str]) -> None:
    assert [word.text for word in pipeline.make_doc(text)] == words


def test_sentences_end_where_a_reader_ends_them(pipeline: Language) -> None:
    doc = pipeline("The guns fell silent in March. Nobody knows why. Will they come back?")
    assert [sentence.text for sentence in doc.sents] == [
        "The guns fell silent in March.",
        "Nobody knows why.",
        "Will they come back?",
    ]


def test_lemmas_are_dictionary_forms(pipeline: Language) -> None:
    doc = pipeline("The fighters were hiding in the mountains and attacked villages.")
    assert {"fighter", "be", "hide", "mountain", "attack", "village"} <= {word.lemma_ for word in doc}


def test_the_package_names_its_licence_and_source() -> None:
    meta = smoulder_en.load().meta
    assert meta["license"] == "CC-BY-SA-4.0"
    assert "UD English-EWT" in str(meta["sources"])


def test_spacy_finds_it_by_name() -> None:
    assert "parser" in spacy.load("smoulder_en").pipe_names
