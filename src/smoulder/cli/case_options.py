"""Options that several verbs of `smoulder case` share."""

from __future__ import annotations

from typing import Annotated

import typer

CaseId = Annotated[str, typer.Argument(metavar="ID", help="The id, as `case list` gives it.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who enters it [SMOULDER_ANALYST].")]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="Why, in a line; kept with the change.")]
OnDay = Annotated[str, typer.Option("--on", metavar="DATE", help="The case as it stood at the end of a day.")]
Reliability = Annotated[
    str, typer.Option("--reliability", metavar="A-F", help="Of the source; F: cannot be judged.")
]
OfReport = Annotated[
    str,
    typer.Option(
        "--of",
        metavar="REPORT",
        help="Which report of the case: its number, name or SHA-256, or their beginning.",
    ),
]
