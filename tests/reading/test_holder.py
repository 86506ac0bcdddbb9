"""Who says a thing, on trees in which a parser erred: the trees are written here, so that they stay as they are."""

from __future__ import annotations

import pytest

from smoulder.reading.holder import holder_of, is_finite, is_passive, name_start
from smoulder.reading.parse import Parse, Word


def tree(table: str) -> Parse:
    """A parse of one sentence from words 'text/upos/xpos/head/deprel', with a last field for features."""
    words: list[Word] = []
    place = 0
    for number, row in enumerate(table.split()):
        text, upos, xpos, head, deprel, *feats = row.split("/")
        end = place + len(text)
        words.append(
            Word(number, text, place, end, text.lower(), upos, xpos, "".join(feats), int(head), deprel)
        )
        place = end + 1
    return Parse(tuple(words), (0,))


def test_a_verb_of_saying_tagged_as_a_noun_keeps_the_noun_before_it() -> None:
    parse = tree(
        "Raiders/NOUN/NNS/1/nsubj left/VERB/VBD/1/root and/CCONJ/CC/3/cc aid/VERB/VB/1/conj workers/NOUN/NNS/3/obj "
        "say/VERB/NN/1/parataxis roads/NOUN/NNS/7/nsubj reopened/VERB/VBD/5/ccomp"
    )
    holder = holder_of(parse, parse.words[5])
    assert holder is parse.words[4]
    assert name_start(parse, parse.words[4]) == 3


def test_an_infinitive_with_to_is_no_part_of_a_name() -> None:
    parse = tree(
        "Troops/NOUN/NNS/1/nsubj came/VERB/VBD/1/root to/PART/TO/3/mark aid/VERB/VB/1/advcl workers/NOUN/NNS/3/obj"
    )
    assert name_start(parse, parse.words[4]) == 4


@pytest.mark.parametrize(
    ("table", "verb", "passive"),
    [
        ("Aides/NOUN/NNS/1/nsubj:pass said/VERB/VBN/1/root it/PRON/PRP/3/nsubj ended/VERB/VBD/1/ccomp", 1, False),
        ("Aides/NOUN/NNS/1/nsubj:pass told/VERB/VBN/1/root it/PRON/PRP/3/nsubj ended/VERB/VBD/1/ccomp", 1, True),
        ("Aides/NOUN/NNS/1/nsubj:pass accused/VERB/VBN/1/root of/ADP/IN/3/case theft/NOUN/NN/1/obl", 1, True),
        ("Aides/NOUN/NNS/2/nsubj:pass were/AUX/VBD/2/aux:pass accused/VERB/VBN/2/root", 2, True),
    ],
)  # fmt: skip
def test_only_a_helper_or_the_want_of_a_clause_makes_a_passive(table: str, verb: int, passive: bool) -> None:
    parse = tree(table)
    assert is_passive(parse, parse.words[verb]) is passive


def test_an_apposition_starts_a_source_whatever_the_sentence_before_ends_on() -> None:
    words = (
        "north/NOUN/NN/0/root Ana/PROPN/NNP/8/obl Doe/PROPN/NNP/1/flat ,/PUNCT/,/1/punct the/DET/DT/5/det "
        "chief/NOUN/NN/8/nsubj here/ADV/RB/5/advmod ,/PUNCT/,/5/punct spoke/VERB/VBD/8/root"
    )
    whole = tree(words)
    parse = Parse(whole.words, (0, 1))
    holder = holder_of(parse, parse.words[8])
    assert holder is parse.words[2]


def test_a_tense_shows_in_the_tag_or_in_the_features() -> None:
    parse = tree("struck/VERB/VBN/0/root/VerbForm=Fin taken/VERB/VBN/0/dep/VerbForm=Part held/VERB/VBD/0/dep")
    assert [is_finite(word) for word in parse.words] == [True, False, True]
