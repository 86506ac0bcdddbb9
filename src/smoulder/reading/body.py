"""Which characters of a web page are the text of the report: trafilatura chooses, and its choice is found again
in the runs of the page, so that every character keeps its place in the source."""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from smoulder.reading.html import Run

for library in ("trafilatura", "htmldate"):
    # What a library notes about a page that it cannot read is nothing to the person who gave the page.
    logging.getLogger(library).addHandler(logging.NullHandler())
MANY = 40
"""Places of one line on a page that are weighed against each other."""
SHORTEST = 12
"""Letters and digits below which a piece of a line is not looked for on its own."""
LARGEST = 2_000_000
"""Characters of a page above which trafilatura is not asked: a page of news is rarely a tenth of it."""


def chosen_text(raw: str) -> str:
    """The text that trafilatura takes from a page in its precise mode, '' where it finds none.

    raw: the source of the page.
    """
    if len(raw) > LARGEST:
        return ""
    import trafilatura

    try:
        return trafilatura.extract(raw, favor_precision=True, include_comments=False) or ""
    except (ValueError, RecursionError):
        return ""


def shares(runs: Sequence[Run], text: str) -> list[float]:
    """How much of each run a text holds, 0 to 1 of its letters and digits.

    runs: of the page. text: lines in the order of the page, each to be found in one run or in several that follow
    each other; where a line stands on the page more than once, the place counts that lies nearest to its neighbours'.

    >>> from smoulder.reading.html import read_page
    >>> shares(read_page("<p>Home</p><p>The army left.</p><p>So it said.</p>").runs, "The army left. So it said.")
    [0.0, 1.0, 1.0]
    """
    plain = [_letters(run.text) for run in runs]
    ends = list(accumulate(len(part) for part in plain))
    found = _places("".join(plain), [_letters(line) for line in text.splitlines()])
    covered = [0] * len(runs)
    for start, end in _merged(found):
        for index in range(bisect_right(ends, start), bisect_left(ends, end) + 1):
            first = ends[index] - len(plain[index])
            covered[index] += min(end, ends[index]) - max(start, first)
    return [held / len(part) if part else 0.0 for held, part in zip(covered, plain, strict=True)]


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).lower()


def _places(page: str, lines: list[str]) -> list[tuple[int, int]]:
    """Where each line stands on the page; lines that stand nowhere are looked for by halves."""
    options: list[list[tuple[int, int]]] = []
    for line in lines:
        options += _options(page, line)
    return _nearest(options)


def _options(page: str, line: str) -> Iterator[list[tuple[int, int]]]:
    if not line:
        return
    found: list[tuple[int, int]] = []
    at = page.find(line)
    while at >= 0 and len(found) < MANY:
        found.append((at, at + len(line)))
        at = page.find(line, at + 1)
    if found:
        yield found
    elif len(line) >= 2 * SHORTEST:
        half = len(line) // 2
        yield from _options(page, line[:half])
        yield from _options(page, line[half:])


def _nearest(options: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """One place for each line, so that the way from each to the next is shortest; a step back counts double."""
    if not options:
        return []
    costs = [0.0] * len(options[0])
    back: list[list[int]] = []
    for before, here in pairwise(options):
        steps = [
            min(
                (cost + (start - end if start >= end else 2 * (end - start)), number)
                for number, (cost, (_, end)) in enumerate(zip(costs, before, strict=True))
            )
            for start, _ in here
        ]
        costs = [cost for cost, _ in steps]
        back.append([number for _, number in steps])
    chosen = [costs.index(min(costs))]
    for numbers in reversed(back):
        chosen.append(numbers[chosen[-1]])
    return [places[number] for places, number in zip(options, reversed(chosen), strict=True)]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
