"""Probabilities in words: the term of a scale, with stated rules for edges, nesting and gaps."""

from __future__ import annotations

from smoulder.records.wording import Scale, Term


def shown(chance: float) -> float:
    """A chance as the reader sees it: rounded to a whole per cent, as it is printed.

    >>> shown(0.453), shown(0.004)
    (0.45, 0.0)
    """
    return round(chance * 100) / 100


def probability_word(chance: float, scale: Scale) -> str:
    """The term of the scale for a chance, as a reader sees it: rounded to a whole per cent first.

    chance:  between 0 and 1.
    returns: the term. Where one term lies inside another, the narrower, which says more. An edge, which
             belongs to two terms, takes the one nearer to even chances, the more cautious of the two.
             Outside the scale there is no term, and plain words stand in; in a gap of it, both neighbours
             are named.
    source:  ICD 203 (2015), section D.6.e.2; docs/methods/wording.md#which-term.

    >>> from smoulder.records.wording import Scale, Term
    >>> rows = [("almost no chance", 0.01, 0.05), ("very unlikely", 0.05, 0.20), ("unlikely", 0.20, 0.45)]
    >>> scale = Scale(name="three", terms=tuple(Term(word=w, low=low, high=high) for w, low, high in rows))
    >>> [probability_word(chance, scale) for chance in (0.05, 0.20, 0.453, 0.003)]
    ['very unlikely', 'unlikely', 'unlikely', 'less than 1 in 100']
    """
    number = shown(chance)
    held = [term for term in scale.terms if term.holds(number)]
    if held:
        narrow = [term for term in held if not any(_inside(other, term) for other in held)]
        return min(narrow, key=lambda term: abs((term.low + term.high) / 2 - 0.5)).word
    below = [term for term in scale.terms if term.high < number]
    above = [term for term in scale.terms if term.low > number]
    if not below:
        return f"less than {_hundredths(min(term.low for term in above))} in 100"
    if not above:
        return f"more than {_hundredths(max(term.high for term in below))} in 100"
    nearest = max(below, key=lambda term: (term.high, term.low))
    return f"between {nearest.word} and {min(above, key=lambda term: (term.low, term.high)).word}"


def predicate(word: str) -> str:
    """A term as what is said of an event: 'is unlikely', but 'has a roughly even chance'.

    word: as `probability_word` gives it.

    >>> [predicate(word) for word in ("likely", "almost no chance", "roughly even chance", "less than 1 in 100")]
    ['is likely', 'has almost no chance', 'has a roughly even chance', 'has a chance of less than 1 in 100']
    """
    if word.startswith(("less than", "more than")):
        return f"has a chance of {word}"
    if word.startswith("between") or not word.endswith(("chance", "odds", "possibility")):
        return f"is {word}"
    return f"has {word}" if " no " in word else f"has a {word}"


def bounds_words(term: Term) -> str:
    """The bounds of a term as a reader sees them.

    >>> from smoulder.records.wording import Term
    >>> bounds_words(Term(low=0.2, high=0.45, word="unlikely"))
    '20 to 45 %'
    """
    return f"{_hundredths(term.low)} to {_hundredths(term.high)} %"


def _hundredths(share: float) -> str:
    return f"{share * 100:.4g}"


def _inside(inner: Term, outer: Term) -> bool:
    """Whether one term lies within another, wider one."""
    return (
        outer.low <= inner.low
        and inner.high <= outer.high
        and inner.high - inner.low < outer.high - outer.low
    )
