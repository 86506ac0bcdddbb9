"""What the answer hangs on: what it would be without an item, a source or a cluster, or from other priors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smoulder.brief.anchors import item_anchor, leaf_anchor
from smoulder.brief.evidence import kind_words
from smoulder.brief.known import known, known_words
from smoulder.brief.language.digits import digits
from smoulder.brief.language.say import say
from smoulder.brief.numbers import figure, percent, points, told
from smoulder.brief.page import Bullets, Line, Row, Run, Section, Table, Text
from smoulder.brief.phrase import as_is, phrase, phrase_many
from smoulder.records.sensitivity import Look, Sensitivity, Variant

METHOD = "method-evidence"
SHOWN = 12
"""Rows of the table; those that change the order come first, then those that move the answer most."""
LOOKS = 3
"""Things to look for that are listed."""


def hangs_on_section(found: Sensitivity, kinds: Mapping[str, str], said: Sequence[str]) -> Section:
    """The answer with one thing changed, and what to look for next.

    kinds: of items, by id; said: sentences on it that the first screen has no room for.
    """
    order = sorted(found.variants, key=lambda one: (not one.reorders, -abs(one.answer - found.answer)))
    return Section(
        "hangs-on",
        say("What the answer hangs on"),
        (
            *((Bullets(tuple(told(one, METHOD) for one in said)),) if said else ()),
            Table(
                _caption(found, len(order)),
                (say("Changed"), say("Comes first then"), say("12-month answer then"), say("Points")),
                tuple(_row(one, found, kinds) for one in order[:SHOWN]),
                stacks=True,
                data="sensitivity",
            ),
            Text((Run(say("What to look for next, the most telling first:")),)),
            Bullets(tuple(_look(one) for one in found.looks[:LOOKS])),
        ),
    )


def _caption(found: Sensitivity, n: int) -> str:
    said = say(
        "One thing changed at a time, beside '{leaf}' first and {chance} as it stands. "
        "What is left out makes others of its cluster weigh more.",
        leaf=known_words(found.first),
        chance=percent(found.answer),
    )
    return f"{said} {say('{shown} of {number} are shown.', shown=SHOWN, number=n)}" if n > SHOWN else said


def _row(one: Variant, found: Sensitivity, kinds: Mapping[str, str]) -> Row:
    return Row(
        (
            _changed(one, kinds),
            (known(one.first, leaf_anchor(one.first), "strong" if one.reorders else ""),),
            (figure(percent(one.answer), METHOD),),
            (figure(points(one.answer - found.answer), METHOD),),
        ),
        marked=one.reorders,
    )


def _changed(one: Variant, kinds: Mapping[str, str]) -> Line:
    if one.what == "item":
        item, kind = Run(one.name, item_anchor(one.name)), kind_words(kinds.get(one.name, ""))
        return phrase("without {item} ({kind})", item=item, kind=kind)
    if one.what == "source":
        return phrase_many(
            "without the source {name} ({number} item)",
            "without the source {name} ({number} items)",
            one.items,
            name=as_is(one.name),
        )
    if one.what == "cluster":
        return phrase_many(
            "without the cluster {name} ({number} item)",
            "without the cluster {name} ({number} items)",
            one.items,
            name=as_is(one.name),
        )
    leaf = known(one.name, leaf_anchor(one.name))
    if one.what == "prior halved":
        return phrase("odds of {leaf} halved", leaf=leaf)
    return phrase("odds of {leaf} doubled", leaf=leaf)


def _look(one: Look) -> Line:
    return phrase(
        "{look}: {bits} expected, the 12-month answer by {points} either way.",
        look=known(one.words),
        bits=figure(say("{number} bits", number=digits(f"{one.bits:.2f}")), METHOD),
        points=figure(say("{number} points", number=digits(f"{one.moves * 100:.1f}")), METHOD),
    )
