"""`smoulder case`: the work on one question."""

from __future__ import annotations

import typer

from smoulder.cli.case_add import add
from smoulder.cli.case_answer import answer
from smoulder.cli.case_evidence import evidence
from smoulder.cli.case_exchange import export, import_
from smoulder.cli.case_fix import fix
from smoulder.cli.case_history import history
from smoulder.cli.case_hypothesis import hypothesis
from smoulder.cli.case_judge import judge
from smoulder.cli.case_new import new
from smoulder.cli.case_show import list_cases, show

cases = typer.Typer(help="The work on one question.", no_args_is_help=False, rich_markup_mode=None)

CASE = "is-iraq-2020-01-23-7f3a"
"""The id in examples."""

cases.command(
    "new", epilog="Example:  smoulder case new --group LTTE --country 'Sri Lanka' --as-of 2012-01-01"
)(new)
cases.command("list", epilog="Example:  smoulder case list --group 'Islamic State' --json")(list_cases)
cases.command("show", epilog=f"Example:  smoulder case show {CASE} --why")(show)
cases.command("add", epilog=f"Example:  smoulder case add {CASE} later.html")(add)
cases.command("hypothesis", epilog=f"Example:  smoulder case hypothesis {CASE} patience --prior .2-.4")(
    hypothesis
)
cases.command(
    "evidence", epilog=f"Example:  smoulder case evidence {CASE} e41b07c --credibility 2 --why 'seen by two'"
)(evidence)
cases.command("judge", epilog=f"Example:  smoulder case judge {CASE} --leaf patience=.3")(judge)
cases.command("answer", epilog=f"Example:  smoulder case answer {CASE} --own 12=30%")(answer)
cases.command("fix", epilog=f"Example:  smoulder case fix {CASE} 120:164 --speaker 'a villager'")(fix)
cases.command("history", epilog=f"Example:  smoulder case history {CASE} --on 2026-03-01")(history)
cases.command("export", epilog=f"Example:  smoulder case export {CASE} --out case.json")(export)
cases.command("import", epilog="Example:  smoulder case import case.json")(import_)
