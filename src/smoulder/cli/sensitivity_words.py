"""What an answer hangs on, in words and tables for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from smoulder.assessment.outlook import hangs_on
from smoulder.assessment.summary import percent
from smoulder.cli.rates_split import wrapped
from smoulder.cli.terminal import table
from smoulder.records.evidence import Item
from smoulder.records.sensitivity import Look, Sensitivity, Telling, Variant

MOST = 12
"""Rows of a table; the rest is in the JSON."""
LONGEST = 48
"""Characters of a name in a table."""


def sensitivity_words(found: Sensitivity, items: Sequence[Item], columns: int) -> str:
    """What comes first and why, what each item tells, other priors, and what to look for.

    items: of the same answer. columns: characters that sentences are wrapped at.
    """
    named = {item.id: f"{item.kind} ({item.id})" for item in items}
    head = [
        f"'{found.first}' comes first, {_points(found.lead)} points above '{found.second}'; a comeback within "
        f"12 months: {percent(found.answer)}.",
        *hangs_on(found, items),
    ]
    parts = ["\n".join(line for one in head for line in wrapped(one, columns))]
    left = [one for one in found.variants if not one.what.startswith("prior")]
    if left:
        parts.append(f"Left out, one at a time\n{_variants(found, left, named)}")
    if found.items:
        parts.append(f"What each item tells, in bits\n{_telling(found.items, named)}")
    priors = [one for one in found.variants if one.what.startswith("prior")]
    if priors:
        parts.append(f"Other odds before evidence\n{_variants(found, priors, named)}")
    if found.looks:
        parts.append(f"What to look for, {found.open_bits:.2f} bits being open\n{_looks(found, columns)}")
    return "\n\n".join(parts)


def _variants(found: Sensitivity, variants: Sequence[Variant], named: Mapping[str, str]) -> str:
    """Those that turn the order first, then by how far they move the answer."""
    order = sorted(variants, key=lambda one: (not one.reorders, -abs(one.answer - found.answer)))
    rows = [
        [
            _name(one, named),
            f"{one.first}{' *' if one.reorders else ''}",
            f"{_points(one.answer)} %",
            _moved(one),
        ]
        for one in order[:MOST]
    ]
    note = "\n* another one than now" if any(one.reorders for one in variants) else ""
    return table(["", "first", "answer", "moves most"], rows) + note


def _name(one: Variant, named: Mapping[str, str]) -> str:
    if one.what == "item":
        return named.get(one.name, one.name)
    if one.what in ("source", "cluster"):
        short = textwrap.shorten(one.name, LONGEST - len(one.what), placeholder=" …")
        return f"{one.what}: {short} ({one.items} items)"
    return f"{one.name} {one.what.removeprefix('prior ')}"


def _moved(one: Variant) -> str:
    if not one.moves:
        return "nothing"
    leaf, by = max(one.moves.items(), key=lambda pair: abs(pair[1]))
    return f"{leaf} {'+' if by > 0 else '-'}{_points(abs(by))}"


def _points(share: float) -> str:
    return f"{share * 100:.1f}"


def _telling(items: Sequence[Telling], named: Mapping[str, str]) -> str:
    order = sorted(items, key=lambda one: -one.adds)
    rows = [
        [named.get(one.id, one.id), f"{one.bits:.3f}", f"{one.adds:.3f}", _apart(one)] for one in order[:MOST]
    ]
    return table(["", "alone", "adds", "tells apart most"], rows)


def _apart(one: Telling) -> str:
    if one.between is None:
        return "nothing"
    return f"{one.between[0]} from {one.between[1]}, {one.ratio:.1f} to 1"


def _looks(found: Sensitivity, columns: int) -> str:
    lines = [table(["bits", "answer moves by", "look for"], [_look(one) for one in found.looks])]
    if found.pair is not None:
        lines += wrapped(f"Together most, {found.pair.bits:.3f} bits: {found.pair.words}", columns)
    return "\n".join(lines)


def _look(one: Look) -> list[str]:
    return [f"{one.bits:.3f}", f"{_points(one.moves)} points", one.words]
