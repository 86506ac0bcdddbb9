"""Dates in 16 Wikinews articles (GUM), marked as TEI `<date>` and read against the article's `dateCreated`.

The files hold one token a line; their text is put together with the usual spaces (none before a comma, a full stop or
a clitic, none after an opening bracket). Every paragraph, heading and caption is read, the line of the date included.

range:   the set marks the two ends of 'from 1980 to 2012' one by one and the reader reports them as one; an answer that
         holds several marks counts as that many answers, the first with its first day alone, the others with its last.
found:   a date that the reader reports and a mark are a pair where they share a character; each belongs to one pair
         at most, the one that shares most. Precision, recall and F over the pairs; 'exact span' asks for the very
         same characters.
value:   of the pairs, those in which the reader's days are the mark's. `when` names a day, month or year and covers
         all its days (an hour is cut off); `from` and `to`, and `notBefore` and `notAfter`, cover the days from the
         one to the other. First and last day must both be right. A mark speaks of the time alone ('October'), the
         reader of 'since October': where the reader's words begin with since, until or by, only the side that this
         word leaves to the time itself is compared.
         Counted once of the pairs, and once of all marks.
peer:    dateparser.search on the same paragraphs with the same day as its base, preferring the past. It gives moments
         and not intervals: its value counts as right where its day lies within the marked days.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reading_sets.row import Row
from smoulder.reading.dates import find_report_dates
from smoulder.reading.parser import load_parser, parse_report
from smoulder.reading.sentences import split_sentences
from smoulder.records.report import Block, Report

Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    days: Days
    side: int | None = None
    """0 or 1 where only the first or the last day is meant."""


@dataclass(frozen=True)
class Article:
    created: date
    text: str
    blocks: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]


def measure(gold: Path) -> list[Row]:
    articles = [_article(path) for path in sorted((gold / "gum_news").glob("*.xml"))]
    ours = [_counts(article, _ours(article), _same_days) for article in articles]
    theirs = [_counts(article, _dateparser(article), _within) for article in articles]

    def row(measure: str, place: int, figure: str, at_least: float | None) -> Row:
        peer = Row("gum_news", measure, [counts[place] for counts in theirs], figure).value
        counts = [counts[place] for counts in ours]
        return Row("gum_news", measure, counts, figure, at_least, {"dateparser.search": peer})

    return [
        row("date found", 0, "f", 0.85),
        row("date found, exact span", 1, "f", None),
        row("value right, of those found", 2, "precision", 0.80),
        row("found and value right, of all", 2, "recall", 0.80),
    ]


def _article(path: Path) -> Article:
    root = ET.parse(path).getroot()
    text = ""
    blocks: list[tuple[int, int]] = []
    marks: list[Mark] = []
    for part in root:
        begin = len(text)
        pieces = _pieces(part)
        open_marks: dict[int, tuple[int, dict[str, str]]] = {}
        last = ""
        for kind, value, attributes in pieces:
            if kind == "word":
                gap = "" if len(text) == begin or not _space(last, value) else " "
                for key, (start, marked) in open_marks.items():
                    if start < 0:
                        open_marks[key] = (len(text) + len(gap), marked)
                text += gap + value
                last = value
            elif kind == "open":
                open_marks[len(open_marks)] = (-1, attributes)
            elif kind == "close" and open_marks:
                start, marked = open_marks.popitem()[1]
                if start >= 0:
                    marks.append(Mark(start, len(text), _days(marked)))
        if len(text) > begin:
            blocks.append((begin, len(text)))
            text += "\n\n"
    return Article(date.fromisoformat(root.attrib["dateCreated"]), text, tuple(blocks), tuple(marks))


def _pieces(part: ET.Element) -> list[tuple[str, str, dict[str, str]]]:
    """Words, and where a date opens and closes, in the order of the file."""
    found: list[tuple[str, str, dict[str, str]]] = []
    is_date = part.tag == "date"
    if is_date:
        found.append(("open", "", dict(part.attrib)))
    found.extend(_words(part.text))
    for child in part:
        found.extend(_pieces(child))
        found.extend(_words(child.tail))
    if is_date:
        found.append(("close", "", {}))
    return found


def _words(text: str | None) -> list[tuple[str, str, dict[str, str]]]:
    return [("word", line.split("\t")[0], {}) for line in (text or "").splitlines() if "\t" in line]


def _space(before: str, after: str) -> bool:
    if re.fullmatch(r"[,.;:?!)\]%/]|\.\.\.|['’](?:s|re|ve|ll|d|m)?|n['’]t", after):
        return False
    return not re.fullmatch(r"[(\[$#/“]", before)


def _days(attributes: dict[str, str]) -> Days:
    if "when" in attributes:
        return _whole(attributes["when"])
    first = attributes.get("from") or attributes.get("notBefore")
    last = attributes.get("to") or attributes.get("notAfter")
    return (_whole(first)[0] if first else None), (_whole(last)[1] if last else None)


def _whole(value: str) -> Days:
    """The first and the last day of '2014', '2014-07' or '2014-07-28'."""
    numbers = [int(number) for number in value.split("T")[0].split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    if len(numbers) == 2:
        return date(*numbers, 1), date(*numbers, monthrange(*numbers)[1])
    return date(*numbers), date(*numbers)


def _ours(article: Article) -> list[Mark]:
    blocks = tuple(Block(kind="body", start=start, end=end) for start, end in article.blocks)
    report = Report(
        name="", sha256="", raw=article.text, text=article.text, blocks=blocks, published=article.created
    )
    parse = parse_report(report, load_parser())
    found = find_report_dates(split_sentences(report), article.created, parse)
    return [Mark(dated.start, dated.end, (dated.first, dated.last)) for dates in found for dated in dates]


def _dateparser(article: Article) -> list[Mark]:
    from datetime import datetime

    from dateparser.search import search_dates

    base = datetime(article.created.year, article.created.month, article.created.day)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    found: list[Mark] = []
    for start, end in article.blocks:
        at = start
        for words, moment in search_dates(article.text[start:end], languages=["en"], settings=settings) or []:
            place = article.text.find(words, at, end)
            if place >= 0:
                at = place + len(words)
                found.append(Mark(place, at, (moment.date(), moment.date())))
    return found


Judge = Callable[[str, Days, Days, int | None], bool]


def _same_days(words: str, ours: Days, marked: Days, side: int | None) -> bool:
    lead = words.split()[0].lower()
    if lead == "since":
        side = 0
    elif lead in ("until", "till", "by"):
        side = 1
    return ours == marked if side is None else ours[side] == marked[side]


def _within(words: str, theirs: Days, marked: Days, side: int | None) -> bool:
    day, (first, last) = theirs[0], marked
    return day is not None and (first is None or first <= day) and (last is None or day <= last)


def _counts(article: Article, reported: Sequence[Mark], right: Judge) -> list[tuple[float, float, float]]:
    found = [end for mine in reported for end in _ends(mine, article)]
    pairs = sorted(
        (
            (min(mark.end, mine.end) - max(mark.start, mine.start), number, other)
            for number, mine in enumerate(found)
            for other, mark in enumerate(article.marks)
            if mine.start < mark.end and mark.start < mine.end
        ),
        reverse=True,
    )
    mine_used: set[int] = set()
    marks_used: set[int] = set()
    exact = values = 0
    for _, number, other in pairs:
        if number in mine_used or other in marks_used:
            continue
        mine_used.add(number)
        marks_used.add(other)
        mine, mark = found[number], article.marks[other]
        exact += (mine.start, mine.end) == (mark.start, mark.end)
        values += right(article.text[mine.start : mine.end], mine.days, mark.days, mine.side)
    marked, answers = len(article.marks), len(found)
    return [(len(mine_used), answers, marked), (exact, answers, marked), (values, len(mine_used), marked)]


def _ends(mine: Mark, article: Article) -> list[Mark]:
    """An answer, or its ends where it holds several marks."""
    inside = [mark for mark in article.marks if mine.start <= mark.start and mark.end <= mine.end]
    if len(inside) < 2:
        return [mine]
    cuts = [mine.start, *(mark.start for mark in inside[1:]), mine.end]
    return [
        Mark(cuts[number], cuts[number + 1], mine.days, 1 if number else 0) for number in range(len(inside))
    ]
