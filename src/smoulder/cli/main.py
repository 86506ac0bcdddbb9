"""The command `smoulder`: its verbs, and what becomes of an error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated

import typer
from typer.main import get_command

from smoulder import __version__
from smoulder.cli.alone import ALONE, TOLD
from smoulder.cli.assess import assess
from smoulder.cli.backtest import backtests
from smoulder.cli.backup import backup
from smoulder.cli.brief import brief
from smoulder.cli.case import cases
from smoulder.cli.fetch import fetch
from smoulder.cli.forecast import forecasts
from smoulder.cli.group import group
from smoulder.cli.ledger import ledgers
from smoulder.cli.lint import lint
from smoulder.cli.load import load
from smoulder.cli.opportunity import opportunity
from smoulder.cli.practice import practice
from smoulder.cli.pressure import pressures
from smoulder.cli.rates import rates
from smoulder.cli.read import read
from smoulder.cli.resolve import resolve
from smoulder.cli.restore import restore
from smoulder.cli.scenario import scenario
from smoulder.cli.score import score
from smoulder.cli.search import search
from smoulder.cli.series import series
from smoulder.cli.serve import serve
from smoulder.cli.watch import watch
from smoulder.records.errors import SmoulderError

# rich would draw boxes around help and errors; plain text reads the same on a terminal and in a file.
app = typer.Typer(
    help="An armed group has gone quiet: is the fire out, or only smouldering?",
    epilog="Example:  smoulder assess report.txt --out out/brief",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command(epilog="Example:  smoulder assess report.txt --as-of 2020-01-23 --out out/iraq")(assess)
app.command(epilog="Example:  smoulder read report.html --json")(read)
app.command(epilog="Example:  smoulder watch --as-of 2022-12 --country Sudan")(watch)
app.command(epilog='Example:  smoulder group "Islamic State"')(group)
app.command(epilog='Example:  smoulder series "Islamic State" --country Iraq --as-of 2018-12')(series)
app.command(epilog="Example:  smoulder rates --group LTTE --country 'Sri Lanka' --as-of 2022-12")(rates)
app.command(epilog="Example:  smoulder load ucdp GEDEvent_v26_1.csv")(load)
app.command(epilog="Example:  smoulder fetch candidate --release 26.0.1")(fetch)
app.command(epilog="Example:  smoulder scenario is-iraq-2018-10-01-7f3a --kind 'foreign troops' --judge")(
    scenario
)
app.command(
    epilog="Example:  smoulder opportunity is-iraq-2018-10-01-7f3a --from 2018-04-01 --to 2018-06-30 --kind protests"
)(opportunity)
app.command(epilog="Example:  smoulder brief is-iraq-2018-10-01-7f3a --to pdf,docx")(brief)
app.command(epilog="Example:  smoulder resolve is-iraq-2010-01-01-7f3a")(resolve)
app.command(epilog="Example:  smoulder score --by horizon")(score)
app.command(epilog="Example:  smoulder practice --n 3 --hide-name")(practice)
app.command(epilog="Example:  smoulder search 'weapons cache' --country Iraq --since 2020-01")(search)
app.command(epilog="Example:  smoulder serve")(serve)
app.command(epilog="Example:  smoulder lint notes.md --scale PHIA")(lint)
app.command(epilog="Example:  smoulder backup /media/stick/smoulder.zip")(backup)
app.command(epilog="Example:  smoulder restore smoulder.zip --data restored")(restore)
app.add_typer(forecasts, name="forecast")
app.add_typer(backtests, name="backtest")
app.add_typer(pressures, name="pressure")
app.add_typer(cases, name="case")
app.add_typer(ledgers, name="ledger")


@app.callback(invoke_without_command=True)
def top(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    """An armed group has gone quiet: is the fire out, or only smouldering?"""
    if version:
        typer.echo(f"smoulder {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: Sequence[str], told: Callable[[str], None] | None = None) -> int:
    """Run one command.

    told:    is told what is under way, by a program that runs it.
    returns: 0; 2 after an error that the user can mend, told in one line on stderr; 130 after an interrupt.
             Any other error is a fault of Smoulder's and keeps its traceback.
    """
    before = TOLD.set(told)
    try:
        code = _command()(args=list(arguments), prog_name="smoulder", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except SmoulderError as error:
        said = str(error)
    except typer.TyperException as error:
        said = f"{error.format_message().rstrip('.').replace('Value error, ', '')}; see smoulder --help"
    except (KeyboardInterrupt, typer.Abort):
        return 130
    finally:
        TOLD.reset(before)
    print("smoulder: " + " ".join(said.split()), file=sys.stderr)
    return 2


@cache
def _command() -> Callable[..., object]:
    """All verbs with their options, put together once for all calls in one process."""
    return get_command(app)


def run() -> None:
    """Entry point of the command `smoulder`."""
    ALONE.set(True)
    sys.exit(main(sys.argv[1:]))
