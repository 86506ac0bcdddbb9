"""Trees with ClearNLP's labels, turned into Universal Dependencies; the sentences are our own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from smoulder.reading.clearnlp import universal
from smoulder.reading.parse import Parse, Word
from smoulder.reading.parser import SpacyParser

VOCABULARY = Vocab()
LEMMAS = {"is": "be", "was": "be", "are": "be", "were": "be", "been": "be"}


def doc_of(table: str) -> Doc:
    """A parsed sentence from lines 'word POS TAG relation number-of-head', heads counted from 1."""
    rows = [line.split() for line in table.strip().splitlines()]
    return Doc(
        VOCABULARY,
        words=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        deps=[row[3] for row in rows],
        heads=[int(row[4]) - 1 for row in rows],
        lemmas=[LEMMAS.get(row[0].lower(), row[0].lower()) for row in rows],
    )


class Canned:
    """A pipeline that knows one sentence."""

    pipe_names = ("parser",)
    pipeline = ()

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.vocab = doc.vocab

    def memory_zone(self) -> AbstractContextManager[None]:
        return nullcontext()

    def get_pipe(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(labels=("dobj", "pobj", "prep"))

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        return (self.doc for _ in texts)


def turned(table: str) -> Parse:
    pipeline: Language = Canned(doc_of(table))  # type: ignore[assignment]
    return next(SpacyParser(pipeline).parse(["one"]))


def arcs(table: str) -> dict[str, str]:
    """'relation head' by word; a root has the head '-'."""
    parse = turned(table)
    return {
        word.text: f"{word.deprel} {'-' if word.head == word.index else parse.words[word.head].text}"
        for word in parse.words
    }


def test_a_passive_with_its_agent_and_a_place() -> None:
    table = """
    Villages NOUN NNS nsubjpass 3
    were AUX VBD auxpass 3
    burned VERB VBN ROOT 3
    by ADP IN agent 3
    raiders NOUN NNS pobj 4
    near ADP IN prep 3
    Exville PROPN NNP pobj 6
    . PUNCT . punct 3
    """
    assert arcs(table) == {
        "Villages": "nsubj:pass burned", "were": "aux:pass burned", "burned": "root -", "by": "case raiders",
        "raiders": "obl:agent burned", "near": "case Exville", "Exville": "obl burned", ".": "punct burned",
    }  # fmt: skip
    assert turned(table).words[2].has("Voice=Pass")


def test_a_noun_under_a_noun_is_nmod_and_a_list_hangs_on_its_first() -> None:
    assert arcs("""
    Fighters NOUN NNS nsubj 5
    of ADP IN prep 1
    the DET DT det 4
    front NOUN NN pobj 2
    left VERB VBD ROOT 5
    guns NOUN NNS dobj 5
    , PUNCT , punct 6
    boots NOUN NNS conj 6
    and CCONJ CC cc 8
    maps NOUN NNS conj 8
    """) == {
        "Fighters": "nsubj left", "of": "case front", "the": "det front", "front": "nmod Fighters", "left": "root -",
        "guns": "obj left", ",": "punct guns", "boots": "conj guns", "and": "cc maps", "maps": "conj guns",
    }  # fmt: skip


@pytest.mark.parametrize("relation", ["attr", "acomp"])
def test_the_predicate_is_the_head_and_be_its_copula(relation: str) -> None:
    assert arcs(f"""
    He PRON PRP nsubj 2
    says VERB VBZ ROOT 2
    that SCONJ IN mark 6
    rebels NOUN NNS nsubj 6
    never ADV RB neg 6
    were AUX VBD ccomp 2
    weak ADJ JJ {relation} 6
    in ADP IN prep 6
    May PROPN NNP pobj 8
    """) == {
        "He": "nsubj says", "says": "root -", "that": "mark weak", "rebels": "nsubj weak", "never": "advmod weak",
        "were": "cop weak", "weak": "ccomp says", "in": "case May", "May": "obl weak",
    }  # fmt: skip


def test_a_place_can_be_the_predicate_and_what_there_is_is_the_subject() -> None:
    placed = arcs("""
    Rebels NOUN NNS nsubj 2
    are AUX VBP ROOT 2
    in ADP IN prep 2
    town NOUN NN pobj 3
    """)
    assert placed == {"Rebels": "nsubj town", "are": "cop town", "in": "case town", "town": "root -"}
    there = arcs("""
    There PRON EX expl 2
    is AUX VBZ ROOT 2
    calm NOUN NN attr 2
    """)
    assert there == {"There": "expl is", "is": "root -", "calm": "nsubj is"}


def test_prepositions_of_two_words_and_with_clauses() -> None:
    assert arcs("""
    According VERB VBG prep 7
    to ADP IN prep 1
    officials NOUN NNS pobj 2
    they PRON PRP nsubj 7
    had AUX VBD aux 7
    long ADV RB advmod 7
    fled VERB VBN ROOT 7
    without ADP IN prep 7
    firing VERB VBG pcomp 8
    shots NOUN NNS dobj 9
    """) == {
        "According": "case officials", "to": "fixed According", "officials": "obl fled", "they": "nsubj fled",
        "had": "aux fled", "long": "advmod fled", "fled": "root -", "without": "mark firing",
        "firing": "advcl fled", "shots": "obj firing",
    }  # fmt: skip


def test_prepositions_side_by_side_share_their_noun_or_have_each_their_own() -> None:
    shared = arcs("""
    fled VERB VBD ROOT 1
    in ADP IN prep 1
    and CCONJ CC cc 2
    around ADP IN conj 2
    town NOUN NN pobj 4
    """)
    assert (shared["in"], shared["around"], shared["town"]) == ("case town", "case town", "obl fled")
    apart = arcs("""
    fought VERB VBD ROOT 1
    in ADP IN prep 1
    Exville PROPN NNP pobj 2
    and CCONJ CC cc 2
    near ADP IN conj 2
    Wyton PROPN NNP pobj 5
    """)
    assert apart == {
        "fought": "root -", "in": "case Exville", "Exville": "obl fought", "and": "cc Wyton", "near": "case Wyton",
        "Wyton": "conj Exville",
    }  # fmt: skip


def test_the_other_labels_get_their_universal_names() -> None:
    assert arcs("""
    Their PRON PRP$ poss 2
    chief NOUN NN nsubj 8
    who PRON WP nsubj 4
    left VERB VBD relcl 2
    them PRON PRP dobj 4
    did AUX VBD aux 8
    not PART RB neg 8
    want VERB VB ROOT 8
    to PART TO aux 10
    hand VERB VB xcomp 8
    over ADP RP prt 10
    more ADJ JJR quantmod 14
    than ADP IN quantmod 14
    50 NUM CD nummod 15
    guns NOUN NNS dobj 10
    yesterday NOUN NN npadvmod 10
    """) == {
        "Their": "nmod:poss chief", "chief": "nsubj want", "who": "nsubj left", "left": "acl:relcl chief",
        "them": "obj left", "did": "aux want", "not": "advmod want", "want": "root -", "to": "mark hand",
        "hand": "xcomp want", "over": "compound:prt hand", "more": "advmod 50", "than": "advmod 50",
        "50": "nummod guns", "guns": "obj hand", "yesterday": "obl:unmarked hand",
    }  # fmt: skip


@given(st.data())
def test_any_tree_stays_a_tree_over_the_same_words(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 12))
    order = data.draw(st.permutations(range(size)))
    labels = [
        "prep",
        "pobj",
        "pcomp",
        "attr",
        "acomp",
        "conj",
        "cc",
        "agent",
        "nsubj",
        "dative",
        "punct",
        "aux",
    ]
    words = []
    for rank, index in enumerate(order):
        head = index if rank == 0 else order[data.draw(st.integers(0, rank - 1))]
        lemma, upos = data.draw(
            st.sampled_from([("be", "AUX"), ("in", "ADP"), ("town", "NOUN"), ("go", "VERB")])
        )
        relation = data.draw(st.sampled_from(labels))
        words.append(Word(index, lemma, 0, 1, lemma, upos, "X", "", head, relation))
    found = universal(sorted(words, key=lambda word: word.index))
    assert [word.index for word in found] == list(range(size))
    roots = [word for word in found if word.head == word.index]
    assert len(roots) == 1
    assert roots[0].deprel == "root"
    parse = Parse(found, (0,))
    assert len(list(parse.under(roots[0].index))) == size
