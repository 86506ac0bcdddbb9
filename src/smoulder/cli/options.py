"""Options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="Use nothing later: YYYY-MM-DD, or YYYY-MM.")
]
Country = Annotated[str | None, typer.Option("--country", help="The country, as UCDP names it.")]
DataFolder = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Folder of the ledger of cases.")
]
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="Settings file [smoulder.toml].")
]
