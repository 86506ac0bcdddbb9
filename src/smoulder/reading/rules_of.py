"""What found a passage, in words, so that the reader's errors can be counted by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from smoulder.records.fix import FixPart, KeptFix
from smoulder.records.statement import Claim, Passage, Reading, Statement, TextEvidence


def said_of(passage: Passage) -> str:
    """What the reader says of a passage, as a correction quotes it.

    >>> said_of(TextEvidence(text="x", start=0, end=1, kind="regrouping", favours=(), over=(), negated=True))
    'not regrouping'
    """
    if isinstance(passage, TextEvidence):
        return f"not {passage.kind}" if passage.negated else passage.kind
    if isinstance(passage, Claim):
        return f"{passage.stance} {' or '.join(passage.hypotheses)}"
    if isinstance(passage, Statement):
        return passage.kind
    return passage.text


def rule_of(passage: Passage, part: FixPart | None = None) -> str:
    """The rule that found a passage, or what is wrong in it.

    part: 'speaker' where the passage stands and its speaker is wrong.

    >>> rule_of(Statement(text="x", start=0, end=1, speaker="An officer", kind="quote"))
    'statement: quote'
    >>> rule_of(Statement(text="x", start=0, end=1, speaker="An officer", source="model small"), "speaker")
    'speaker: paraphrase (model small)'
    """
    kind = {TextEvidence: "evidence", Claim: "claim", Statement: "statement"}.get(type(passage), "passage")
    by = f" ({passage.source})" if passage.source else ""
    return f"{part if part == 'speaker' else kind}: {said_of(passage)}{by}"


def rule_of_report(reading: Reading, part: FixPart) -> str:
    """The rule that chose group, country or day of a report.

    >>> from smoulder.records.report import Report
    >>> report = Report(name="r", sha256="0" * 64, raw="x", text="x", published_from="dateline")
    >>> rule_of_report(Reading(report=report), "published"), rule_of_report(Reading(report=report), "group")
    ('published: from the dateline', 'group: none found')
    """
    if part == "published":
        source = reading.report.published_from
        return f"published: from the {source}" if source else "published: none found"
    found = reading.group_id if part == "group" else reading.country
    return f"{part}: chosen from the text" if found is not None else f"{part}: none found"


def errors_by_rule(fixes: Iterable[KeptFix]) -> dict[str, int]:
    """How many passages each rule got wrong, the most first.

    fixes: oldest first. A passage that was corrected twice counts once, and one that was put back does not count.
    """
    first: dict[tuple[object, ...], KeptFix] = {}
    last: dict[tuple[object, ...], KeptFix] = {}
    for one in fixes:
        key = (one.fix.sha256, one.fix.part, one.fix.start, one.fix.end, one.fix.rule)
        first.setdefault(key, one)
        last[key] = one
    wrong = (
        one.fix.rule for key, one in first.items() if last[key] is one or one.fix.was != last[key].fix.now
    )
    counts = Counter(rule or "not known" for rule in wrong)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
