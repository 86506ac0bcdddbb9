"""How a group is, by the grammar: what is said of it and of its means, and what is done to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from smoulder.reading import families as words
from smoulder.reading.families import Leaves
from smoulder.reading.parse import Parse, Word
from smoulder.reading.predications import Predication, is_unsure
from smoulder.reading.stems import family, stem
from smoulder.reading.whom import Whom

_CAN = frozenset(["can", "could", "cannot", "ca", "able"])


@dataclass(frozen=True, slots=True)
class State:
    """One leaf as stated of a group; places are characters of the text.

    denied: whether it is said not to be so. 'They are not tired' is weakness denied; 'unable' is weakness stated.
    """

    start: int
    end: int
    leaves: Leaves
    denied: bool
    supposed: bool
    unsure: bool


def find_states(parse: Parse, predications: Iterable[Predication], whom: Whom) -> list[State]:
    """What the clauses of a text state of an armed group, in order; nothing where it is of somebody else."""
    found: list[State] = []
    for item in predications:
        who = whom.of(item.subject)
        side = None
        if who == "group":
            side = _of_group(parse, item)
        if side is None and _means_of_group(parse, item.subject, whom):
            side = _of_means(item)
        if side is None and not item.passive and any(whom.of(word) == "group" for word in item.objects):
            side = _done_to_group(parse, item)
        if side is not None:
            leaves, denied = side
            start, end = _place(parse, item)
            found.append(State(start, end, leaves, denied, item.supposed, is_unsure(item)))
    return found


def _of_group(parse: Parse, item: Predication) -> tuple[Leaves, bool] | None:
    verb = item.verb.split(" ")[0]
    if item.passive:
        return _done_to_group(parse, item)
    if _cannot(item) and verb in words.ACTS:
        return words.LOW, False
    if item.copular:
        return _is(parse, item, verb)
    for finder in (_waits, _fades, _bound, _has):
        side = finder(parse, item, verb)
        if side is not None:
            return side
    return None


def _cannot(item: Predication) -> bool:
    return item.negated and bool(_CAN & item.auxiliaries)


def _is(parse: Parse, item: Predication, verb: str) -> tuple[Leaves, bool] | None:
    """The group is weak, dead, patient, not able, a handful, no force."""
    if verb in words.DEAD:
        return words.SPENT, item.negated
    if verb in words.WEAK:
        return words.LOW, item.negated
    if verb in words.WAITING:
        return words.PATIENCE, item.negated
    if verb in words.ABLE and item.negated:
        return words.LOW, False
    if verb in words.WHOLE:
        return words.LOW, True
    if verb in words.SMALL:
        return words.LOW, item.negated
    if verb in words.THREAT and item.negated:
        return words.LOW, False
    if verb == "short" and _beside(parse, item.word, words.MEANS):
        return words.LOW, item.negated or _without_any(parse, item.word)
    if verb in words.MEANS and any(
        child.text.lower() == "without" for child in parse.children(item.word.index)
    ):
        return words.LOW, item.negated
    described = [child for child in parse.children(item.word.index) if child.deprel == "amod"]
    if any(stem(child.text) in words.DEAD for child in described):
        return words.SPENT, item.negated
    if any(stem(child.text) in words.WEAK for child in described):
        return words.LOW, item.negated
    return None


def _waits(parse: Parse, item: Predication, verb: str) -> tuple[Leaves, bool] | None:
    if verb in words.WAITS:
        after = parse.words[item.word.index + 1 : item.word.index + 4]
        yields = verb == "wait" and any(stem(word.text) in words.YIELDS for word in after)
        return None if yields else (words.PATIENCE, item.negated)
    if with_partner(parse, item, verb, words.WAITS_WITH):
        return words.PATIENCE, item.negated
    act = parse.child(item.word.index, "xcomp", "ccomp")
    if act is not None and stem(act.text) in words.ACTS | words.STRIKES:
        refused = any(child.text.lower() == "not" for child in parse.children(act.index))
        if (verb in words.DECLINES and refused) or (verb in words.NEEDS and item.negated):
            return words.PATIENCE, False
    return None


def _fades(parse: Parse, item: Predication, verb: str) -> tuple[Leaves, bool] | None:
    if verb in words.FADES:
        return words.LOW, item.negated
    if verb in ("los", "lack") and item.objects:
        lost = {stem(word.text) for word in objects_of(parse, item)}
        if lost & (words.MEANS | family(words.FADES_WITH["lose"])):
            return words.LOW, item.negated or _without_any(parse, item.word)
        return None
    if verb == stem("los") and not item.objects and item.word.text.lower() == "losing":
        return words.LOW, item.negated
    return (words.LOW, item.negated) if with_partner(parse, item, verb, words.FADES_WITH) else None


def _bound(parse: Parse, item: Predication, verb: str) -> tuple[Leaves, bool] | None:
    """Keeps or breaks its word; never fights again; becomes part of the state."""
    near = {stem(word.text) for word in _near(parse, item.word)}
    if verb in words.KEEPS and near & words.BOND:
        return words.DEAL, item.negated
    if verb in words.BREAKS_WORD and near & words.BOND and (verb != "go" or "back" in near):
        return words.DEAL, not item.negated
    if (
        item.negated
        and "will" in item.auxiliaries
        and near & (words.CEASES | {"again"})
        and _fights(verb, near)
    ):
        return words.DEAL, False
    if verb in words.JOINS and near & words.STATE and "part" in near | {verb}:
        return words.DEAL, item.negated
    return None


def _fights(verb: str, near: set[str]) -> bool:
    return verb in family("fight shoot attack") or (
        verb in family("make take go wage") and bool(near & family("war arms weapon"))
    )


def _has(parse: Parse, item: Predication, verb: str) -> tuple[Leaves, bool] | None:
    """Has no leaders, no longer has the men."""
    if verb != "hav" and verb not in family("have possess command field own"):
        return None
    objects = objects_of(parse, item)
    if not {stem(word.text) for word in objects} & words.MEANS:
        return None
    if item.negated or any(_is_none(parse, word) for word in objects):
        return words.LOW, False
    return None


def _is_none(parse: Parse, word: Word) -> bool:
    return any(
        child.text.lower() in ("no", "little", "few", "hardly", "barely", "scarcely")
        for below in (word, *parse.children(word.index))
        for child in parse.children(below.index)
    )


def objects_of(parse: Parse, item: Predication) -> list[Word]:
    """The objects with those joined to them by 'and'."""
    found = list(item.objects)
    for word in found:
        found += [child for child in parse.children(word.index) if child.relation == "conj"]
        found += [
            child
            for child in parse.children(word.index)
            if word.text.lower() in ("most", "all", "half", "much", "many") and child.relation == "nmod"
        ]
    return found


def _without_any(parse: Parse, word: Word) -> bool:
    """'lost no camp', 'short of neither money nor recruits'."""
    return any(inner.text.lower() in ("no", "neither") for inner in _near(parse, word))


def _means_of_group(parse: Parse, subject: Word | None, whom: Whom) -> bool:
    """Whether a subject is something that the group fights with: 'its arms', 'the money of the rebels'."""
    if subject is None or stem(subject.text) not in words.MEANS:
        return False
    owners = [
        child for child in parse.children(subject.index) if child.deprel in ("nmod:poss", "nmod", "compound")
    ]
    if not owners and subject.relation == "conj":
        return _means_of_group(parse, parse.words[subject.head], whom)
    return any(whom.of(owner) == "group" for owner in owners)


def _of_means(item: Predication) -> tuple[Leaves, bool] | None:
    verb = item.verb.split(" ")[0]
    if verb in words.WHOLE:
        return words.LOW, not item.negated
    if verb in words.WITHERS | words.DEAD or (item.copular and verb in words.WEAK | family("gone out short")):
        return words.LOW, item.negated
    if item.passive and verb in words.BREAKS | words.ENDS | family("cut seize capture kill"):
        return words.LOW, item.negated
    return None


def _done_to_group(parse: Parse, item: Predication) -> tuple[Leaves, bool] | None:
    verb = item.verb.split(" ")[0]
    if verb in words.ENDS or with_partner(parse, item, verb, words.ENDS_WITH):
        return words.SPENT, item.negated
    if item.passive and verb in words.REVIVES and item.negated:
        return words.SPENT, False
    if (
        verb in words.BREAKS
        or (item.passive and verb in words.WEAK)
        or with_partner(parse, item, verb, words.BREAKS_WITH)
    ):
        return words.LOW, item.negated
    if (
        item.passive
        and verb in words.JOINS
        and {stem(word.text) for word in _near(parse, item.word)} & words.STATE
    ):
        return words.DEAL, item.negated
    return None


def with_partner(parse: Parse, item: Predication, verb: str, table: dict[str, str]) -> bool:
    """Whether a verb of the table has one of its words beside it; '' asks for none."""
    for key, partners in table.items():
        if stem(key) == verb:
            return not partners or bool(
                family(partners) & {stem(word.text) for word in _near(parse, item.word)}
            )
    return False


def _beside(parse: Parse, word: Word, stems: frozenset[str]) -> bool:
    return bool(stems & {stem(inner.text) for inner in _near(parse, word)})


def _near(parse: Parse, word: Word) -> list[Word]:
    """The words of a predicate's own clause."""
    found: list[Word] = []
    todo = [word.index]
    while todo:
        for child in parse.children(todo.pop()):
            clause = child.relation in ("advcl", "ccomp", "parataxis", "acl", "csubj", "nsubj")
            joined = child.relation == "conj" and child.upos in ("VERB", "AUX")
            if not clause and not joined:
                found.append(child)
                todo.append(child.index)
    return found


def _place(parse: Parse, item: Predication) -> tuple[int, int]:
    """The predicate with its complements."""
    near = [word for word in _near(parse, item.word) if word.upos != "PUNCT" and word.end >= item.word.start]
    return item.word.start, max((word.end for word in near), default=item.word.end)
