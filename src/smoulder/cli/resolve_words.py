"""What `smoulder resolve` found, in words and as JSON."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from textwrap import fill
from typing import TYPE_CHECKING, Any

from smoulder.cli.terminal import table
from smoulder.desk.question_words import question_words

if TYPE_CHECKING:
    from smoulder.assessment.record.deciding import Month
    from smoulder.assessment.record.resolve import Found
    from smoulder.desk.resolve import Resolved

ORDER = (
    "Branches were judged first, by the pressure calendar alone; only then were months looked at, and never for a "
    "branch that was not taken."
)
MOST = 40
"""Closed questions that are shown in full where all cases are asked for; --json has all of them."""


def resolve_words(run: Resolved, width: int) -> str:
    """What was closed with the rows that decide it, what cannot be, and what is open."""
    if not run.found:
        where = f"case {run.case}" if run.case else "the ledger"
        return f"No open question is in {where}; an answer for a group in a lull asks some."
    closed = [one for one in run.found if _status(one) in ("yes", "no", "void") and (run.case or one.new)]
    parts = [_counts(run.found), fill(ORDER, width)]
    if closed:
        parts.append("\n".join(_closed(closed[:MOST] if not run.case else closed, width)))
        if not run.case and len(closed) > MOST:
            parts.append(f"… and {len(closed) - MOST} more; --json shows them all.")
    cannot = _cannot(run.found)
    if cannot:
        parts.append("\n".join(["Cannot be decided:", *_listed(cannot, width)]))
    if run.months:
        parts.append(_months(run.months))
    return "\n\n".join(parts)


def resolve_json(run: Resolved) -> str:
    """Every question that was looked at, with how it stands and why."""
    whole = {
        "version": 1,
        "counts": dict(Counter(_status(one) for one in run.found)),
        "order": ORDER,
        "questions": [_one_json(one) for one in run.found],
        "months": [asdict(one) for one in run.months],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _status(one: Found) -> str:
    return "open" if one.resolution is None else one.resolution.status


def _counts(found: Sequence[Found]) -> str:
    count = Counter(_status(one) for one in found)
    new = sum(one.new for one in found)
    provisional = sum(
        one.resolution is not None and one.resolution.status in ("yes", "no") and not one.resolution.final
        for one in found
    )
    told = ", ".join(f"{count[name]:,} {name}" for name in ("yes", "no", "void", "undecidable", "open"))
    words = f"{len(found):,} questions looked at: {told}. New or changed: {new:,}."
    return words + (f" Provisional, on candidate data: {provisional:,}." if provisional else "")


def _closed(closed: Sequence[Found], width: int) -> Iterator[str]:
    """By case, each with the rows that decide it."""
    case = ""
    for one in closed:
        if one.asked.case_id != case:
            case = one.asked.case_id
            yield f"{case} ({one.asked.group}, {one.asked.country}, as of {one.asked.as_of})"
        resolution = one.resolution
        if resolution is None:
            continue
        sure = "" if resolution.status == "void" else "final" if resolution.final else "provisional"
        early = ", before its horizon is covered: scored once it is" if resolution.early else ""
        head = f"{question_words(one.asked)}: {resolution.status}" + (f" ({sure}{early})" if sure else "")
        told = [f"{head}. {one.why}" if resolution.status == "void" else head, *resolution.rows]
        for line in told:
            yield fill(
                line, width, initial_indent="  " if line is told[0] else "    ", subsequent_indent="    "
            )


def _cannot(found: Sequence[Found]) -> dict[str, list[Found]]:
    """Questions that nothing decides, by reason: no rule, months that are not covered, branches not known."""
    reasons: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        if _status(one) == "undecidable" or (one.resolution is None and "is not known" in one.why):
            reasons[one.why].append(one)
    return reasons


def _listed(reasons: dict[str, list[Found]], width: int) -> Iterator[str]:
    for why, those in sorted(reasons.items(), key=lambda one: -len(one[1])):
        cases = len({one.asked.case_id for one in those})
        of = (
            f"{len(those)} questions of {cases} {'case' if cases == 1 else 'cases'}"
            if len(those) > 1
            else question_words(those[0].asked)
        )
        yield fill(f"{of}: {why}", width, initial_indent="  ", subsequent_indent="    ")


def _months(months: Sequence[Month]) -> str:
    """The months of the longest horizon, one a row."""
    rows = [
        [
            one.month,
            "?" if one.deaths is None else f"{one.deaths:,.0f}",
            "?" if one.twelve is None else f"{one.twelve:,.0f}",
            f"{one.holes} unknown" if one.holes else "",
            one.release + (" (candidate)" if one.provisional else ""),
        ]
        for one in months
    ]
    return table(("month", "deaths", "in 12 months", "scaled for", "source"), rows)


def _one_json(one: Found) -> dict[str, Any]:  # Any: JSON
    return {
        "question": one.asked.model_dump(mode="json"),
        "words": question_words(one.asked),
        "status": _status(one),
        "resolution": None if one.resolution is None else one.resolution.model_dump(mode="json"),
        "new": one.new,
        "why": one.why,
    }
