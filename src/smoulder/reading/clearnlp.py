"""Trees with ClearNLP's labels, as most English pipelines for spaCy give them, in Universal Dependencies' terms.

ClearNLP hangs a noun on its preposition and a predicate on "be"; Universal Dependencies hang both the other way
round. What is left (names as "compound", commas in lists) reads the same to the passes.
"""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.reading.parse import Word

_RENAMED = {
    "ROOT": "root", "dobj": "obj", "dative": "iobj", "iobj": "iobj", "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass", "auxpass": "aux:pass", "neg": "advmod", "poss": "nmod:poss", "possessive": "case",
    "prt": "compound:prt", "relcl": "acl:relcl", "rcmod": "acl:relcl", "partmod": "acl", "infmod": "acl",
    "quantmod": "advmod", "intj": "discourse", "meta": "dep", "preconj": "cc:preconj", "predet": "det:predet",
    "oprd": "xcomp", "nn": "compound", "num": "nummod", "number": "compound", "complm": "mark", "purpcl": "advcl",
    "pobj": "obl", "pcomp": "advcl", "prep": "advmod", "agent": "advmod", "attr": "xcomp", "acomp": "xcomp",
    "subtok": "goeswith",
}  # fmt: skip
"""Labels that only need another name; those of prepositions and predicates are what is left without an object."""
_MEASURED = ("npadvmod", "npmod", "tmod")
_PREPOSITIONS = ("prep", "agent", "dative")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM")
_FIXED = {
    ("according", "to"), ("because", "of"), ("due", "to"), ("instead", "of"), ("such", "as"), ("out", "of"),
    ("rather", "than"), ("as", "of"), ("prior", "to"),
}  # fmt: skip
"""Pairs that Universal Dependencies take as one preposition."""


def universal(words: Sequence[Word]) -> tuple[Word, ...]:
    """The same words with heads and relations of Universal Dependencies.

    words: numbered from 0 without gaps, with ClearNLP's relations; a root is its own head.
    """
    tree = _Tree(words)
    for word in words:
        if tree.relation[word.index] in _PREPOSITIONS:
            _turn_preposition(tree, word.index)
    for word in words:
        if word.lemma.lower() == "be" and tree.relation[word.index] not in ("aux", "auxpass", "cop"):
            _turn_copula(tree, word.index)
    for word in words:
        if tree.relation[word.index] == "conj":
            _flatten(tree, word.index)
    for word in words:
        if tree.relation[word.index] == "cc":
            _to_next_conjunct(tree, word.index)
    return tuple(_renamed(tree, word) for word in words)


class _Tree:
    """Heads and relations that change while a tree is turned."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.head = [word.head for word in words]
        self.relation = ["ROOT" if word.head == word.index else word.deprel for word in words]
        self.below: list[set[int]] = [set() for _ in words]
        for word in words:
            if word.head != word.index:
                self.below[word.head].add(word.index)

    def children(self, index: int, *relations: str) -> list[int]:
        """What hangs on a word, in the order of the text; only by these relations where some are given."""
        return [
            child for child in sorted(self.below[index]) if not relations or self.relation[child] in relations
        ]

    def move(self, index: int, head: int, relation: str) -> None:
        """Hang a word, with all below it, on another; on itself as a root."""
        self.below[self.head[index]].discard(index)
        self.head[index], self.relation[index] = head, relation
        if head != index:
            self.below[head].add(index)

    def put_above(self, index: int, head: int, relation: str) -> None:
        """Let a word below take the place of the one above it, which then hangs on it, with what hung on that."""
        top = self.head[head] if self.head[head] != head else index
        self.move(index, top, "ROOT" if top == index else self.relation[head])
        for child in self.children(head):
            self.move(child, index, self.relation[child])
        self.move(head, index, relation)


def _turn_preposition(tree: _Tree, index: int) -> None:
    """Hang the noun of a preposition on what the preposition hung on, and the preposition on the noun."""
    chain = [index]
    while not (objects := tree.children(chain[-1], "pobj", "pcomp")):
        further = tree.children(chain[-1], "prep") or tree.children(chain[-1], "conj")
        further = [
            child for child in further if tree.words[child].upos in ("ADP", "SCONJ", "VERB", "ADV", "ADJ")
        ]
        if not further or len(chain) > 3:
            return
        chain.append(further[0])
    noun, above = objects[0], tree.head[index]
    relation = _relation_of(tree, index, noun, above)
    mark = "mark" if tree.relation[noun] == "pcomp" else "case"
    tree.move(noun, above, relation)
    for number, one in enumerate(chain):
        for child in tree.children(one):
            tree.move(child, noun, tree.relation[child])
        pair = (tree.words[chain[0]].text.lower(), tree.words[one].text.lower())
        fixed = number == 1 and pair in _FIXED
        tree.move(one, chain[0] if fixed else noun, "fixed" if fixed else mark)
    for conjunct in tree.children(noun, "conj"):
        if tree.words[conjunct].upos == "ADP" and tree.children(conjunct, "pobj", "pcomp"):
            _turn_preposition(tree, conjunct)


def _relation_of(tree: _Tree, index: int, noun: int, above: int) -> str:
    if tree.relation[index] == "conj":
        return "conj"
    if above == index:
        return "ROOT"
    nominal = tree.words[above].upos in _NOMINAL
    if tree.relation[noun] == "pcomp":
        return "acl" if nominal else "advcl"
    if tree.relation[index] == "agent":
        return "obl:agent"
    return "nmod" if nominal else "obl"


def _turn_copula(tree: _Tree, index: int) -> None:
    """Make the predicate the head of its clause; "there is" keeps its verb, with what there is as its subject."""
    predicates = tree.children(index, "attr", "acomp")
    if tree.children(index, "expl"):
        for child in predicates if not tree.children(index, "nsubj") else ():
            tree.move(child, index, "nsubj")
        return
    if not predicates:
        placed = [child for child in tree.children(index, "obl") if child > index]
        verbal = tree.children(index, "ccomp", "xcomp", "dobj")
        predicates = [] if verbal else placed[:1]
    if predicates:
        tree.put_above(predicates[-1], index, "cop")


def _flatten(tree: _Tree, index: int) -> None:
    """Hang all conjuncts on the first: ClearNLP hangs each on the one before it."""
    top = tree.head[index]
    while tree.relation[top] == "conj" and tree.head[top] != top:
        top = tree.head[top]
    tree.move(index, top, "conj")


def _to_next_conjunct(tree: _Tree, index: int) -> None:
    """Hang "and" on the conjunct after it: ClearNLP hangs it on the one before."""
    above = tree.head[index]
    first = tree.head[above] if tree.relation[above] == "conj" else above
    after = [child for child in tree.children(first, "conj") if child > index]
    if after and above < index:
        tree.move(index, after[0], "cc")


def _renamed(tree: _Tree, word: Word) -> Word:
    head, relation = tree.head[word.index], tree.relation[word.index]
    if relation == "aux" and word.xpos == "TO":
        relation = "mark"
    elif relation in _MEASURED:
        nominal = tree.words[head].upos in _NOMINAL
        relation = "nmod:unmarked" if nominal else "obl:unmarked"
    elif relation == "pobj" and tree.words[head].upos in _NOMINAL:
        relation = "nmod"
    feats = word.feats
    passive = tree.children(word.index, "auxpass", "nsubjpass", "csubjpass")
    if passive and word.xpos == "VBN" and not word.has("Voice=Pass"):
        feats = "|".join(part for part in (feats, "Voice=Pass") if part)
    upos = "AUX" if relation == "cop" else word.upos
    return word.hung(head, _RENAMED.get(relation, relation), upos, feats)
