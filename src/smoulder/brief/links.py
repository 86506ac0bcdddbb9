"""That every link on a page finds its target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from smoulder.brief.anchors import resolve
from smoulder.brief.charts.chart import Chart
from smoulder.brief.page import Card, Excerpt, Mark, Row, Run, Section, Table

T = TypeVar("T")


def ids(value: object) -> frozenset[str]:
    """Every id that a section, a block or a whole page brings."""
    return frozenset(one for one in _walk_ids(value) if one)


def _walk_ids(value: object) -> Iterator[str]:
    if isinstance(value, (Section, Card, Table, Row, Mark)):
        yield value.id
    for part in _parts(value):
        yield from _walk_ids(part)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        yield from value
    elif is_dataclass(value) and not isinstance(value, Chart):
        for one in fields(value):
            yield getattr(value, one.name)


def lost(value: object, present: frozenset[str]) -> tuple[str, ...]:
    """Links that have no target."""
    return tuple(sorted({to for to in _walk_links(value) if to and to not in present}))


def _walk_links(value: object) -> Iterator[str]:
    if isinstance(value, (Run, Excerpt)):
        yield value.to
    elif isinstance(value, Mark):
        yield value.back
    for part in _parts(value):
        yield from _walk_links(part)


def settled(value: T, present: frozenset[str], fallback: str) -> T:
    """The same value with each link that has no target turned to the nearest that is there."""
    found: Any = value  # Any: a rebuilt dataclass keeps its class, which replace() cannot say
    if isinstance(value, tuple):
        found = tuple(settled(part, present, fallback) for part in value)
    elif is_dataclass(value) and not isinstance(value, (type, Chart)):
        changes = {one.name: settled(getattr(value, one.name), present, fallback) for one in fields(value)}
        if isinstance(value, (Run, Excerpt)) and value.to and value.to not in present:
            changes["to"] = resolve(value.to, present, fallback)
        found = replace(value, **changes)
    typed: T = found
    return typed
