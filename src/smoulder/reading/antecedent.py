"""What a pronoun takes up: the subject of the clauses above it, else of the sentence before; nothing in doubt."""

from __future__ import annotations

from collections.abc import Callable

from smoulder.reading.parse import Parse, Word

_BACK = 2
"""Sentences before its own that a pronoun is looked for in."""
_RELATIVE = frozenset(("who", "which", "that"))


def find_antecedent(
    parse: Parse, pronoun: Word, can_mean: Callable[[Word], bool], begin: int = 0
) -> Word | None:
    """The noun that a pronoun takes up, or None where there is none or several might be meant.

    can_mean: whether a noun agrees with the pronoun in number and kind, known actor or not.
    begin:    the first word that may be looked at, as a character of the text: that of its block.
    source:   the left-to-right, subjects-first search of Hobbs (1978), "Resolving pronoun references", kept to two
              sentences back and to one answer.
    """
    found = _above(parse, pronoun, can_mean)
    if found is not None:
        return found
    first, _ = parse.sentence_of(pronoun.index)
    earlier = [word for word in parse.words[first : pronoun.index] if can_mean(word)]
    subjects = [word for word in earlier if word.relation == "nsubj" and not _binds(parse, word, pronoun)]
    if subjects:
        return subjects[-1]
    if pronoun.text.lower() == "it" and pronoun.relation != "nsubj":
        # As an object it is most often a thing or a place.
        return None
    for _ in range(_BACK):
        if first == 0 or parse.words[first - 1].start < begin:
            return None
        last = first
        first, _ = parse.sentence_of(first - 1)
        fitting = [word for word in parse.words[first:last] if can_mean(word)]
        if fitting:
            return _chosen(parse, fitting)
    return None


def _above(parse: Parse, pronoun: Word, can_mean: Callable[[Word], bool]) -> Word | None:
    """The nearest subject of the clauses that hold the pronoun."""
    below = pronoun
    for above in parse.above(pronoun.index):
        # What somebody is asked to do: 'asked the army to keep its word'.
        asked = parse.child(above.index, "obj") if below.relation == "xcomp" else None
        below = above
        if asked is not None and asked.index < pronoun.index and can_mean(asked):
            return asked
        for child in parse.children(above.index):
            if child.relation != "nsubj" or child.index >= pronoun.index:
                continue
            subject = over_relative(parse, child)
            if not _binds(parse, child, pronoun) and can_mean(subject):
                return subject
        if above.relation == "appos" and can_mean(parse.words[above.head]):
            return parse.words[above.head]
    return None


def over_relative(parse: Parse, subject: Word) -> Word:
    """The noun that 'who', 'which' or 'that' takes up, or the subject itself."""
    clause = parse.words[subject.head]
    if subject.text.lower() in _RELATIVE and clause.relation == "acl":
        return parse.words[clause.head]
    return subject


def _binds(parse: Parse, subject: Word, pronoun: Word) -> bool:
    """Whether the pronoun is an object beside that subject, and so cannot mean it: 'the army hit them'."""
    if pronoun.has("Poss=Yes") or pronoun.text.lower().endswith("self") or pronoun.relation == "nsubj":
        return False
    return subject.head == pronoun.head


def _chosen(parse: Parse, fitting: list[Word]) -> Word | None:
    """The subject of the main clause, else of another that is no relative one, else the only noun."""
    subjects = [
        word
        for word in fitting
        if word.relation == "nsubj" and parse.words[word.head].relation not in ("acl", "advcl")
    ]
    main = [word for word in subjects if parse.words[word.head].relation == "root"]
    if main or subjects:
        return (main or subjects)[0]
    return fitting[0] if len(fitting) == 1 else None
