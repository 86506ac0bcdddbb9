"""What is said of whom in each clause: predicate, subject, object, denial, condition, from the grammar."""

from __future__ import annotations

from dataclasses import dataclass

from smoulder.reading.parse import Parse, Word
from smoulder.reading.stems import family, stem

_NOT = frozenset(
    ["not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely", "scarcely", "nowhere", "no"]
)
_NOBODY = frozenset(["nobody", "none", "nothing", "neither", "no-one"])
_DOUBTING = family("deny doubt reject dismiss dispute refute refuse fail")
_THINKING = family("think believe expect suppose say see consider claim know feel imagine mean")
_SUPPOSING = frozenset(["if", "unless", "whether", "until", "till", "before", "lest"])
_WANTING = family(
    "want hope plan try intend aim threaten wish seek prepare attempt begin prevent stop fear promise swear vow "
    "urge ask call order tell demand require beg press"
)
_USING = family("use exploit employ")
_CLAUSES = frozenset(["advcl", "acl", "ccomp", "xcomp", "conj", "parataxis", "root", "csubj"])
_ROW = 8
"""Predicates in a row that share a subject and auxiliaries."""
_UNSURE = frozenset(["may", "might", "could", "would", "perhaps", "possibly"])


@dataclass(frozen=True, slots=True)
class Predication:
    """One predicate with what belongs to it; words are of the parse.

    verb:     the stem of the predicate, with its particle: 'wear down'.
    negated:  denied by its own words, by its subject ('nobody') or by what it hangs on ('do not think that …').
    supposed: under a condition, purpose or question, or only wanted.
    """

    word: Word
    verb: str
    subject: Word | None
    objects: tuple[Word, ...]
    passive: bool
    copular: bool
    negated: bool
    supposed: bool
    auxiliaries: frozenset[str]


def find_predications(parse: Parse) -> list[Predication]:
    """The predications of a text, in order."""
    return [_predication(parse, word) for word in parse.words if _is_predicate(parse, word)]


def _is_predicate(parse: Parse, word: Word) -> bool:
    if word.upos == "VERB":
        return word.relation not in ("amod", "compound", "case", "fixed", "mark")
    if parse.child(word.index, "cop") is not None:
        return True
    if word.upos in ("ADJ", "NOUN", "ADV") and word.relation in ("conj", "parataxis"):
        head = parse.words[word.head]
        return parse.child(head.index, "cop") is not None or head.upos == "ADJ"
    return word.upos == "ADJ" and word.relation in ("xcomp", "advcl", "root", "ccomp", "acl")


def _predication(parse: Parse, word: Word) -> Predication:
    children = parse.children(word.index)
    particle = next((child for child in children if child.deprel == "compound:prt"), None)
    if particle is None and word.upos == "VERB":
        particle = next(
            (c for c in children if c.deprel == "advmod" and c.index == word.index + 1 and c.upos in ("ADP", "ADV")),
            None,
        )  # fmt: skip
    passive = any(child.deprel in ("aux:pass", "nsubj:pass") for child in children)
    passive = passive or (word.relation == "acl" and word.xpos == "VBN")
    return Predication(
        word=word,
        verb=stem(word.text) + (f" {particle.text.lower()}" if particle else ""),
        subject=subject_of_clause(parse, word),
        objects=tuple(child for child in children if child.relation in ("obj", "iobj")),
        passive=passive,
        copular=any(child.deprel == "cop" for child in children) or word.upos != "VERB",
        negated=is_denied(parse, word),
        supposed=_is_supposed(parse, word),
        auxiliaries=frozenset(child.text.lower() for child in _auxiliaries(parse, word)),
    )


def _auxiliaries(parse: Parse, word: Word) -> list[Word]:
    """The auxiliaries of a predicate; in a row of predicates, those of the first that has some."""
    for _ in range(_ROW):
        own = [child for child in parse.children(word.index) if child.relation in ("aux", "cop")]
        if own or word.relation != "conj" or parse.child(word.index, "nsubj") is not None:
            return own
        word = parse.words[word.head]
    return []


def subject_of_clause(parse: Parse, word: Word, depth: int = 6) -> Word | None:
    """The subject of a predicate: its own, or the one it shares with what it hangs on."""
    own = parse.child(word.index, "nsubj")
    head = parse.words[word.head]
    if own is not None:
        relative = own.xpos in ("WDT", "WP") or own.text.lower() in ("who", "which", "that")
        if relative and word.relation == "acl":
            return head
        return own
    if depth == 0 or word.head == word.index:
        return None
    if word.relation == "acl":
        return head
    if word.relation in ("conj", "xcomp", "advcl", "parataxis") or (
        word.relation == "ccomp" and parse.child(word.index, "mark") is None
    ):
        if word.relation == "xcomp":
            shared = parse.child(head.index, "obj")
            if shared is not None and stem(head.text) not in _WANTING:
                return shared
        return subject_of_clause(parse, head, depth - 1)
    return None


def is_denied(parse: Parse, word: Word, depth: int = 5) -> bool:
    """Whether a predicate is denied in its clause, or by the clause that it is told in."""
    here = _denied_here(parse, word)
    if depth == 0 or word.head == word.index:
        return here
    head = parse.words[word.head]
    if word.relation in ("ccomp", "xcomp") and head.upos in ("VERB", "ADJ"):
        verb = stem(head.text)
        if verb in _DOUBTING:
            return here == is_denied(parse, head, depth - 1)
        if verb in _THINKING:
            return here != (_denied_here(parse, head) and not _is_told(parse, head))
    if word.relation == "acl" and head.relation == "obj" and parse.child(word.index, "mark") is not None:
        turned = parse.words[head.head]  # 'rejected the claim that they rearm'
        if stem(turned.text) in _DOUBTING:
            return here == is_denied(parse, turned, depth - 1)
    if word.relation == "conj" and not here and parse.child(word.index, "nsubj", "aux", "cop") is None:
        joined = parse.child(word.index, "cc")
        shared = joined is None or joined.text.lower() in ("or", "nor") or word.upos != "VERB"
        return shared and is_denied(parse, head, depth - 1)
    return here


def _is_told(parse: Parse, head: Word) -> bool:
    """'Nobody says' and 'did not say' withhold; 'does not think' denies."""
    return stem(head.text) in family("say know") and parse.child(head.index, "nsubj") is None


def _denied_here(parse: Parse, word: Word) -> bool:
    children = parse.children(word.index)
    for number, child in enumerate(children):
        text = child.text.lower()
        if text in ("only", "just") and number and children[number - 1].text.lower() == "not":
            return False
    if any(
        child.text.lower() in _NOT and child.relation in ("advmod", "cc", "det", "aux") for child in children
    ):
        return True
    if any(
        child.text.lower() in ("longer", "more") and _has(parse, child, ("no", "any", "not"))
        for child in children
    ):
        return True
    subject = parse.child(word.index, "nsubj")
    return subject is not None and (
        subject.text.lower() in _NOBODY or _has(parse, subject, ("no", "neither"))
    )


def _has(parse: Parse, word: Word, texts: tuple[str, ...]) -> bool:
    return any(child.text.lower() in texts for child in parse.children(word.index))


def _is_supposed(parse: Parse, word: Word) -> bool:
    """Whether a predicate stands under 'if', 'to' of a purpose, a wish or a question, or is itself judged."""
    for _ in range(8):
        marks = [child.text.lower() for child in parse.children(word.index) if child.relation == "mark"]
        if _SUPPOSING & set(marks):
            return True
        head = parse.words[word.head]
        if "to" in marks and word.relation in ("advcl", "acl"):
            # 'uses the truce to dig': what is used for it is done.
            return stem(head.text) not in _USING
        if word.relation == "xcomp" and stem(head.text) in _WANTING:
            return True
        if word.relation == "csubj" and _is_weighed(parse, word, head):
            return True
        if (
            word.head == word.index
            or word.relation not in _CLAUSES
            or word.relation in ("ccomp", "parataxis")
        ):
            break
        if word.relation in ("advcl", "acl"):
            return False
        word = head
    last = parse.sentence_of(word.index)[1]
    return any(other.text == "?" for other in parse.words[word.index : last])


def _is_weighed(parse: Parse, clause: Word, head: Word) -> bool:
    """Whether a clause that is a subject is only weighed: 'winning will take years', not 'winning took years'."""
    texts = {
        child.text.lower() for child in parse.children(clause.index) if child.relation in ("mark", "aux")
    }
    return (clause.xpos == "VBG" or "to" in texts) and head.xpos != "VBD"


def is_unsure(predication: Predication) -> bool:
    """Whether a predication only may hold."""
    return bool(_UNSURE & predication.auxiliaries)
