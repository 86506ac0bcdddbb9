"""Passages as rows: what an answer read and weighed, and what was entered into its case since."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from smoulder.reading.persons import looks_like_person, name_words
from smoulder.store.passage_left import place_of
from smoulder.store.passage_words import GAP, WORD, ReportWords, Told, fold, passage_words, told, with_person

if TYPE_CHECKING:
    from smoulder.records.case import Assessment
    from smoulder.records.evidence import Item
    from smoulder.records.report import Report
    from smoulder.records.statement import Mention, Reading
    from smoulder.store.passage_left import Left

Row = dict[str, Any]  # Any: values of columns
KEY = ("kind", "sha256", "item", "start", "end")
"""What makes a row the same passage of a case."""
_LONGEST = 2000
"""Characters of a passage that are shown; one of a report is shown from its text."""
_ABOUT = 300
"""Characters of a title or a kind."""
_NAMED = ("group", "government", "force", "organisation")


def rows_of(case_id: str, left: Left) -> list[Row]:
    """The passages that are left of an answer: its reports, their statements, and its evidence."""
    answer = left.answer
    names, grades = group_names(answer), _grades(answer)
    known = {at: told_of(answer.readings[at], names) for at in left.looked}
    words = {at: ReportWords(answer.readings[at].report, known[at]) for at in left.looked}
    rows: list[Row] = []
    for at in left.readings:
        rows += _of_reading(case_id, answer.readings[at], known[at], words[at], grades.get(at, ""))
    bare: Told | None = None
    for item in left.items:
        place = place_of(item, answer)
        if place is None:
            bare = bare or told(names)
            rows.append(_of_item(case_id, item, bare))
        else:
            report = answer.readings[place].report
            rows.append(_of_item(case_id, item, known[place], report, words[place]))
    return list({tuple(row[name] for name in KEY): row for row in rows}.values())


def _grades(answer: Assessment) -> dict[int, str]:
    """The reliability of each report of which there is an item, by its place; '' where nobody judged it."""
    found: dict[int, str] = {}
    for item in answer.evidence:
        if item.source.report is not None:
            found.setdefault(item.source.report, item.source.reliability)
    return {at: "" if grade == "F" else grade for at, grade in found.items()}


def group_names(assessment: Assessment) -> list[str]:
    """Names of the group and the country of an answer."""
    group = assessment.group
    return [
        group.name,
        group.full_name,
        *group.aliases,
        assessment.question.group,
        assessment.question.country,
    ]


def told_of(reading: Reading, names: Iterable[str]) -> Told:
    """What is known of the names in a report that was read."""
    said = [one.speaker for one in reading.statements] + [one.speaker for one in reading.claims]
    said += [one.speaker for one in reading.evidence]
    persons = [
        one for mention in reading.actors if mention.kind == "person" for one in (mention.text, mention.name)
    ]
    return told(
        [*names, *(one.text for one in reading.places if is_located(one)), *_actors(reading)],
        [*said, *persons],
        reading.report.text,
    )


def _actors(reading: Reading) -> Iterator[str]:
    """Names of groups and organisations that a report names, where they can be no person's."""
    told_by = name_words("organisation") | name_words("generic")
    for one in reading.actors:
        if one.kind not in _NAMED or looks_like_person(one.text):
            continue
        words = WORD.findall(one.text)
        short = [word for word in words if word.isupper() and 2 <= len(word) <= 6]
        if one.group_id is not None or len(short) == len(words) or told_by & {fold(word) for word in words}:
            yield one.text


def is_located(place: Mention) -> bool:
    """Whether it is sure where a place lies."""
    return place.kind == "country" or getattr(place, "geonames_id", None) is not None


def report_row(
    case_id: str,
    report: Report,
    known: Told,
    words: ReportWords | None = None,
    *,
    grade: str = "",
    places: str = "|",
) -> Row:
    """The row of a report, found by its title and its text; what is shown of it is cut out of its text."""
    title = report.title[:_ABOUT]
    row = _row(case_id, "report", title, "", known, source=source_of(report.publisher))
    return row | {
        "sha256": report.sha256,
        "day": report.published,
        "grade": grade,
        "places": places,
        "about": title or report.name[:_ABOUT],
        "words": " ".join([row["words"], *(words or ReportWords(report, known)).words]),
    }


def _of_reading(case_id: str, reading: Reading, known: Told, words: ReportWords, grade: str) -> Iterator[Row]:
    report = reading.report
    placed = _Placed(reading, known)
    yield report_row(case_id, report, known, words, grade=grade, places=_joined(placed.all()))
    for said in reading.statements:
        place = _place(report, said.start, said.end)
        own = words.within(place["first"], place["last"], said.text[:_LONGEST])
        row = _row(case_id, "statement", "", said.text, known, source=source_of(report.publisher), words=own)
        yield (
            row
            | place
            | {
                "sha256": report.sha256,
                "start": said.start,
                "end": said.end,
                "day": said.date or report.published,
                "grade": grade,
                "places": _joined(placed.within(said.start, said.end)),
            }
        )


class _Placed:
    """The names of the places of a reading, folded, in the order in which they stand."""

    def __init__(self, reading: Reading, known: Told) -> None:
        self._spans = sorted(
            (one.start, one.end, fold_names([one.name, one.text, one.country or ""]))
            for one in reading.places
            if is_located(one) and not {fold(word) for word in WORD.findall(one.text)} & known.persons
        )
        self._starts = [start for start, _, _ in self._spans]

    def all(self) -> Iterator[str]:
        return (name for _, _, names in self._spans for name in names)

    def within(self, start: int, end: int) -> Iterator[str]:
        """Names of the places that stand in a span of the raw report."""
        inside = self._spans[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        return (name for _, last, names in inside if last <= end for name in names)


def _of_item(
    case_id: str, item: Item, known: Told, report: Report | None = None, words: ReportWords | None = None
) -> Row:
    source, own = item.source, None
    if report is not None and words is not None and not item.entered_by:
        place = _place(report, source.start, source.end)
        own = words.within(place["first"], place["last"], item.text[:_LONGEST]) if place else None
    return item_row(
        case_id, item.id, item.kind, item.text, with_person(known, item.speaker),
        report=report, name=source.name, span=(source.start, source.end),
        grade=f"{source.reliability}{source.credibility}", words=own,
    )  # fmt: skip


def item_row(
    case_id: str,
    item: str,
    kind: str,
    text: str,
    known: Told,
    *,
    report: Report | None = None,
    name: str = "",
    span: tuple[int | None, int | None] = (None, None),
    grade: str = "",
    day: date | None = None,
    words: list[str] | None = None,
) -> Row:
    """The row of an item.

    name:  of its source where it is of no report, whose publisher stands else.
    words: that the text is found by, where they are told apart already.
    """
    source = source_of(report.publisher if report else name)
    row = _row(case_id, "evidence", kind, text, known, source=source, words=words)
    return row | {
        "item": item,
        "sha256": report.sha256 if report else "",
        "start": span[0] if report else None,
        "end": span[1] if report else None,
        **(_place(report, *span) if report else {}),
        "day": (report.published if report else None) or day,
        "grade": "" if grade == "F6" else grade,
    }


def _place(report: Report, start: int | None, end: int | None) -> dict[str, int]:
    """The place of a passage in the readable text of its report; nothing where it has none."""
    if start is None or end is None:
        return {}
    first, last = report.text_span(start, end)
    return {"first": first, "last": last}


def source_of(name: str) -> str:
    """The name of a source to find passages by; '' where it reads like a person's."""
    told_by = " ".join(name[:_LONGEST].split())[:200]
    return "" if looks_like_person(told_by) else told_by


def _row(
    case_id: str,
    kind: str,
    about: str,
    text: str,
    known: Told,
    *,
    source: str,
    words: list[str] | None = None,
) -> Row:
    """A row with what all have."""
    about, shown = about[:_ABOUT], text[:_LONGEST]
    found = passage_words(shown, known) if words is None else words
    row: Row = dict.fromkeys(("start", "end", "first", "last", "day"))
    row |= dict.fromkeys(("sha256", "item", "grade", "standing"), "")
    return row | {
        "case_id": case_id, "kind": kind, "places": "|", "source": source, "about": about, "text": shown,
        "words": " ".join([*passage_words(about, known), GAP, *found]),
    }  # fmt: skip


def fold_names(names: Iterable[str]) -> list[str]:
    """Names as a place is asked for: their words folded, one blank between."""
    return [" ".join(fold(word) for word in WORD.findall(name)) for name in names]


def _joined(names: Iterable[str]) -> str:
    return "|".join(["", *sorted({*names} - {""}), ""]) or "|"
