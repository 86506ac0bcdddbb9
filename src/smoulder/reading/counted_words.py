"""What a number counts, and what happened to it, by the grammar of its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from smoulder.reading.date_words import words
from smoulder.reading.parse import Parse, Word

_MEASURES = words("number toll total count tally figure strength level size")
"""Nouns whose number stands apart: 'put the number of dead at 70', 'the toll rose to 12'."""
_COUNTED_ALONE = words(
    "dead killed wounded injured missing displaced death casualty fatality refugee detainee prisoner hostage"
)
_ENDED = {
    "killed": words("kill slay massacre murder execute behead slaughter"),
    "wounded": words("wound injure hurt maim"),
    "captured": words("capture arrest detain abduct kidnap seize"),
    "displaced": words("displace uproot"),
}  # fmt: skip
"""Verbs by what becomes of their object."""
_WENT = {
    "killed": words("die perish"),
    "captured": words("surrender"),
    "displaced": words("flee"),
}
"""Verbs by what becomes of their subject."""
_STATES = {
    "dead": "killed",
    "killed": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "displaced": "displaced",
}
_FOUND = words("report believe say think find leave fear confirm know presume be")
"""Verbs that pass on what follows them: 'were reported killed'."""
_CHANGE = words("by from")
"""'rose by 12', 'down from 40': no count of what is there now."""


def head_of(parse: Parse, start: int, end: int) -> Word | None:
    """The word of a span on which the rest of it hangs, the last where several do; None where the span is empty."""
    inside = parse.between(start, end)
    numbers = {word.index for word in inside}
    tops = [word for word in inside if word.head not in numbers or word.head == word.index]
    return tops[-1] if tops else None


def role_of(parse: Parse, head: Word) -> str | None:
    """What becomes of those counted, by the verb they hang on.

    returns: 'killed', 'wounded', 'captured', 'displaced'; '' where they do it to others; None where no verb tells.

    >>> from smoulder.reading.parser import load_parser
    >>> parse = next(iter(load_parser().parse(["Ten gunmen killed three villagers."])))
    >>> role_of(parse, parse.words[1]), role_of(parse, parse.words[4])
    ('', 'killed')
    """
    own = _by_participle(parse, head)
    if own:
        return own
    for _ in range(6):
        if head.relation != "conj":
            break
        head = parse.words[head.head]
    verb = parse.words[head.head]
    if head.relation == "obj":
        return _of_object(verb)
    if head.relation != "nsubj" or verb.upos not in ("VERB", "ADJ"):
        return None
    passive = head.deprel == "nsubj:pass" or any(
        word.deprel == "aux:pass" or (word.lemma == "be" and verb.xpos == "VBN")
        for word in parse.children(verb.index)
    )
    found = [_of_object(one) if passive else _of_subject(one) for one in _chain(parse, verb)]
    if any(found):
        # 'kidnapped and later killed'
        return "killed" if "killed" in found else next(role for role in found if role)
    if not passive and _of_object(verb) and parse.child(verb.index, "obj"):
        return ""
    return None


def _by_participle(parse: Parse, head: Word) -> str | None:
    """'12 people killed in the blast', 'three men who died'."""
    for word in parse.children(head.index):
        if word.relation != "acl":
            continue
        subject = parse.child(word.index, "nsubj")
        if subject is None and word.xpos == "VBN":
            return _of_object(word)
        if subject is not None and subject.text.lower() in ("who", "that"):
            passive = subject.deprel == "nsubj:pass" or parse.child(word.index, "aux:pass") is not None
            return _of_object(word) if passive else _of_subject(word)
    return None


def _chain(parse: Parse, verb: Word) -> Iterator[Word]:
    """A verb with those beside it and those it passes on to: 'were shot and killed', 'were found dead'."""
    yield verb
    for word in parse.children(verb.index):
        shares = word.relation == "conj" and not parse.child(word.index, "nsubj", "obj")
        if shares or (word.relation == "xcomp" and verb.lemma in _FOUND):
            yield word


def _of_object(verb: Word) -> str | None:
    if verb.text.lower() in _STATES:
        return _STATES[verb.text.lower()]
    return next((role for role, verbs in _ENDED.items() if verb.lemma.lower() in verbs), None)


def _of_subject(verb: Word) -> str | None:
    if verb.text.lower() == "dead":
        return "killed"
    return next((role for role, verbs in _WENT.items() if verb.lemma.lower() in verbs), None)


def counted_apart(parse: Parse, start: int, end: int) -> tuple[int, int] | None:
    """The words that say what a number counts which stands apart from them.

    start, end: the number. returns: characters of 'dead' in 'put the number of dead at 70', of 'The toll' in 'The toll
    rose to 12'; None where the number stands for no such count.
    """
    head = head_of(parse, start, end)
    if head is None or any(word.text.lower() in _CHANGE for word in parse.children(head.index)):
        return None
    for above in parse.above(head.index):
        for word in (above, *parse.children(above.index)):
            if word.end <= start and (word.lemma.lower() in _MEASURES or _is_counted(word)):
                return _what(parse, word, start)
        if above.upos == "VERB" and above.relation not in ("xcomp", "conj", "acl"):
            return None
    return None


def end_of_noun(parse: Parse, number: int, end: int) -> int | None:
    """Where the noun ends that a number stands before with a word between: '12 more soldiers'.

    number, end: the number. returns: None where the grammar gives none within five words.
    """
    head = head_of(parse, number, end)
    noun = parse.words[head.head] if head else None
    if head is None or noun is None or head.relation != "nummod" or noun.upos not in ("NOUN", "PROPN"):
        return None
    return noun.end if 0 < noun.index - head.index <= 5 and noun.start >= end else None


def who_they_are(parse: Parse, start: int, end: int) -> str:
    """The noun right after 'three of them': 'children' in 'three of them children'; '' where a verb follows."""
    after = parse.between(start, end)
    if after and after[0].upos == "NOUN" and start <= after[0].start <= start + 2:
        return after[0].text
    return ""


def _is_counted(word: Word) -> bool:
    return word.upos != "VERB" and bool({word.lemma.lower(), word.text.lower()} & _COUNTED_ALONE)


def _what(parse: Parse, noun: Word, start: int) -> tuple[int, int]:
    """What a measure is of, with the words before it; the measure itself where it says nothing more."""
    of = parse.child(noun.index, "nmod", "acl") if noun.lemma.lower() in _MEASURES else None
    kernel = of if of is not None and of.end <= start else noun
    first = kernel
    for word in parse.children(kernel.index):
        if word.index < kernel.index and word.relation in ("amod", "compound", "nmod", "nummod"):
            first = min(first, word, key=lambda one: one.start)
    return first.start, kernel.end
