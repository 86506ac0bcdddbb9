"""One run of `smoulder score`: the record, or the closed questions of one case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.records.post_mortem import PostMortem
    from smoulder.records.score_table import By, ScoreTable


def record_of(by: By, practice: bool, data: Path | None, settings: Path | None) -> ScoreTable:
    """The scores of the ledger, or of what was practised."""
    from smoulder.assessment.record.table import score_table
    from smoulder.cli.case_desk import at_desk

    if practice:
        from smoulder.assessment.record.practised import practice_table
        from smoulder.cli.settings import choose_settings
        from smoulder.store.practice import all_practised

        return practice_table(all_practised(choose_settings({}, file=settings, data=data).data), by)
    with at_desk(data, settings) as desk:
        asked = desk.ledger.asked
        return score_table(asked.scored(), asked.tally(), by)


def autopsies(case: str, data: Path | None, settings: Path | None) -> list[PostMortem]:
    """The closed questions of one case, looked at again.

    raises: NoCase where there is no such case.
    """
    from smoulder.assessment.record.post_mortem import post_mortem
    from smoulder.cli.case_desk import at_desk, find_case

    with at_desk(data, settings) as desk:
        ledger = desk.ledger
        name = find_case(desk, case).id
        answers = ledger.answers(name)
        found = [
            post_mortem(one, ledger.asked.resolutions(one.id), ledger.asked.forecasts(one.id), answers)
            for one in ledger.asked.questions(name)
        ]
    return [one for one in found if one is not None]
