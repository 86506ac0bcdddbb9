"""Jobs that are done at the desk: cases answered and opened, questions resolved, the watch list compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smoulder.web.guard.by_question import admit_of, visitor_for
from smoulder.web.guard.case_access import in_case
from smoulder.web.guard.refused import Refused
from smoulder.web.jobs.doing import Doing, Open, Result
from smoulder.web.jobs.kinds import AddReportWants, AnswerWants, AssessWants

if TYPE_CHECKING:
    from smoulder.assessment.work import Worked
    from smoulder.web.guard.visitor import Visitor


def answer(doing: Doing) -> Result:
    """Answer a case anew; on the ground of its last answer, where that still holds."""
    wants = AnswerWants.model_validate(doing.job.wants)
    _see_to(doing, wants.case_id)
    done = _further(doing, wants)
    if done is None:
        done = _anew(doing, wants)
    return _told(doing, done)


def add_report(doing: Doing) -> Result:
    """Let reports join a case, and answer it anew."""
    from smoulder.desk.answer import answer_case

    wants = AddReportWants.model_validate(doing.job.wants)
    _see_to(doing, wants.case_id)
    reports = [doing.ledger.reports.report(one) for one in wants.sha256s]
    return _told(doing, answer_case(doing.desk, wants.case_id, reports, wants.as_of, "", doing.tell))


def assess(doing: Doing) -> Result:
    """Open a case and answer it; the same question finds its case again, for who may work in it.

    raises: Clash where the case is for others; Refused where who asked for it may not work in it.
    """
    from smoulder.desk.assess import Asking, answer_kept

    wants = AssessWants.model_validate(doing.job.wants)
    reports = tuple(doing.ledger.reports.report(one) for one in wants.sha256s)
    asking = Asking(
        reports=reports, group=wants.group, country=wants.country, as_of=wants.as_of, mode=wants.mode,
        label=wants.label,
    )  # fmt: skip
    admit = admit_of(_asker(doing))
    done = answer_kept(asking, doing.site.chosen, doing.now, doing.tell, who=doing.job.who, admit=admit)
    return _told(doing, done)


def _asker(doing: Doing) -> Visitor:
    return visitor_for(doing.ledger.workbench(), doing.job.account, doing.job.who)


def _see_to(doing: Doing, case_id: str) -> None:
    """See that who asked for the job may still work in its case. raises: Refused."""
    access = doing.ledger.workbench().access.of(case_id)
    inside = in_case(_asker(doing), access) if access else None
    if access and (inside is None or not inside.may("work")):
        raise Refused(f"{doing.job.who} may not work in the case any more; ask an editor of it")


def _further(doing: Doing, wants: AnswerWants) -> Worked | None:
    """The answer on the ground of the last one; None where that does not serve."""
    from smoulder.assessment.work import work_further

    before = doing.kept.open
    if before is None or before.held.case_id != wants.case_id or wants.as_of is not None:
        return None
    if before.ground != _ground(doing, wants.case_id):
        doing.kept.open = None
        return None
    doing.tell("Weighing what was entered")
    return work_further(before.held, doing.ledger, now=doing.now, who=doing.job.who)


def _anew(doing: Doing, wants: AnswerWants) -> Worked:
    from smoulder.desk.answer import answer_case

    return answer_case(doing.desk, wants.case_id, (), wants.as_of, "", doing.tell)


def _told(doing: Doing, done: Worked) -> Result:
    """What the answer led to; the case stays open for the next one."""
    case_id = done.kept.case_id
    doing.kept.open = None if done.held is None else Open(done.held, _ground(doing, case_id))
    moved = {} if done.moved_from is None else {"moved_from": done.moved_from.isoformat()}
    return {
        "case_id": case_id,
        "new_answer": done.kept.new_answer,
        "as_of": done.assessment.question.as_of.isoformat(),
        **moved,
    }


def _ground(doing: Doing, case_id: str) -> tuple[object, ...]:
    """What an answer rests on beside the case: the day, the settings, the data there are, the pressure and the record
    in the ledger, and which answer is the last."""
    data, place = doing.site.chosen.data, doing.site.chosen.events.folder
    files = [data / "groups.toml", *sorted((data / "tables").glob("*"))]
    stood = tuple((str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in files if one.is_file())
    ledger = doing.ledger
    return (
        doing.now.date(), place, _loads(doing), stood, doing.site.chosen.settings, ledger.pressure.calendar(),
        tuple(ledger.asked.tally()), ledger.answered(case_id),
    )  # fmt: skip


def _loads(doing: Doing) -> object:
    """What was loaded: it changes with each load that changed something."""
    from smoulder.store.events import open_events

    manifest = open_events(doing.site.chosen.events).manifest()
    return manifest.generation, tuple(one.name for one in manifest.segments)
