"""What the answer hangs on: what it would be without an item, a source or a cluster, or from other priors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smoulder.brief.anchors import item_anchor, leaf_anchor
from smoulder.brief.numbers import figure, linked, percent, points
from smoulder.brief.page import Bullets, Line, Row, Run, Section, Table, Text
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
        "What the answer hangs on",
        (
            *((Bullets(tuple(linked(one, METHOD) for one in said)),) if said else ()),
            Table(
                _caption(found, len(order)),
                ("Changed", "Comes first then", "12-month answer then", "Points"),
                tuple(_row(one, found, kinds) for one in order[:SHOWN]),
                stacks=True,
                data="sensitivity",
            ),
            Text((Run("What to look for next, the most telling first:"),)),
            Bullets(tuple(_look(one) for one in found.looks[:LOOKS])),
        ),
    )


def _caption(found: Sensitivity, n: int) -> str:
    more = f" {SHOWN} of {n} are shown." if n > SHOWN else ""
    return (
        f"One thing changed at a time, beside '{found.first}' first and {percent(found.answer)} as it stands. "
        f"What is left out makes others of its cluster weigh more.{more}"
    )


def _row(one: Variant, found: Sensitivity, kinds: Mapping[str, str]) -> Row:
    return Row(
        (
            _changed(one, kinds),
            (Run(one.first, leaf_anchor(one.first), "strong" if one.reorders else ""),),
            (figure(percent(one.answer), METHOD),),
            (figure(points(one.answer - found.answer), METHOD),),
        ),
        marked=one.reorders,
    )


def _changed(one: Variant, kinds: Mapping[str, str]) -> Line:
    if one.what == "item":
        return (Run("without "), Run(one.name, item_anchor(one.name)), Run(f" ({kinds.get(one.name, '')})"))
    if one.what in ("source", "cluster"):
        many = "item" if one.items == 1 else "items"
        return (Run(f"without the {one.what} {one.name} ({one.items} {many})"),)
    return (Run("odds of "), Run(one.name, leaf_anchor(one.name)), Run(f" {one.what.removeprefix('prior ')}"))


def _look(one: Look) -> Line:
    return (
        Run(f"{one.words}: "),
        figure(f"{one.bits:.2f} bits", METHOD),
        Run(" expected, the 12-month answer by "),
        figure(f"{one.moves * 100:.1f} points", METHOD),
        Run(" either way."),
    )
