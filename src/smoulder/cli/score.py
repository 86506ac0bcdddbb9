"""`smoulder score`: how good the forecasts of the ledger were."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import progress, width

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
    from smoulder.cli.score_run import autopsies, record_of
    from smoulder.cli.score_words import mortem_words, score_csv, score_words
    from smoulder.records.errors import BadSetting
    from smoulder.records.score_table import By

    chosen = next((one for one in get_args(By) if one == by), None)
    if chosen is None:
        raise BadSetting(f"--by {by} is not known; write one of {', '.join(get_args(By))}")
    if case and (csv or practice):
        raise BadSetting("--case is a post-mortem of one case; leave --csv and --practice out")
    if case:
        from smoulder.cli.score_words import mortems_json

        with progress("Looking at the case again"):
            found = autopsies(case, data, settings)
        print(mortems_json(found) if json else mortem_words(case, found, width()))
        return
    with progress("Scoring"):
        table = record_of(chosen, practice, data, settings)
    if json:
        print(table.model_dump_json(indent=2))
    else:
        print(score_csv(table) if csv else score_words(table, width(), practice))
