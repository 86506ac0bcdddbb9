"""Which branches a case has: from calendars of its own, or stays, eases and comes off; and how they are judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from smoulder.assessment.branches import Ahead, Pressing
from smoulder.models.branches.plan import Plan, due_month, end_of_month, plan_of_calendar, three_plans
from smoulder.models.pressure.branch_rule import BranchRule, branch_taken
from smoulder.reading.groups import Registry
from smoulder.reading.pressure_told import entries_from_reading
from smoulder.records.calendar import Calendar
from smoulder.records.case import Question
from smoulder.records.force import Phase
from smoulder.records.month import last_full_month, month_of
from smoulder.records.pressure import KINDS, PressureKind
from smoulder.records.scenario import BranchVerdict
from smoulder.records.statement import Reading

PRESENT: tuple[Phase, ...] = ("in force", "announced", "handed over")


def find_pressing(
    question: Question,
    record: Calendar,
    ahead: Ahead,
    kind: PressureKind | None = None,
    calendars: Mapping[str, Calendar] | None = None,
) -> Pressing:
    """The branches of a case.

    record:    what is on record of the pressure; only what was known by the as-of day is looked at.
    kind:      the kind of pressure that is asked about; the first that the record has in force by default.
    calendars: a branch each, by name; with one alone, 'stays' stands before it.
    returns:   the pressure eases or comes off in the month in which the record has its end due, else in that of the
               as-of day. Without a kind the effect is assumed.
    """
    day, last = question.as_of, last_full_month(question.as_of)
    first, months = last - ahead.late + 1, max(ahead.reach)
    if calendars:
        told = [
            plan_of_calendar(name, calendar, question.group_id, question.country, day, first, months)
            for name, calendar in calendars.items()
        ]
        if len(told) == 1:
            course = told[0].courses[0]
            told = [three_plans(course.kind, first, months, start=course.start)[0], *told]
        return Pressing(tuple(told), question.country, first - 1)
    found, start = _in_force(question, record, kind)
    due = None if found is None else due_month(record, question.group_id, question.country, found, day)
    plans = three_plans(found or "", first, months, month_of(day) if due is None else due, start)
    return Pressing(plans, question.country, first - 1)


def pressing_of_readings(
    question: Question, readings: Sequence[Reading], registry: Registry, ahead: Ahead, record: Calendar
) -> Pressing:
    """The branches of a case by what is on record of the pressure; where nothing is, by what reports tell."""
    return find_pressing(question, pressure_known(question, readings, registry, record), ahead)


def pressure_known(
    question: Question, readings: Sequence[Reading], registry: Registry, record: Calendar
) -> Calendar:
    """The record, where anything that was known stands in it on the group and country; else what reports tell."""
    if record.known_by(question.as_of).on(question.group_id, question.country).standing().entries:
        return record
    told = [
        entry
        for reading in readings
        for entry in entries_from_reading(reading, registry, question.group_id, question.country).entries
    ]
    return Calendar(entries=tuple(told))


def _in_force(
    question: Question, record: Calendar, kind: PressureKind | None
) -> tuple[PressureKind | None, Phase]:
    phases = record.known_by(question.as_of).phase(question.group_id, question.country, question.as_of)
    if kind is not None:
        return kind, phases[kind].phase if phases[kind].phase in PRESENT else "in force"
    return next(
        ((one, phases[one].phase) for one in KINDS if phases[one].phase in PRESENT), (None, "in force")
    )


def rules_in_words(plans: Sequence[Plan], as_of: date) -> dict[str, str]:
    """The dated rule of each branch, and that questions on one that was not taken are void."""
    return {plan.name: _rule_words(plan, as_of) for plan in plans}


def _rule_words(plan: Plan, as_of: date) -> str:
    if plan.rule is None:
        return "its calendar meets none of the three rules, so that it cannot be judged"
    if not plan.courses[0].kind:
        return "no kind of pressure is on record, so that it cannot be judged: smoulder pressure add"
    rule = BranchRule(plan.rule, _kind(plan), None, "")
    share = {
        "stays": f"never under {rule.stays:.0%}",
        "eases": f"under {rule.stays:.0%}, and never under {rule.off:.0%},",
        "comes off": f"under {rule.off:.0%} within {rule.within} months, or all gone,",
    }[plan.rule]
    return (
        f"taken if the {rule.kind} {'are' if rule.kind.endswith('s') else 'is'} {share} of the size on {as_of}, "
        "to the end of the horizon; else void"
    ).replace("%", " %")


def judge_branches(
    pressing: Pressing, question: Question, record: Calendar, horizons: Sequence[int]
) -> tuple[BranchVerdict, ...]:
    """Whether each branch was taken within each horizon, from the calendar alone: no outcome is looked at.

    record: everything that is on record by now, later than the as-of day too.
    """
    last = last_full_month(question.as_of)
    told = []
    for plan in pressing.plans:
        for horizon in horizons:
            if plan.rule is None or not plan.courses[0].kind:
                told.append(
                    BranchVerdict(
                        branch=plan.name,
                        horizon=horizon,
                        answer="not known",
                        why=_rule_words(plan, question.as_of),
                    )
                )
                continue
            rule = BranchRule(plan.rule, _kind(plan), question.group_id, question.country)
            found = branch_taken(record, rule, question.as_of, end_of_month(last + horizon))
            told.append(BranchVerdict(branch=plan.name, horizon=horizon, answer=found.answer, why=found.why))
    return tuple(told)


def _kind(plan: Plan) -> PressureKind:
    """The kind by which a plan is judged: that of its first course."""
    return next(one for one in KINDS if one == plan.courses[0].kind)
