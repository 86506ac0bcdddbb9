"""An item, a mark or a grade from what an analyst wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from smoulder.assessment.grade import Credibility, Reliability
from smoulder.desk.desk import items_of, last_answer, one_of
from smoulder.desk.leaf_numbers import leaves_of, under
from smoulder.records.errors import BadEntry, NotInCase, PersonGiven

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from smoulder.desk.desk import Desk
    from smoulder.records.case_file import CaseFile
    from smoulder.records.change import ItemMark, ItemPut
    from smoulder.records.evidence import Source
    from smoulder.records.fix import SourceGrade
    from smoulder.store.case_rows import Case

LONGEST = 2000
"""Characters of an item's text."""
_MARKS = "--reject, --restore, --reliability, --credibility, --cluster, --under or --take-back"


@dataclass(frozen=True, slots=True)
class Given:
    """Options as written; '' and None are not given.

    take_back: leaves of which a likelihood was said that is so no more.
    span: START:END, characters of a report of the case that the item is; of: which report, '' for the only one.
    """

    item: str
    text: str
    kind: str
    under: tuple[str, ...]
    source: str
    speaker: str
    reliability: str
    credibility: str
    cluster: str | None
    reject: bool
    restore: bool
    months: str
    indicator: str
    since: str
    why: str
    span: str = ""
    of: str = ""
    take_back: tuple[str, ...] = ()

    @property
    def only_new(self) -> str:
        """The first option given that only a new item takes, '' where none is."""
        named = (
            ("--text", self.text),
            ("--kind", self.kind),
            ("--source", self.source),
            ("--speaker", self.speaker),
            ("--months", self.months),
            ("--indicator", self.indicator),
            ("--span", self.span),
            ("--of", self.of),
        )
        return next((option for option, value in named if value), "")

    @property
    def marks(self) -> bool:
        """Whether anything is given that marks an item."""
        graded = self.reliability or self.credibility or self.under or self.take_back
        return bool(graded or self.reject or self.restore or self.cluster is not None)


def change_of(desk: Desk, case: Case, given: Given) -> ItemPut | ItemMark | None:
    """What is entered into the log; None where the items are only listed.

    raises: BadEntry for an item, a leaf or a likelihood that is not known, or options that do not go together;
            PersonGiven where the source reads like a person.
    """
    if given.since:
        raise BadEntry(
            "--since is of a source's grade; give --source, --reliability and --since without a case"
        )
    _check_length(given)
    file = desk.ledger.file(case.id)
    if given.item:
        return _mark(desk, case, file, given)
    if given.text or given.span:
        return _item(desk, file, file.as_of or case.as_of, given)
    if given.only_new or given.marks:
        raise BadEntry("no item is named; write its id to mark one, or --text or --span to enter one")
    return None


def _check_length(given: Given) -> None:
    """raises: BadEntry where something is longer than the log takes."""
    for option in ("text", "kind", "source", "speaker", "cluster", "indicator"):
        value: str = getattr(given, option) or ""
        if len(value) > LONGEST:
            raise BadEntry(f"--{option} has {len(value):,} letters; write {LONGEST:,} at most")


def _mark(desk: Desk, case: Case, file: CaseFile, given: Given) -> ItemMark:
    from smoulder.records.change import ItemMark

    if given.only_new:
        raise BadEntry(f"{given.only_new} is of a new item; mark {given.item} with {_MARKS}")
    if given.reject and given.restore:
        raise BadEntry("--reject and --restore say opposite things; give one of them")
    if not given.marks:
        raise BadEntry(f"nothing is said of {given.item}; give {_MARKS}")
    key = one_of(given.item, items_of(file, last_answer(desk, case.id)), "item")
    likelihoods = under(given.under, leaves_of(file))
    _check_back(file, key, given.take_back, likelihoods)
    return ItemMark(
        item=key,
        rejected=True if given.reject else False if given.restore else None,
        reliability=_letter(given.reliability) if given.reliability else None,
        credibility=_digit(given.credibility) if given.credibility else None,
        cluster=given.cluster,
        likelihoods=likelihoods or None,
        takes_back=tuple(dict.fromkeys(given.take_back)),
    )


def _check_back(file: CaseFile, item: str, leaves: Sequence[str], given: Collection[str]) -> None:
    mark = file.marks.get(item)
    for leaf in leaves:
        if leaf in given:
            raise BadEntry(f"the likelihood under {leaf} is both given and taken back; do one of them")
        if mark is None or leaf not in (mark.likelihoods or {}):
            raise BadEntry(
                f"{item} has no likelihood under {leaf} that was said of it; there is nothing to take back"
            )


def _item(desk: Desk, file: CaseFile, as_of: date, given: Given) -> ItemPut:
    from smoulder.assessment.likelihood import KINDS
    from smoulder.assessment.once import check_item
    from smoulder.records.change import ItemPut

    if given.reject or given.restore or given.take_back:
        option = "--take-back is" if given.take_back else "--reject and --restore are"
        raise BadEntry(f"{option} of an item that is there; write its id after the case's")
    likelihoods = under(given.under, leaves_of(file))
    if not likelihoods and given.kind not in KINDS:
        raise BadEntry(
            f"nothing says how likely the item is under each hypothesis; give --under patience=unlikely, "
            f"or a --kind that has likelihoods: {', '.join(KINDS)}"
        )
    refuse_person(given.source)
    source, words, sha256 = _source(desk, file, given)
    item = ItemPut(
        kind=given.kind or "entered by hand",
        text=given.text or words,
        source=source,
        speaker=given.speaker,
        cluster=given.cluster or "",
        likelihoods=likelihoods,
        why=given.why,
        months=months_in(given.months, as_of),
        indicator=given.indicator,
        sha256=sha256,
    )
    check_item(item)
    return item


def _source(desk: Desk, file: CaseFile, given: Given) -> tuple[Source, str, str]:
    """Where a new item comes from, with the words of its passage and its report's SHA-256, '' where it is none."""
    from smoulder.brief.inert import one_line
    from smoulder.desk.desk import find_report
    from smoulder.desk.report_reading import span_in
    from smoulder.records.evidence import Source

    source = Source(
        kind="report",
        name=given.source or "no source named",
        reliability=_letter(given.reliability or "F"),
        credibility=_digit(given.credibility or "6"),
        grade_why=given.why if given.reliability or given.credibility else "",
    )
    if not given.span:
        if given.of:
            raise BadEntry("--of says in which report a --span lies; give the span, or leave --of out")
        return source, "", ""
    sha256 = find_report(desk, file, given.of)
    report = desk.ledger.reports.report(sha256)
    start, end = span_in(given.span, report)
    words = one_line(report.passage(start, end))
    if not words:
        raise NotInCase(
            f"span {given.span} of {report.name} holds no words; choose some that are read",
            f"span {given.span} of the report holds no words",
        )
    if len(words) > LONGEST and not given.text:
        raise NotInCase(
            f"span {given.span} of {report.name} has {len(words)} characters, and an item takes {LONGEST}; choose less",
            f"span {given.span} of the report has more than the {LONGEST} characters that an item takes",
        )
    place = {"report": list(file.reports).index(sha256), "start": start, "end": end}
    name = given.source or report.publisher or report.name
    return source.model_copy(update={"name": name, **place}), words, sha256


def grade_source(desk: Desk, given: Given) -> SourceGrade:
    """Keep how reliable a source is from a day on.

    raises: BadEntry where a part is missing; BadDate; PersonGiven where the source reads like a person.
    """
    from smoulder.records.fix import SourceGrade
    from smoulder.records.month import parse_day

    if given.item or not (given.source and given.reliability and given.since and given.why):
        raise BadEntry(
            "no case is named; write its id, or grade a source with --source, --reliability, --since and --why"
        )
    if (
        given.text
        or given.kind
        or given.under
        or given.take_back
        or given.credibility
        or given.reject
        or given.cluster is not None
        or given.span
    ):
        raise BadEntry(
            "a grade is of a source in all cases; give --source, --reliability, --since and --why alone"
        )
    grade = SourceGrade(
        name=" ".join(given.source.split()),
        reliability=_letter(given.reliability),
        since=parse_day(given.since),
        why=given.why,
    )
    desk.ledger.grades.add([grade], who=desk.who, now=desk.now)
    return grade


def refuse_person(source: str) -> None:
    """raises: PersonGiven where a source reads like a person."""
    from smoulder.reading.persons import looks_like_person

    if looks_like_person(source):
        raise PersonGiven(
            f"--source {source!r} reads like a person's name; a source is a publisher, an institution or a party: "
            "name that, and the person with --speaker"
        )


def _letter(text: str) -> Reliability:
    grades: dict[str, Reliability] = {one: one for one in get_args(Reliability)}
    found = grades.get(text.strip().upper())
    if found is None:
        raise BadEntry(
            f"--reliability {text!r} is no grade; write A, B, C, D, E, or F for what cannot be judged"
        )
    return found


def _digit(text: str) -> Credibility:
    grades: dict[str, Credibility] = {one: one for one in get_args(Credibility)}
    found = grades.get(text.strip())
    if found is None:
        raise BadEntry(
            f"--credibility {text!r} is no grade; write 1, 2, 3, 4, 5, or 6 for what cannot be judged"
        )
    return found


def months_in(text: str, as_of: date) -> tuple[str, str] | None:
    """First and last month from FROM..TO, or one month; None where nothing is written.

    raises: BadEntry where these are no months, or lie after the day of the case.
    """
    if not text:
        return None
    first, dots, last = text.partition("..")
    last = last if dots else first
    month = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
    if not month.fullmatch(first) or not month.fullmatch(last) or first > last:
        raise BadEntry(
            f"--months {text!r} is not clear; write the first and the last, such as 2019-10..2019-12"
        )
    if last > f"{as_of:%Y-%m}":
        raise BadEntry(
            f"--months {text!r} goes beyond {as_of}, the day of the case, and nothing later is seen; name earlier "
            "months, or move the day on with `smoulder case answer ID --as-of`"
        )
    return first, last
