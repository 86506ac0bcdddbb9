"""`smoulder practice`: give numbers for past lulls, and see what came."""

from __future__ import annotations

from typing import Annotated

import typer

from smoulder.cli.options import AsJson, DataFolder, SettingsFile

HowMany = Annotated[int, typer.Option("--n", min=1, max=50, metavar="N", help="How many lulls.")]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed", min=0, help="Draws the same lulls again; without it, new ones that were not practised yet."
    ),
]
HideName = Annotated[
    bool, typer.Option("--hide-name", help="Hide name, place and calendar: months are counted from the day.")
]
Analyst = Annotated[
    str, typer.Option("--analyst", metavar="NAME", help="Who gives the numbers [SMOULDER_ANALYST].")
]
Horizon = Annotated[int, typer.Option("--horizon", min=1, max=36, help="Months ahead that are asked about.")]
Peak = Annotated[
    float, typer.Option("--peak", min=0, help="Deaths in 12 months that the spell before had reached.")
]
Months = Annotated[int, typer.Option("--months", min=1, help="How many months are shown.")]
BaseRate = Annotated[
    bool, typer.Option("--base-rate", help="Show the base rate of then before you give your number.")
]
WithModel = Annotated[
    bool,
    typer.Option("--model", help="Set the comeback model as of then beside your number; it takes a while."),
]


def practice(
    *,
    n: HowMany = 5,
    seed: Seed = None,
    hide_name: HideName = False,
    analyst: Analyst = "",
    horizon: Horizon = 12,
    peak: Peak = 100,
    months: Months = 24,
    base_rate: BaseRate = False,
    model: WithModel = False,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Draw past lulls, hide what came next, take your number, then show and score it.

    A number is 30 %, .3, 3 in 10, or a word of ICD 203, whose middle is meant; q leaves. What is practised is kept
    apart from the cases and their scores: smoulder score --practice.
    """
    from smoulder.cli.practice_run import Practising, run_practice

    run_practice(
        Practising(n, seed, hide_name, analyst, horizon, peak, months, base_rate, model, json, data, settings)
    )
