"""Corrections of the reader, applied to what it took from a report, again at every reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from smoulder.reading.groups import Registry
from smoulder.reading.rivals import supported_by
from smoulder.reading.rules_of import said_of
from smoulder.reading.signs import DENIED, FAVOURS
from smoulder.records.fix import Fix
from smoulder.records.report import Report
from smoulder.records.statement import Claim, Passage, Reading, Statement, TextEvidence

SAME = 0.8
"""A passage is the one that was corrected where both share this part of the longer one, so that a reader which draws
the end of a sentence a little elsewhere finds it again."""

_P = TypeVar("_P", bound=Passage)
_Spoken = TypeVar("_Spoken", Statement, Claim, TextEvidence)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one correction; `words` say why where it was not applied."""

    fix: Fix
    applied: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A reading with its corrections, and what became of each, in their order."""

    reading: Reading
    outcomes: tuple[Outcome, ...]


def apply_fixes(reading: Reading, fixes: Sequence[Fix], registry: Registry | None = None) -> Reading:
    """The reading with its corrections; `lay_fixes` says besides what became of each."""
    return lay_fixes(reading, fixes, registry).reading


def lay_fixes(reading: Reading, fixes: Sequence[Fix], registry: Registry | None = None) -> Fixed:
    """Correct a reading.

    fixes:    oldest first, of whatever report; those of another are left aside. Of two that contradict each other
              the later one stands.
    registry: names the group that pressure is on, where the group is corrected.
    returns:  the corrected reading, and for each correction of this report whether it was applied; one whose passage
              this reading no longer has is said to be 'not needed or not found'. Applied twice it is as applied once.

    >>> from smoulder.records.report import Report
    >>> report = Report(name="r", sha256="0" * 64, raw="They wait.", text="They wait.")
    >>> said = Statement(text="They wait.", start=0, end=10, speaker="A trader")
    >>> fix = Fix(sha256="0" * 64, part="speaker", start=0, end=10, now="An officer")
    >>> fixed = lay_fixes(Reading(report=report, statements=(said,)), [fix, fix])
    >>> fixed.reading.statements[0].speaker, [one.applied for one in fixed.outcomes]
    ('An officer', [False, True])
    """
    mine = [fix for fix in fixes if fix.sha256 == reading.report.sha256]
    trace = _Trace()
    whole = _whole(reading, mine, trace, registry)
    told = _without(_spoken(whole, mine, trace), mine, trace)
    return Fixed(told, tuple(trace.outcome(at, fix) for at, fix in enumerate(mine)))


@dataclass(frozen=True, slots=True)
class _Trace:
    """Which corrections were applied, and over which a later one stands, by number."""

    used: set[int] = field(default_factory=set)
    over: set[int] = field(default_factory=set)

    def outcome(self, at: int, fix: Fix) -> Outcome:
        if at in self.used:
            return Outcome(fix, True)
        if at in self.over:
            return Outcome(fix, False, "a later correction stands over it")
        if fix.now and fix.now == fix.was:
            return Outcome(fix, False, "the reader was right, and nothing is changed")
        where = f" at {fix.start}:{fix.end}" if fix.end else ""
        what = f"{fix.part} {fix.was!r}" if fix.was else fix.part
        return Outcome(fix, False, f"not needed or not found: the reader has no {what}{where} to correct")


def fix_report(report: Report, fixes: Sequence[Fix]) -> Report:
    """The report with its day of publication corrected, to be read: other days in it are told from that one."""
    last = next(
        (one for one in reversed(fixes) if one.sha256 == report.sha256 and one.part == "published"), None
    )
    if last is None:
        return report
    day = date.fromisoformat(last.now) if last.now else None
    return report if day == report.published else report.model_copy(
        update={"published": day, "published_from": "user" if day else ""}
    )  # fmt: skip


def _whole(reading: Reading, fixes: Sequence[Fix], trace: _Trace, registry: Registry | None) -> Reading:
    """Group, country and day of the report: the last word on each stands."""
    change: dict[str, object] = {}
    last = {fix.part: (at, fix) for at, fix in enumerate(fixes)}
    trace.over.update(at for at, fix in enumerate(fixes) if not fix.end and last[fix.part][0] != at)
    if "published" in last:
        at, _ = last["published"]
        change["report"] = fix_report(reading.report, fixes)
        if change["report"] != reading.report:
            trace.used.add(at)
    pressure = reading.pressure
    if "country" in last:
        at, fix = last["country"]
        change["country"] = fix.now or None
        if change["country"] != reading.country:
            trace.used.add(at)
            pressure = tuple(one.model_copy(update={"where": fix.now}) for one in pressure)
    if "group" in last:
        at, fix = last["group"]
        group = int(fix.now) if fix.now else None
        change["group_id"] = group
        if group != reading.group_id:
            trace.used.add(at)
            name = registry.group(group).name if registry and pressure and group is not None else ""
            pressure = tuple(one.model_copy(update={"on": name}) for one in pressure)
    return reading.model_copy(update=change | {"pressure": pressure})


def _spoken(reading: Reading, fixes: Sequence[Fix], trace: _Trace) -> Reading:
    """Speakers: the last correction that touches a passage says who speaks there."""
    speakers = [(at, fix) for at, fix in enumerate(fixes) if fix.part == "speaker"]
    if not speakers:
        return reading

    def word_on(one: Passage) -> tuple[int, Fix] | None:
        touching = [(at, fix) for at, fix in speakers if one.start < fix.end and fix.start < one.end]
        trace.over.update(at for at, _ in touching[:-1])
        return touching[-1] if touching else None

    roles: dict[str, Statement] = {}
    for said in reading.statements:
        if word_on(said) is None and (said.speaker not in roles or not roles[said.speaker].role):
            roles[said.speaker] = said

    def corrected(one: _Spoken) -> _Spoken:
        word = word_on(one)
        if word is None or one.speaker == word[1].now:
            return one
        trace.used.add(word[0])
        known = roles.get(word[1].now)
        change: dict[str, object] = {"speaker": word[1].now}
        if not isinstance(one, Claim):
            change["anonymous"] = known.anonymous if known else False
        if isinstance(one, Statement):
            change["role"] = known.role if known else ""
        return one.model_copy(update=change)

    return reading.model_copy(
        update={
            "statements": tuple(map(corrected, reading.statements)),
            "claims": tuple(map(corrected, reading.claims)),
            "evidence": tuple(map(corrected, reading.evidence)),
        }
    )


def _without(reading: Reading, fixes: Sequence[Fix], trace: _Trace) -> Reading:
    """Passages that were rejected are taken out, evidence of another kind is changed, and what points to claims
    follows them."""
    statements = [one for one in reading.statements if _now(one, "statement", fixes, trace) != ""]
    left = [at for at, one in enumerate(reading.claims) if _now(one, "claim", fixes, trace) != ""]
    place = {old: new for new, old in enumerate(left)}
    claims = []
    for at in left:
        claim = reading.claims[at]
        rival = None if claim.rival_of is None else place.get(claim.rival_of)
        claims.append(claim.model_copy(update={"rival_of": rival}))
    evidence = []
    for item in reading.evidence:
        kind = _now(item, "evidence", fixes, trace)
        if kind == said_of(item):
            kept = (place[one] for one in item.supports if one in place)
            supports = tuple(one for one in kept if claims[one].rival_of is not None)
            evidence.append(item.model_copy(update={"supports": supports}))
        elif kind:
            changed = _of_kind(item, kind)
            evidence.append(changed.model_copy(update={"supports": supported_by(changed, claims)}))
    change = {"statements": tuple(statements), "claims": tuple(claims), "evidence": tuple(evidence)}
    return reading.model_copy(update=change)


def _now(passage: Passage, part: str, fixes: Sequence[Fix], trace: _Trace) -> str:
    """What a passage is after its corrections; '' where it is taken out.

    A correction that says what an earlier one takes for wrong takes that one back, so that no two go in a circle.
    """
    here = [(at, fix) for at, fix in enumerate(fixes) if fix.part == part and _same(passage, fix)]
    standing = [
        (at, fix)
        for place, (at, fix) in enumerate(here)
        if not any(
            later.was == fix.was or (later.now and later.now == fix.was) for _, later in here[place + 1 :]
        )
    ]
    trace.over.update(at for at, fix in here if (at, fix) not in standing)
    value = said_of(passage)
    for at, fix in standing:
        if value and value != fix.now and (part == "statement" or fix.was in ("", value)):
            if part == "evidence" and fix.now and fix.now not in KINDS:
                continue
            value = fix.now
            trace.used.add(at)
    return value


def _same(passage: Passage, fix: Fix) -> bool:
    shared = min(passage.end, fix.end) - max(passage.start, fix.start)
    return shared >= SAME * max(passage.end - passage.start, fix.end - fix.start, 1)


KINDS: tuple[str, ...] = (*FAVOURS, *(f"not {kind}" for kind in DENIED))
"""What an item of evidence can be corrected to."""


def _of_kind(item: TextEvidence, kind: str) -> TextEvidence:
    negated = kind.startswith("not ")
    bare = kind.removeprefix("not ")
    favours, over = (DENIED if negated else FAVOURS)[bare]
    return item.model_copy(update={"kind": bare, "negated": negated, "favours": favours, "over": over})
