"""`smoulder case`: the cases that were kept."""

from __future__ import annotations

import json as json_form
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import colour, say, table, width

if TYPE_CHECKING:
    from smoulder.cli.settings import Chosen
    from smoulder.store.ledger import Case

cases = typer.Typer(help="The cases that were kept.", no_args_is_help=False, rich_markup_mode=None)


@cases.command("list", epilog="Example:  smoulder case list --json")
def list_cases(json: AsJson = False, data: DataFolder = None, settings: SettingsFile = None) -> None:
    """List all cases, oldest first."""
    from smoulder.store.ledger import open_ledger

    with open_ledger(_chosen(data, settings).data) as ledger:
        found = ledger.cases()
    if json:
        print(json_form.dumps([_brief_json(case) for case in found], ensure_ascii=False, indent=2))
    elif found:
        heads = ("id", "group", "country", "as of", "comeback line")
        print(table(heads, [[c.id, c.group, c.country, str(c.as_of), _line(c)] for c in found]))
    else:
        say("No cases yet; `smoulder assess` keeps one.")


@cases.command("show", epilog="Example:  smoulder case show is-iraq-2020-01-23-7f3a")
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id, as `case list` gives it.")],
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Show one case and its latest answer."""
    from smoulder.brief.json import render_json
    from smoulder.brief.terminal import half_page
    from smoulder.store.ledger import open_ledger

    with open_ledger(_chosen(data, settings).data) as ledger:
        case, answers = ledger.case(name), ledger.answers(name)
    if json:
        whole = _brief_json(case) | {
            "mode": case.mode,
            "created": case.created.isoformat(),
            "answers": case.answers,
            "answer": json_form.loads(render_json(answers[-1])),
        }
        print(json_form.dumps(whole, ensure_ascii=False, indent=2))
    else:
        print(f"{case.id}, kept {case.created:%Y-%m-%d %H:%M} UTC, answers: {case.answers}\n")
        print(half_page(answers[-1], width=width(), colour=colour(sys.stdout)))


def _chosen(data: Path | None, settings: Path | None) -> Chosen:
    from smoulder.cli.settings import choose_settings

    chosen = choose_settings({}, file=settings, data=data)
    say(f"Data folder: {chosen.data}")
    return chosen


def _brief_json(case: Case) -> dict[str, Any]:  # Any: JSON
    return {
        "id": case.id,
        "group": case.group,
        "country": case.country,
        "as_of": case.as_of.isoformat(),
        "question": case.question.model_dump(mode="json", by_alias=True),
    }


def _line(case: Case) -> str:
    """The line of the question, or why there is none."""
    return "in no lull" if case.question.line is None else f"{case.question.line:.0f} deaths in 12 months"
