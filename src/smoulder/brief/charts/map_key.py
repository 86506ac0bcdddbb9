"""The key of the maps: how sure a place is, what the area of a circle stands for, how long a kilometre is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10, pi, sqrt
from typing import Literal

from smoulder.brief.charts.map_frame import Frame
from smoulder.brief.charts.paper import Size
from smoulder.brief.language.say import say
from smoulder.brief.numbers import amount
from smoulder.brief.place_words import CLASSES, DRAWN, deaths_words
from smoulder.records.event_map import EventMap, Placed

DOT = 45.0
"""Square pixels of the smallest circle, so that a finger and a printer find it."""
SAMPLE = 110.0
"""Square pixels of a circle that shows how a class is drawn."""
HALO = 420.0
"""Square pixels of the pale disc of the key."""
LETTER = 0.58
"""Width of a letter over its height, about."""
BAR = 80.0
"""Pixels of the scale, at most."""
ROUND = tuple(step * 10.0**power for power in range(5) for step in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign of the key and its words.

    kind: a class of places, or 'scale'; area: of its circle, square pixels; width: of the sign, pixels;
    halo: area of the pale disc around it, 0 for none; begins: whether it stands first in a line.
    """

    words: str
    kind: Placed | Literal["scale"]
    area: float
    width: float
    halo: float = 0.0
    begins: bool = False

    @property
    def height(self) -> float:
        """Pixels from the entry above to the one below."""
        return max(24.0, 2 * sqrt(max(self.area, self.halo) / pi) + 6)


@dataclass(frozen=True, slots=True)
class Put:
    """An entry and where the left end of it lies, in the middle of its height; pixels."""

    entry: Entry
    left: float
    middle: float


def size_of(deaths: float, most: float, frame: Frame) -> float:
    """The area of a circle, square pixels; the largest one stands for `most`."""
    largest = pi * min(max(0.085 * frame.width, 12.0), 24.0) ** 2
    return max(DOT, largest * deaths / most) if most > 0 else DOT


def samples(most: float) -> list[float]:
    """Up to three round numbers of deaths, the largest at most `most`.

    >>> samples(2870.0), samples(14.0), samples(0.0)
    ([2000.0, 200.0, 20.0], [10.0, 1.0], [])
    """
    if most < 1:
        return []
    step = 10.0 ** floor(log10(most))
    top = max(one * step for one in (1, 2, 5) if one * step <= most)
    return [one for one in (top, top / 10, top / 100) if one >= 1]


def lay_key(found: EventMap, most: float, frame: Frame, size: Size) -> tuple[list[Put], float]:
    """The entries in lines, from 0 down, and the height of them all."""
    put: list[Put] = []
    top = left = 0.0
    line: list[tuple[Entry, float]] = []
    for entry in _entries(found, most, frame):
        room = entry.width + 6 + letters_wide(entry.words, size.font)
        if line and (left + room > size.width or entry.begins):
            top += _end(line, put, top)
            line, left = [], 0.0
        line.append((entry, left))
        left += room + 20
    return put, top + (_end(line, put, top) if line else 0.0)


def letters_wide(words: str, font: float) -> float:
    """Width of some words, pixels, about; rather too wide than too narrow."""
    return len(words) * font * LETTER


def _end(line: Sequence[tuple[Entry, float]], put: list[Put], top: float) -> float:
    height = max(entry.height for entry, _ in line)
    put += [Put(entry, left, top + height / 2) for entry, left in line]
    return height


def _entries(found: EventMap, most: float, frame: Frame) -> Iterator[Entry]:
    present = {cell.placed for period in found.periods for cell in period.cells}
    for placed in DRAWN:
        if placed == "province" and placed in present and found.reach_km:
            words = say("province known, two in three within {km}\u00a0km", km=amount(found.reach_km))
            yield Entry(words, placed, SAMPLE, _wide(HALO), HALO)
        elif placed in present:
            yield Entry(say(CLASSES[placed]), placed, SAMPLE, _wide(SAMPLE))
    for at, deaths in enumerate(samples(most)):
        area = size_of(deaths, most, frame)
        if area > 1.3 * DOT:
            yield Entry(deaths_words(deaths), DRAWN[0], area, _wide(area), begins=at == 0)
    smallest = floor(most * DOT / size_of(most, most, frame))
    if smallest >= 1:
        words = say("up to {deaths}", deaths=deaths_words(_two_digits(smallest)))
        yield Entry(words, DRAWN[0], DOT, _wide(DOT))
    far = [km for km in ROUND if frame.length(km) <= BAR]
    if far:
        yield Entry(say("{km}\u00a0km", km=amount(far[-1])), "scale", 0.0, frame.length(far[-1]))


def _wide(area: float) -> float:
    return 2 * sqrt(area / pi) + 2


def _two_digits(number: float) -> float:
    """A number of which no more than two digits are not 0; rounded down.

    >>> _two_digits(273.0), _two_digits(7.0)
    (270.0, 7.0)
    """
    step = 10.0 ** max(0, floor(log10(number)) - 1)
    return floor(number / step) * step
