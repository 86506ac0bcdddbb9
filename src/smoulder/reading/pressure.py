"""What holds a group down, as a report tells it: soldiers, air strikes, offensives, truces, sanctions, their steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from smoulder.reading.actors import Named
from smoulder.reading.campaigns import Campaigns
from smoulder.reading.dates import Dated
from smoulder.reading.departures import Departures, Told
from smoulder.reading.forces import STATE, Forces
from smoulder.reading.measures import Measures
from smoulder.reading.moods import mood_of
from smoulder.reading.parse import Parse, Word
from smoulder.reading.presence import Presences
from smoulder.reading.pressure_words import BEGINNINGS
from smoulder.reading.quantities import Counted
from smoulder.reading.sentences import Sentence
from smoulder.reading.stems import stem
from smoulder.reading.subject import subject_of
from smoulder.reading.whom import Whom

_OVER = {"broken": ("in force",), "ended": ("in force",)}
_FROM = re.compile(r"(?i)\bfrom\s+$")
_REACH = 90
"""Characters between a verb and its date, where no other verb stands between."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """One kind of pressure at one step; places are characters of the text."""

    start: int
    end: int
    kind: str
    step: str
    by: str = ""
    size: float | None = None
    unit: str = ""
    day: date | None = None
    sentence: int = 0


def find_pressure(
    sentences: Sequence[Sentence],
    dates: list[list[Dated]],
    counts: list[list[Counted]],
    named: list[Named],
    whom: Whom,
    parse: Parse,
    country: str,
    published: date | None,
) -> list[Pressed]:
    """Pressure on the group: each kind, step and presser of a report once, or once for each size.

    named:     countries and organisations. whom: who is meant by whom. parse: the words of the report.
    country:   where the report is set, whose own troops are no foreign troops.
    published: the day for what is in force.
    returns:   items in the order of the text, each with its whole sentence.
    """
    forces = Forces(parse, named, whom, country)
    readers = (
        Departures(parse, forces),
        Presences(parse, forces),
        Campaigns(parse, forces, whom),
        Measures(parse, forces, whom),
    )
    found: list[Pressed] = []
    body = [(index, sentence) for index, sentence in enumerate(sentences) if sentence.block == "body"]
    for index, sentence in body:
        for word in parse.between(sentence.start, sentence.end):
            for reader in readers if word.upos in _TELLING and word.relation not in ("aux", "cop") else ():
                for told in reader.find(word):
                    item = _item(told, sentence, index, dates[index], counts[index], parse, published)
                    _keep(found, item)
        for counted in counts[index]:
            standing = _standing(counted, index, sentence, found, forces, parse, published)
            if standing:
                _keep(found, standing)
    over = {
        (item.kind, step) for item in found for step in _OVER.get(item.step, ()) if item.kind == "ceasefire"
    }
    return sorted(
        (item for item in found if (item.kind, item.step) not in over),
        key=lambda item: (item.start, item.kind),
    )


_TELLING = frozenset(("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV"))


def _keep(found: list[Pressed], item: Pressed) -> None:
    """Add an item, unless the report has told it; a second telling may name who, or how many."""
    for number, one in enumerate(found):
        same = (one.kind, one.step) == (item.kind, item.step)
        if not same or (one.by and item.by and one.by != item.by):
            continue
        if one.size is not None and item.size is not None and one.size != item.size:
            continue
        if one.size is None and item.size is not None:
            found[number] = replace(item, by=item.by or one.by)
        elif not one.by and item.by:
            found[number] = replace(one, by=item.by)
        return
    found.append(item)


def _standing(
    counted: Counted,
    index: int,
    sentence: Sentence,
    found: list[Pressed],
    forces: Forces,
    parse: Parse,
    published: date | None,
) -> Pressed | None:
    """A number of foreign soldiers that nothing else is told of: they are there."""
    words = parse.between(counted.start, counted.end)
    if counted.role != "troops" or not words or any(
        item.sentence == index and item.size == counted.value for item in found
    ):  # fmt: skip
        return None
    after = parse.words[words[-1].index + 1 : words[-1].index + 2]
    if any(forces.is_of_group(word) for word in words):
        return None
    nouns = [word for word in words if word.upos != "NUM"] if counted.noun else words
    force = next((one for word in nouns if (one := forces.of(word)) and one.kind), None)
    if force is None and after and after[0].text.lower() == "strong":
        force = forces.nearest(words[0])
    verb = next((above for above in parse.above(words[-1].index) if above.upos == "VERB"), None)
    if force is None or force.kind in ("", STATE) or (verb is not None and _is_past(parse, verb)):
        return None
    return Pressed(
        sentence.start,
        sentence.end,
        force.kind,
        "in force",
        force.by,
        counted.value,
        _unit(counted),
        published,
        index,
    )


def _is_past(parse: Parse, verb: Word) -> bool:
    """Whether what is told of the soldiers is denied, supposed or wanted, or was once."""
    once = any(child.text.lower() in ("once", "formerly") for child in parse.children(verb.index))
    return once or mood_of(parse, verb) in ("denied", "supposed", "wished")


def _item(
    told: Told,
    sentence: Sentence,
    index: int,
    dates: list[Dated],
    counts: list[Counted],
    parse: Parse,
    published: date | None,
) -> Pressed:
    by = told.by
    if told.asks is not None:
        by = subject_of(sentence, told.asks.start - sentence.start) or by
    counted = _count(told.counted, counts, parse) if told.counted is not None else None
    day = _date(told.at, dates, parse, sentence)
    begun = told.at.upos == "VERB" and stem(told.at.text) in BEGINNINGS and told.counted is None
    if told.step == "in force" and not (begun and day):
        day = published
    return Pressed(
        sentence.start, sentence.end, told.kind, told.step, by,
        counted.value if counted else None, _unit(counted), day, index,
    )  # fmt: skip


def _unit(counted: Counted | None) -> str:
    if counted is None:
        return ""
    return counted.noun.split()[-1] if counted.noun else "troops"


def _count(noun: Word, counts: list[Counted], parse: Parse) -> Counted | None:
    """The number of soldiers in a noun phrase, by what is read as counts."""
    start, end = parse.span(noun.index)
    for counted in counts:
        if counted.start < end and counted.end > start and counted.role in ("troops", "other"):
            inside = parse.between(counted.start, counted.end)
            if any(word.index == noun.index or word.head == noun.index for word in inside):
                return counted
    return None


def _date(at: Word, dates: list[Dated], parse: Parse, sentence: Sentence) -> date | None:
    """The day of a step: the date below its verb, else the nearest one with no other verb between."""
    dated = [one for one in dates if one.first or one.last]
    if not dated:
        return None
    below = {word.index for word in parse.under(at.index)}
    best: tuple[int, Dated] | None = None
    for one in dated:
        words = parse.between(one.start, one.end)
        hangs = any(word.index in below and _nearest_verb(parse, word) in (at.index, -1) for word in words)
        apart = max(one.start - at.end, at.start - one.end)
        rank = apart if hangs else apart + 1000
        if (hangs or apart <= _REACH) and (best is None or rank < best[0]):
            best = (rank, one)
    return (best[1].first or best[1].last) if best else None


def _nearest_verb(parse: Parse, word: Word) -> int:
    return next((above.index for above in parse.above(word.index) if above.upos in ("VERB", "AUX")), -1)
