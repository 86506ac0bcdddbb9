"""What a cue takes as its content: the clause, infinitive or noun that hangs on it."""

from __future__ import annotations

from smoulder.reading.cue_forms import verb_of
from smoulder.reading.cues import (
    ADDRESSED,
    BEHIND,
    CLAUSE,
    INFINITIVE,
    LINKS,
    NAMING,
    NO_CUES,
    NOUNS,
    OBJECT,
    RAISES,
    WITH_NOUN,
)
from smoulder.reading.holder import first_word, is_time
from smoulder.reading.parse import Parse, Word


def complement_of(parse: Parse, verb: Word) -> tuple[int, int] | None:
    """The words that a verb takes behind it as what is said, thought or wanted.

    returns: first word and the one after the last, or None where the verb takes none.
    """
    lemma = verb_of(verb)
    if lemma in NAMING and verb.relation == "acl":
        return None
    right = [child for child in parse.children(verb.index) if child.index > verb.index]
    clause = _clause(parse, right, lemma) or _infinitive(parse, right, lemma)
    noun = next((child for child in right if child.relation in ("obj", "iobj")), None)
    if clause is not None:
        lead = noun is not None and noun.index < clause.index and lemma not in ADDRESSED
        return _stretch(parse, right, noun if lead and noun is not None else clause, verb)
    particle = parse.child(verb.index, "compound:prt")
    out = lemma == "rule" and particle is not None and particle.text == "out"
    raised = noun is not None and lemma in RAISES and noun.lemma.lower() in NOUNS
    if noun is not None and (lemma in OBJECT or raised or out) and not is_time(noun):
        return _stretch(parse, right, noun, verb)
    for child in right:
        if child.relation in ("obl", "advcl", "nmod", "xcomp", "acl") and lemma in BEHIND.get(
            link_of(parse, child), ()
        ):
            start = noun if noun is not None and noun.index < child.index else child
            return _stretch(parse, right, start, verb)
    return None


def complement_of_noun(parse: Parse, noun: Word) -> tuple[int, int] | None:
    """The clause ('the claim that …', 'a plan to …') or the phrase ('criticism of …') that a noun holds."""
    for child in parse.children(noun.index):
        if child.index < noun.index:
            continue
        relation, link = child.relation, link_of(parse, child)
        if relation in ("acl", "ccomp", "advcl", "xcomp") and link in ("that", "to", "whether"):
            return first_word(parse, child), last_of(parse, child)
        if relation == "nmod" and link in LINKS and noun.lemma.lower() in WITH_NOUN:
            return first_word(parse, child), last_of(parse, child)
    return None


def complement_of_adjective(parse: Parse, adjective: Word) -> tuple[int, int] | None:
    """What somebody is sure, aware or critical of."""
    for child in parse.children(adjective.index):
        if child.index > adjective.index and (
            child.relation in ("ccomp", "xcomp", "csubj")
            or (child.relation in ("obl", "advcl", "nmod") and link_of(parse, child) in (*LINKS, "by", "at"))
        ):
            return first_word(parse, child), last_of(parse, child)
    return None


def link_of(parse: Parse, word: Word) -> str:
    """The small word that ties a phrase or clause to its head: 'that', 'to', 'of'; '' where there is none."""
    for child in parse.children(word.index):
        if child.index < word.index and child.relation in ("mark", "case"):
            return child.text.lower()
    first = parse.words[first_word(parse, word)]
    return "that" if first.text.lower() == "that" and first.index < word.index else ""


def last_of(parse: Parse, word: Word) -> int:
    """The number after the last word at or below a word."""
    return (
        max((below.index for below in parse.under(word.index) if below.upos != "PUNCT"), default=word.index)
        + 1
    )


def _clause(parse: Parse, right: list[Word], lemma: str) -> Word | None:
    for child in right:
        if child.relation in ("ccomp", "csubj") and (
            lemma in CLAUSE or (link_of(parse, child) == "that" and lemma not in NO_CUES)
        ):
            return child
    return None


def _infinitive(parse: Parse, right: list[Word], lemma: str) -> Word | None:
    if lemma not in INFINITIVE:
        return None
    for child in right:
        if child.relation in ("xcomp", "advcl", "ccomp", "acl") and link_of(parse, child) == "to":
            return child
    return None


def _stretch(parse: Parse, right: list[Word], start: Word, verb: Word) -> tuple[int, int]:
    """From the first word of a complement to the end of what follows it without a comma."""
    first, last = max(first_word(parse, start), verb.index + 1), last_of(parse, start)
    for child in right:
        if child.index > start.index and child.relation in (
            "obj",
            "obl",
            "xcomp",
            "ccomp",
            "advcl",
            "nmod",
            "acl",
        ):
            begin = first_word(parse, child)
            close = begin <= last and parse.words[max(last - 1, 0)].text != ","
            if close or verb_of(verb) in BEHIND.get(link_of(parse, child), ()):
                last = max(last, last_of(parse, child))
    return first, last
