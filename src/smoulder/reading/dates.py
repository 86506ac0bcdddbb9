"""Times in news: weekdays by tense, 'last March', 'since October', as intervals of days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from smoulder.reading.calendar_days import Days, part_of, singular
from smoulder.reading.date_rules import ABSOLUTE, Form, Granularity, Setting
from smoulder.reading.date_rules_near import NEAR
from smoulder.reading.date_tense import governor, looks_ahead
from smoulder.reading.date_words import CLOCK, CUE, PART_OF_DAY
from smoulder.reading.parse import Parse
from smoulder.reading.sentences import Sentence

_TO = re.compile(r"\s+(?:to|until|till|through)\s+|\s*[–—]\s*")
_AND = re.compile(r"\s+and\s+")
_FROM = re.compile(r"(?i)\bfrom\s+$")
_BETWEEN = re.compile(r"(?i)\bbetween\s+$")
_CLOCK_AFTER = re.compile(
    rf"(?:\s+{PART_OF_DAY}\b|,?\s+(?:at|around|about|before|after)\s+(?:about\s+)?{CLOCK})"
)
_CLOCK_BEFORE = re.compile(rf"(?:\b{CLOCK}|\b(?i:{PART_OF_DAY}))\s+(?:on|of|in)\s+$")
_HOUR = re.compile(r"\d|noon|mid|dawn")
_UNITS: dict[str, Granularity] = {
    "day": "day", "week": "week", "weekend": "week", "fortnight": "week", "month": "month", "year": "year",
    "decade": "decade", "century": "century",
}  # fmt: skip
_MOST = 400
"""Times read in one sentence; a longer run of them is a table, and tells nothing."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A time as written: characters of the text, and the days it covers (None where a side is open)."""

    start: int
    end: int
    first: date | None
    last: date | None
    granularity: Granularity = "day"
    """How finely it is named; 'span' for what has two ends or an open one."""

    @property
    def day(self) -> date | None:
        """The one day it names, or None where it is longer."""
        return self.first if self.first == self.last else None


def find_report_dates(
    sentences: Iterable[Sentence], published: date | None, parse: Parse | None = None
) -> list[list[Dated]]:
    """The times of a report, sentence by sentence; 'ten days later' goes back to the time named before.

    published: the day of the report. parse: its words, for the tense of the verbs.
    """
    found: list[list[Dated]] = []
    last: tuple[Dated, ...] = ()
    for sentence in sentences:
        here = find_dates(sentence.text, published, offset=sentence.start, before=last, parse=parse)
        last = (here[-1],) if here else last
        found.append(here)
    return found


def find_dates(
    text: str,
    published: date | None,
    *,
    offset: int = 0,
    before: tuple[Dated, ...] = (),
    parse: Parse | None = None,
) -> list[Dated]:
    """The times named in one sentence.

    text:      the sentence. offset: where it begins, added to every place; places of `parse` begin with it.
    published: the day of the report; without it only whole dates and years are read.
    before:    times of earlier sentences, for 'since then' and 'ten days later'.
    parse:     words for the tense of verbs; without it the words before a time tell.

    >>> [str(found.first) for found in find_dates("he said Wednesday", date(2020, 1, 23))]
    ['2020-01-22']
    """
    found: list[Dated] = []
    reached = 0
    for form, match in _candidates(text):
        if match.start() < reached or len(found) >= _MOST:
            continue
        last = found[-1] if found else before[-1] if before else None
        try:
            dated = _dated(form, match, _setting(text, published, last, parse, offset))
        except (ValueError, OverflowError):
            # '30 February 2019' is no date, and neither are its parts
            reached = match.end()
            continue
        if dated is not None:
            dated = _with_clock(text, dated, reached)
            reached = dated.end
            found.append(replace(dated, start=offset + dated.start, end=offset + dated.end))
    return _joined(text, found, offset)


def _candidates(text: str) -> Iterator[tuple[Form, re.Match[str]]]:
    """All that looks like a time, by its place, the longest first."""
    cues = {found.lastgroup for found in CUE.finditer(text)}
    if not cues:
        return iter(())
    hits = [
        (match.start(), -match.end(), number, form, match)
        for number, form in enumerate((*ABSOLUTE, *NEAR))
        if form.cue in cues
        for match in form.pattern.finditer(text)
    ]
    return ((form, match) for *_, form, match in sorted(hits, key=lambda hit: hit[:3]))


def _setting(
    text: str, published: date | None, last: Dated | None, parse: Parse | None, offset: int
) -> Setting:
    def ahead(start: int, end: int) -> bool:
        return looks_ahead(text, start, end, parse, offset)

    def perfect(start: int, end: int) -> bool:
        verb = governor(parse, offset + start, offset + end) if parse else None
        return verb is not None and any(
            word.relation in ("aux", "cop") and word.text.lower() in ("has", "have", "’ve", "'ve")
            for word in (parse.children(verb.index) if parse else ())
        )

    def is_noun(start: int, end: int) -> bool | None:
        words = parse.between(offset + start, offset + end) if parse else ()
        return words[0].upos in ("PROPN", "NOUN") if words else None

    return Setting(text, published, (last.first, last.last) if last else None, ahead, perfect, is_noun)


def _dated(form: Form, match: re.Match[str], setting: Setting) -> Dated | None:
    days = form.resolve(match, setting)
    if days is None:
        return None
    first, last = _lead(match["lead"], part_of(match["part"], *days), setting.published)
    granularity = form.granularity
    unit = match.groupdict().get("unit")
    if granularity == "week" and unit:
        granularity = _UNITS[singular(unit)]
    elif granularity == "week":
        granularity = "year" if "year" in match[0] else "week" if "week" in match[0] else "day"
    if (first, last) != days:
        granularity = "span"
    return Dated(match.start(), match.end(), first, last, granularity)


def _lead(lead: str | None, days: Days, published: date | None) -> Days:
    first, last = days
    word = (lead or "").strip().lower()
    if word.startswith("since"):
        return first, published if published and first and published >= first else None
    if word.startswith(("until", "till", "by")):
        return None, last
    return first, last


def _with_clock(text: str, dated: Dated, reached: int) -> Dated:
    """A day with the hour or the part of the day that stands beside it, after what was read before."""
    if dated.day is None:
        return dated
    before = _CLOCK_BEFORE.search(text[max(reached, dated.start - 40) : dated.start])
    after = _CLOCK_AFTER.match(text, dated.end)
    if not before and not after:
        named = re.search(rf"(?i)\b{PART_OF_DAY}$|tonight", text[dated.start : dated.end])
        return replace(dated, granularity="part of day") if named else dated
    words = (before[0] if before else "") + (after[0] if after else "")
    return replace(
        dated,
        start=dated.start - (len(before[0]) if before else 0),
        end=after.end() if after else dated.end,
        granularity="hour" if _HOUR.search(words) else "part of day",
    )


def _joined(text: str, found: list[Dated], offset: int) -> list[Dated]:
    """Two times that are the ends of one: 'from March 2014 to 5 June 2017'."""
    joined: list[Dated] = []
    for dated in found:
        before = joined[-1] if joined else None
        if before is not None and before.first and dated.last and before.first <= dated.last:
            left = text[max(0, before.start - offset - 10) : before.start - offset]
            between = text[before.end - offset : dated.start - offset]
            opens = (_FROM.search(left) if _TO.fullmatch(between) else None) or (
                _BETWEEN.search(left) if _AND.fullmatch(between) else None
            )
            if opens:
                start = before.start - len(opens[0])
                joined[-1] = Dated(start, dated.end, before.first, dated.last, "span")
                continue
        joined.append(dated)
    return joined
