"""The words that cases are found by: no name of a person is one of them.

A case is found by its id, label, group, country and kinds of evidence, by the places that its reports name, and by
the words of its items. Of a text only those words count that stand in it in lower case; one with a capital counts
where it is a name of the group, the country or a place, or a common word. So a person who speaks in a report cannot be
followed from case to case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import sqlalchemy as sa

from smoulder.reading.lexicon import load_lexicon
from smoulder.reading.names import fold_word
from smoulder.reading.persons import name_words
from smoulder.records.case import Assessment
from smoulder.records.change import Change, ItemPut
from smoulder.store.tables import CASES, SEARCH_WORDS

_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")
ADDRESS = re.compile(r"\S*@\S*|\S*://\S*|www\.\S*")
"""Addresses and names on networks, which are written in lower case and can be a person's."""


def words_of(names: Iterable[str], texts: Iterable[str], known: Iterable[str] = ()) -> set[str]:
    """The words that a case is found by.

    names: of the case, its group, country and places: every word of them counts, and counts in the texts as well.
    texts: free text. known: words that were found in the case before.

    >>> sorted(words_of(["Norland"], ["In Norland Ann Example saw rifles.", "Rifles, said Example."]))
    ['in', 'norland', 'rifles', 'said', 'saw']
    """
    found = {*known, *(fold_word(word) for name in names for word in _WORD.findall(name))}
    written = [word for text in texts for word in _WORD.findall(ADDRESS.sub(" ", text))]
    found |= {fold_word(word) for word in written if word == word.lower()}
    found |= {fold_word(word) for word in written} & _common()
    return {word for word in found if word.isalnum()}


@cache
def _common() -> frozenset[str]:
    """Words that are no name of a person, however they are written."""
    given = name_words("given name") | name_words("by-name")
    return frozenset((name_words("organisation") | name_words("generic") | set(load_lexicon().nouns)) - given)


def index_case(to: sa.Connection, case_id: str, names: Iterable[str], texts: Iterable[str]) -> None:
    """Let a case be found by more names and texts, inside a transaction that holds it."""
    case = to.execute(sa.select(CASES).where(CASES.c.id == case_id)).one()
    at = SEARCH_WORDS.c.rowid == case.number
    before = to.execute(sa.select(SEARCH_WORDS.c.words).where(at)).scalar()
    known = set(before.split()) if before else set()
    own = [] if before else [case.id.replace("-", " "), case.group_name, case.country, case.label]
    words = words_of([*own, *names], texts, known)
    if words != known:
        to.execute(SEARCH_WORDS.delete().where(at))
        # in the order of the alphabet: what stood together in a text does not stand together here
        to.execute(SEARCH_WORDS.insert().values(rowid=case.number, words=" ".join(sorted(words))))


def index_changes(to: sa.Connection, case_id: str, changes: Sequence[Change]) -> None:
    """Let a case be found by the items among changes that were entered into it."""
    if any(isinstance(change, ItemPut) for change in changes):
        index_all(to, case_id, changes, ())


def index_all(
    to: sa.Connection, case_id: str, changes: Iterable[Change], answers: Iterable[Assessment]
) -> None:
    """Let a case be found by items that were entered, the evidence of answers, and places that their reports name.

    What many answers say alike is looked at once, and the words of the case are written once.
    """
    cut: dict[str, list[str]] = {}
    names: set[str] = set()
    texts = {text for one in changes if isinstance(one, ItemPut) for text in (one.kind, one.text)}
    for answer in answers:
        group = answer.group
        names |= {group.name, group.full_name, *group.aliases, *_places(answer, cut)}
        texts |= {text for item in answer.evidence for text in (item.kind, item.text)}
    index_case(to, case_id, names, texts)


def _places(answer: Assessment, cut: dict[str, list[str]]) -> set[str]:
    """Words of the places that reports name; a person can bear the name of a place.

    cut: the words of names that were cut before, to which those of this answer are added.
    """
    said = {one.speaker for reading in answer.readings for one in reading.statements}
    said |= {item.speaker for item in answer.evidence}
    located = {
        place.text
        for reading in answer.readings
        for place in reading.places
        if place.kind == "country" or place.geonames_id is not None
    }
    cut |= {text: _WORD.findall(text) for text in said | located if text not in cut}
    speakers = {fold_word(word) for speaker in said for word in cut[speaker]}
    return {word for text in located for word in cut[text] if fold_word(word) not in speakers}


def find_cases(connection: sa.Connection, words: str) -> sa.Select[tuple[int]] | None:
    """Numbers of the cases that have every word, or a word that begins with it; None where no word is asked."""
    asked = sorted({fold_word(word) for word in _WORD.findall(words)} - {""})
    if not asked:
        return None
    if connection.dialect.name == "sqlite":
        match = sa.text("search_words MATCH :asked").bindparams(
            asked=" ".join(f'"{word}"*' for word in asked)
        )
    else:
        query = " & ".join(f"'{word}':*" for word in asked)
        match = sa.text(
            "array_to_tsvector(string_to_array(words, ' ')) @@ CAST(:asked AS tsquery)"
        ).bindparams(asked=query)
    return sa.select(SEARCH_WORDS.c.rowid).where(match)
