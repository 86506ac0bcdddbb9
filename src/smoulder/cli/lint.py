"""`smoulder lint`: whether a text says its chances by one scale of words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.options import AsJson, SettingsFile
from smoulder.cli.terminal import say

if TYPE_CHECKING:
    from smoulder.cli.lint_words import Checked
    from smoulder.records.prose import Prose
    from smoulder.records.wording import Scale

FOUND = 1
UNREAD = 2


def lint(
    file: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="Markdown, HTML, Word (.docx) or plain text; - reads from a pipe."
        ),
    ],
    scale: Annotated[
        str | None,
        typer.Option(
            "--scale",
            metavar="NAME|CSV",
            help="A scale of words that ships (ICD 203, IPCC, PHIA), or a file with one of your own [ICD 203].",
        ),
    ] = None,
    json: AsJson = False,
    settings: SettingsFile = None,
) -> None:
    """Check the wording of chances: mixed terms, words without a number, numbers that contradict their word.

    Leaves with 0 where nothing is found, 1 where something is, 2 where a file cannot be read.
    """
    from smoulder.cli.lint_words import findings_json, findings_words, tally_words
    from smoulder.cli.settings import choose_settings
    from smoulder.reading.scales import DEFAULT, choose_scale

    wanted = choose_scale(scale or choose_settings({}, file=settings).scale or DEFAULT)
    checked = [_check(name, wanted) for name in file]
    if json:
        print(findings_json(checked, wanted))
    elif lines := findings_words(checked):
        print(lines)
    for one in checked:
        if one.trouble:
            say(f"smoulder: {one.trouble}")
    say(tally_words(checked, wanted))
    code = _code(checked)
    if code:
        raise typer.Exit(code)


def _check(name: str, scale: Scale) -> Checked:
    from smoulder.assessment.lint.check import check_wording
    from smoulder.cli.lint_words import Checked
    from smoulder.reading.scales import shipped_scales
    from smoulder.records.errors import SmoulderError

    try:
        prose = _open(name)
    except SmoulderError as reason:
        return Checked(name, "line", (), " ".join(str(reason).split()))
    return Checked(name, prose.unit, check_wording(prose, scale, shipped_scales()), "")


def _open(name: str) -> Prose:
    from smoulder.cli.source import piped
    from smoulder.reading.prose import open_prose, read_prose

    return read_prose("standard input", piped()) if name == "-" else open_prose(Path(name))


def _code(checked: Sequence[Checked]) -> int:
    if any(one.trouble for one in checked):
        return UNREAD
    return FOUND if any(one.findings for one in checked) else 0
