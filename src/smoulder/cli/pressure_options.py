"""Options of the verbs of `smoulder pressure`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

KIND_HELP = "foreign troops, air campaign, peacekeepers, government offensive, sanctions or deal."

Group = Annotated[
    str, typer.Option("--group", help="The armed group, by name or id; else all of the country.")
]
Country = Annotated[str, typer.Option("--country", help="The country.")]
Kind = Annotated[str, typer.Option("--kind", help=KIND_HELP)]
By = Annotated[str, typer.Option("--by", help="Who presses: a country, a mission, an alliance.")]
Place = Annotated[str, typer.Option("--place", help="A town or region, where it is not the whole country.")]
Size = Annotated[str, typer.Option("--size", metavar="N", help="How many: 5200, or 4000-6000.")]
Unit = Annotated[str, typer.Option("--unit", help="Of what: troops, aircraft.")]
Demanded = Annotated[str, typer.Option("--demanded", metavar="WHEN", help="When others asked for its end.")]
Announced = Annotated[
    str, typer.Option("--announced", metavar="WHEN", help="When its end was announced or agreed.")
]
Due = Annotated[str, typer.Option("--due", metavar="WHEN", help="When its end is planned.")]
Began = Annotated[str, typer.Option("--began", metavar="WHEN", help="When it began.")]
Seen = Annotated[str, typer.Option("--seen", metavar="WHEN", help="When it was there, with this size.")]
Reduced = Annotated[str, typer.Option("--reduced", metavar="WHEN", help="When it was reduced to this size.")]
HandedOver = Annotated[str, typer.Option("--handed-over", metavar="WHEN", help="When it handed over.")]
Departed = Annotated[str, typer.Option("--departed", metavar="WHEN", help="When it had left or was over.")]
Known = Annotated[str, typer.Option("--known", metavar="WHEN", help="When this could be known, if later.")]
SourceOf = Annotated[
    str, typer.Option("--source", help="Where it stands: an address, or a data set and its row.")
]
Note = Annotated[str, typer.Option("--note", help="A remark, in a line.")]
Supersedes = Annotated[str, typer.Option("--supersedes", metavar="ID", help="The entry that this corrects.")]
Withdraw = Annotated[
    str, typer.Option("--withdraw", metavar="ID", help="Take back an entry that was wrong as a whole.")
]
AddFile = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", help="Add the entries of a TOML calendar.")
]
FromReport = Annotated[
    list[str] | None,
    typer.Option("--from-report", metavar="FILE", help="Add what a report tells; repeat it for more."),
]
FromData = Annotated[
    tuple[str, Path] | None,
    typer.Option("--from-data", metavar="NAME FILE", help="Add what a data set has on --country."),
]
Analyst = Annotated[str, typer.Option("--analyst", metavar="NAME", help="Who enters it [SMOULDER_ANALYST].")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be added, and add nothing.")]

InFile = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", help="Look at a TOML calendar instead of the ledger.")
]
Corrected = Annotated[bool, typer.Option("--all", help="Entries that were corrected or withdrawn as well.")]
OutFile = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write the entries as a TOML calendar.")
]
Tolerance = Annotated[
    float,
    typer.Option("--tolerance", min=0, max=1, help="Share of the greater by which two sizes may differ."),
]
