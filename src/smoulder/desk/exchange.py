"""A case out of the ledger and into it as one text, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smoulder.desk.desk import find_case, told_fixes

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.records.case_export import CaseExport
    from smoulder.store.case_exchange import TakenIn


def case_text(desk: Desk, name: str) -> str:
    """A whole case as JSON text, with the texts of its reports.

    raises: NoCase.
    """
    from smoulder.records.case_export import render_export

    return render_export(desk.ledger.export_case(find_case(desk, name).id, desk.now))


def open_case_text(desk: Desk, name: str, judges: bool) -> str:
    """A whole case as JSON text for a member of a team: nothing that is kept back from them, or made in other cases.

    judges: whether who is at the desk can judge the case, for the error.
    raises: NoCase; BadEntry where somebody else's number is in what would be given out, and one's own first round is
            not.
    """
    from smoulder.desk.blind import check_open
    from smoulder.records.case_export import render_export

    export = desk.ledger.export_case(find_case(desk, name).id, desk.now)
    check_open(desk.who, export.log, "the case as a file", judges)
    fixes = tuple(told_fixes(export.fixes, export.id, desk.team))
    return render_export(export.model_copy(update={"fixes": fixes}))


def take_in(desk: Desk, name: str, text: str) -> TakenIn:
    """Take in a case from its text; of one that is there already only what is new is added.

    name:   of the file, for errors.
    raises: BadData where the text is no export, or was changed; PersonGiven; CannotWrite, BadLedger.
    """
    return desk.ledger.import_case(read_case(desk, name, text))


def read_case(desk: Desk, name: str, text: str) -> CaseExport:
    """A case from its text, as it can be taken in; see `take_in`. In a team, one that others wait for is refused."""
    from smoulder.desk.file_changes import check_changes
    from smoulder.desk.file_size import check_size
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.store.case_check import read_export

    registry = load_registry(read_own_groups(desk.chosen.data))
    export = read_export(name, text, registry, desk.now)
    if desk.team:
        check_size(name, export)
    check_changes(name, export)
    return export


def taken_words(done: TakenIn) -> str:
    """What an import added, in a line."""
    why = "a house resolves from its own data, and scores what was entered in it"
    left = f"; left out {', '.join(done.left)}: {why}" if done.left else ""
    if done.new:
        held = f"{_number(done.entries, 'change')} and {_number(done.answers, 'answer')}"
        return f"{done.case_id}: taken in, with {held}{left}"
    counts = [
        _number(count, what)
        for count, what in (
            (done.entries, "change"),
            (done.answers, "answer"),
            (done.fixes, "correction"),
            (done.resolutions, "outcome"),
        )
        if count
    ]
    return f"{done.case_id}: was there; added {', '.join(counts) or 'nothing'}{left}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
