"""Options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="The day, YYYY-MM-DD, or the end of a month, YYYY-MM: no later month is used.",
    ),
]
Country = Annotated[
    str | None, typer.Option("--country", help="The country; without it, the one the reports name.")
]
DataFolder = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Folder of cases, loaded events and own groups.")
]
ParserName = Annotated[
    str,
    typer.Option(
        "--parser", metavar="NAME", help="An English spaCy pipeline, installed or a folder [smoulder_en]."
    ),
]
ModelName = Annotated[
    str,
    typer.Option(
        "--model", metavar="NAME", help="A language model that reads besides the rules, by its name there."
    ),
]
ModelAddress = Annotated[
    str,
    typer.Option(
        "--model-address",
        metavar="URL",
        help="Its OpenAI-compatible address; a key comes from SMOULDER_MODEL_KEY.",
    ),
]
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="Settings file [smoulder.toml].")
]
OutFolder = Annotated[
    str | None,
    typer.Option("--out", metavar="DIR", help="Folder of the brief; {case} stands for its id [out/{case}]."),
]
Forms = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="FORMS",
        help="Forms of the brief, with commas between them; 'all' for every one [html,json].",
    ),
]
Language = Annotated[
    str, typer.Option("--language", metavar="CODE", help="Language of the brief's fixed words: en, fr or ar.")
]
Borders = Annotated[
    Path | None,
    typer.Option("--borders", metavar="FILE", help="GeoJSON with outlines of your own for the maps."),
]
Mode = Annotated[
    Literal["revised", "known-then"],
    typer.Option("--mode", help="Figures as they stand today, or as they were known on the day."),
]
Label = Annotated[
    str, typer.Option("--label", help="Keeps cases of one question apart, such as the name of a desk.")
]
