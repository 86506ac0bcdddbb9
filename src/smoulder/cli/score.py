"""`smoulder score`: how good the forecasts of the ledger were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import progress, width

if TYPE_CHECKING:
    from smoulder.records.score_table import By, ScoreTable

ByWhat = Annotated[
    str,
    typer.Option("--by", metavar="WHAT", help="model, analyst, topic, horizon or branch: a row for each."),
]
OneCase = Annotated[
    str,
    typer.Option(
        "--case", metavar="ID", help="Look at the closed questions of one case: what pointed right."
    ),
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV, one figure in a row.")]
OfPractice = Annotated[
    bool, typer.Option("--practice", help="Score what was practised on past lulls, which is kept apart.")
]


def score(
    *,
    by: ByWhat = "model",
    case: OneCase = "",
    practice: OfPractice = False,
    json: AsJson = False,
    csv: AsCsv = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Say how good the forecasts were: Brier, log score, calibration, discrimination, skill over the base rate.

    Overlapping horizons of one lull count as one cluster. Outcomes that candidate data decide stand apart from final
    ones, and numbers that were given in hindsight apart from both.
    """
    from smoulder.cli.case_desk import at_desk
    from smoulder.cli.score_words import mortem_words, score_csv, score_words
    from smoulder.desk.score import autopsies
    from smoulder.records.errors import BadSetting
    from smoulder.records.score_table import By

    chosen = next((one for one in get_args(By) if one == by), None)
    if chosen is None:
        raise BadSetting(f"--by {by} is not known; write one of {', '.join(get_args(By))}")
    if case and (csv or practice):
        raise BadSetting("--case is a post-mortem of one case; leave --csv and --practice out")
    if case:
        from smoulder.cli.score_words import mortems_json

        with progress("Looking at the case again"), at_desk(data, settings) as desk:
            found = autopsies(desk, case)
        print(mortems_json(found) if json else mortem_words(case, found, width()))
        return
    with progress("Scoring"):
        table = _scores(chosen, practice, data, settings)
    if json:
        print(table.model_dump_json(indent=2))
    else:
        print(score_csv(table) if csv else score_words(table, width(), practice))


def _scores(by: By, practice: bool, data: Path | None, settings: Path | None) -> ScoreTable:
    """The scores of the ledger, or of what was practised, which needs no ledger."""
    from smoulder.cli.case_desk import at_desk
    from smoulder.cli.settings import choose_settings
    from smoulder.desk.score import practice_scores, record_scores

    if practice:
        return practice_scores(choose_settings({}, file=settings, data=data), by)
    with at_desk(data, settings) as desk:
        return record_scores(desk, by)
