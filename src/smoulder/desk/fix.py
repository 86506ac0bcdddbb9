"""Corrections from what an analyst wrote: where they apply, what the reader said there, and which rule found it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from smoulder.desk.desk import find_report, items_of, last_answer, one_of
from smoulder.desk.fix_report import of_report
from smoulder.desk.report_reading import reading_of, span_in
from smoulder.reading.rules_of import rule_of, said_of
from smoulder.records.errors import BadEntry, NotInCase

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.records.case import Assessment
    from smoulder.records.case_file import CaseFile
    from smoulder.records.fix import Fix, FixPart
    from smoulder.records.statement import Claim, Passage, Reading, Statement, TextEvidence
    from smoulder.store.case_rows import Case
    from smoulder.store.fixes import UnlessFixed


@dataclass(frozen=True, slots=True)
class Wanted:
    """Options as written; '' and None are not given."""

    spans: tuple[str, ...]
    of: str
    speaker: str | None
    group: str
    country: str
    published: str
    reject: bool
    restore: bool
    kind: str

    @property
    def asks(self) -> bool:
        """Whether a correction of the reader is asked for."""
        whole = self.group or self.country or self.published
        return bool(
            whole or self.reject or self.restore or self.kind or self.spans or self.speaker is not None
        )

    @property
    def of_passage(self) -> bool:
        """Whether something is said of a passage."""
        return self.reject or self.restore or bool(self.kind) or self.speaker is not None


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage of a report; `item` is the id it was named by, '' where it was given in characters."""

    start: int
    end: int
    item: str = ""


def make_fixes(desk: Desk, case: Case, wanted: Wanted, unless: UnlessFixed | None = None) -> list[Fix]:
    """The corrections that are asked for.

    unless: what stands against them; seen to before what the reader says there, which a correction changes.
    raises: FixedMeanwhile as `unless` has it; BadEntry where a report, a span, an item or a kind is not known, or
            nothing is said of it.
    """
    if bool(wanted.spans) != wanted.of_passage:
        cure = "say what is right there with --speaker, --kind, --reject or --restore"
        raise BadEntry(
            f"span {wanted.spans[0]}: {cure}"
            if wanted.spans
            else "no passage is named; write a SPAN, START:END or an item's id"
        )
    reading, places = _find(desk, case, wanted)
    there = desk.ledger.fixes.of([reading.report.sha256])
    if unless is not None:
        unless.check(_touched(wanted, reading.report.sha256, places), there)
    kept = [one.fix for one in there]
    of_whole = of_report(desk, reading, wanted.group, wanted.country, wanted.published)
    fixes = [one.model_copy(update={"rule": _blamed(kept, one)}) for one in of_whole]
    for place in places:
        fixes += _of_passage(reading, wanted, place, kept)
    return fixes


def _touched(wanted: Wanted, sha256: str, places: Sequence[_Place]) -> list[Fix]:
    """What is asked for as corrections that say nothing yet, only where they lie and of which part they are."""
    from smoulder.records.fix import Fix

    of_whole: dict[FixPart, str] = {
        "group": wanted.group, "country": wanted.country, "published": wanted.published,
    }  # fmt: skip
    return [
        *(Fix(sha256=sha256, part=part) for part, said in of_whole.items() if said),
        *(Fix(sha256=sha256, part="statement", start=one.start, end=one.end) for one in places),
    ]


def _find(desk: Desk, case: Case, wanted: Wanted) -> tuple[Reading, list[_Place]]:
    """The reading that is corrected, and the places in it."""
    answer = last_answer(desk, case.id)
    file = desk.ledger.file(case.id)
    items = [_item(desk, case, one, file, answer) for one in wanted.spans if ":" not in one]
    sha256s = {sha256 for sha256, _ in items}
    if wanted.of or len(items) < len(wanted.spans) or not items:
        sha256s.add(find_report(desk, file, wanted.of) if wanted.of or not items else next(iter(sha256s)))
    if len(sha256s) > 1:
        raise BadEntry("the spans lie in several reports; correct one report at a time")
    (sha256,) = sha256s
    reading = reading_of(desk, case, sha256, answer)
    spans = [_Place(*span_in(one, reading.report)) for one in wanted.spans if ":" in one]
    return reading, [*(place for _, place in items), *spans]


def _item(desk: Desk, case: Case, name: str, file: CaseFile, answer: Assessment | None) -> tuple[str, _Place]:
    """The report and the place of an item of the last answer or, if it went since, of an earlier one."""
    known = items_of(file, answer)
    if not any(key.startswith(name) for key in known):
        earlier = (
            one for one in reversed(desk.ledger.answers(case.id)) if any(i.id == name for i in one.evidence)
        )
        answer = next(earlier, answer)
        known |= items_of(file, answer)
    key = one_of(name, known, "item")
    item = next((one for one in (answer.evidence if answer else ()) if one.id == key), None)
    source = item.source if item else None
    if (
        answer is None
        or source is None
        or source.report is None
        or source.start is None
        or source.end is None
    ):
        raise BadEntry(
            f"item {key} was not read in a report, so there is nothing of the reader's to correct; "
            f"take it out with `smoulder case evidence ID {key} --reject`"
        )
    return answer.readings[source.report].report.sha256, _Place(source.start, source.end, key)


def _of_passage(reading: Reading, wanted: Wanted, place: _Place, kept: Sequence[Fix]) -> list[Fix]:
    """The corrections of one place."""
    from smoulder.records.fix import Fix

    sha256 = reading.report.sha256
    if wanted.restore:
        return _taken_back(reading, place, kept)
    fixes = []
    if wanted.speaker is not None:
        touched = [one for _, one in _spoken(reading) if one.start < place.end and place.start < one.end]
        if not touched:
            raise _nothing(reading, place, "speaks")
        was = touched[0].speaker
        rule = _first_rule(kept, "speaker", place, was) or rule_of(touched[0], "speaker")
        now = " ".join(wanted.speaker.split())
        fixes.append(
            Fix(sha256=sha256, part="speaker", start=place.start, end=place.end, was=was, now=now, rule=rule)
        )
    if wanted.reject or wanted.kind:
        there = _there(reading, place, only_evidence=bool(wanted.kind or place.item))
        if not there:
            raise _nothing(reading, place, "is evidence" if wanted.kind else "lies")
        for part, one in there:
            was = said_of(one)
            rule = _first_rule(kept, part, place, was) or rule_of(one)
            fixes.append(
                Fix(
                    sha256=sha256,
                    part=part,
                    start=one.start,
                    end=one.end,
                    was=was,
                    now=_kind(wanted.kind),
                    rule=rule,
                )
            )
    return fixes


def _kind(kind: str) -> str:
    from smoulder.reading.fixes import KINDS

    if kind and kind not in KINDS:
        near = get_close_matches(kind, KINDS, n=1)
        cure = f"did you mean {near[0]!r}? " if near else ""
        raise BadEntry(
            f"--kind {kind!r} is no kind of evidence that is read; {cure}known are {', '.join(KINDS)}"
        )
    return kind


def _there(reading: Reading, place: _Place, only_evidence: bool) -> list[tuple[FixPart, Passage]]:
    """Passages of which at least half lies in a place."""
    every: list[tuple[FixPart, Passage]] = [("evidence", one) for one in reading.evidence]
    if not only_evidence:
        every += [("claim", one) for one in reading.claims]
        every += [("statement", one) for one in reading.statements]
    return [
        (part, one)
        for part, one in every
        if 2 * (min(one.end, place.end) - max(one.start, place.start)) >= one.end - one.start
    ]


def _spoken(reading: Reading) -> list[tuple[FixPart, Statement | Claim | TextEvidence]]:
    statements: list[tuple[FixPart, Statement | Claim | TextEvidence]]
    statements = [("statement", one) for one in reading.statements]
    claims: list[tuple[FixPart, Statement | Claim | TextEvidence]] = [
        ("claim", one) for one in reading.claims
    ]
    return [*statements, *claims, *(("evidence", one) for one in reading.evidence)]


def _nothing(reading: Reading, place: _Place, does: str) -> NotInCase:
    """The error that the reader has nothing at a place, with what it has nearest."""
    near = sorted(_spoken(reading), key=lambda one: (abs(one[1].start - place.start), one[0]))[:3]
    told = "; ".join(f"{part} at {one.start}:{one.end}" for part, one in near) or "nothing at all"
    return NotInCase(
        f"nothing that the reader took from {reading.report.name} {does} at {place.start}:{place.end}; "
        f"nearest there is {told}",
        f"nothing that the reader took from the report {does} at {place.start}:{place.end}",
    )


def _first_rule(kept: Sequence[Fix], part: FixPart, place: _Place, now: str) -> str:
    """The rule that an earlier correction of the passage blames; '' where the reader's own word stands there."""
    found = (
        one.rule
        for one in reversed(kept)
        if one.part == part and one.start < place.end and place.start < one.end and one.now == now
    )
    return next(found, "")


def _blamed(kept: Sequence[Fix], fix: Fix) -> str:
    """The rule that an earlier correction of the same part of the report blames, else that of the reader."""
    return next((one.rule for one in reversed(kept) if one.part == fix.part and not one.end), fix.rule)


def _taken_back(reading: Reading, place: _Place, kept: Sequence[Fix]) -> list[Fix]:
    """For every passage that was corrected at a place, the word that the reader was right."""
    first: dict[tuple[FixPart, int, int, str], Fix] = {}
    for one in kept:
        if one.start < place.end and place.start < one.end:
            first.setdefault((one.part, one.start, one.end, one.rule), one)
    if not first:
        missing = f"no correction is kept at {place.start}:{place.end}"
        raise NotInCase(
            f"{missing} of {reading.report.name}; `smoulder case history` names them all", missing
        )
    return [one.model_copy(update={"now": one.was}) for one in first.values()]
