"""`smoulder case answer`: answer a case anew, or put down an analyst's own number beside the model's."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.case_options import CaseId, Who, Why
from smoulder.cli.options import AsJson, AsOf, DataFolder, OutFolder, ParserName, SettingsFile
from smoulder.cli.terminal import progress, say

if TYPE_CHECKING:
    from smoulder.records.change import NumberGiven

Own = Annotated[
    list[str] | None,
    typer.Option(
        "--own",
        metavar="[TOPIC:]MONTHS=CHANCE",
        help="Your own answer, such as 12=30% or major:24=.1; it is kept and scored beside the model's.",
    ),
]
OnBranch = Annotated[
    str,
    typer.Option("--branch", help="The branch of pressure that your own answer is on, such as 'comes off'."),
]


def answer(
    name: CaseId,
    own: Own = None,
    branch: OnBranch = "",
    as_of: AsOf = None,
    who: Who = "",
    why: Why = "",
    out: OutFolder = None,
    parser: ParserName = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Answer a case with all that was entered since, say what moved the number, and write its brief.

    With --own nothing is computed: your number is put down for the question of the last answer.
    """
    from smoulder.cli.case_add import told
    from smoulder.cli.case_answer_run import answer_anew, check_together, put_own

    check_together(
        bool(own), {"--branch": branch, "--why": why}, {"--as-of": as_of, "--out": out, "--parser": parser}
    )
    if own:
        kept = put_own(name, own, branch, who, why, data, settings)
        print(dumps([one.model_dump(mode="json") for one in kept], indent=2) if json else _own_words(kept))
        return
    with progress("Answering") as tell:
        done = answer_anew(name, as_of, who, parser, out, data, settings, tell)
    print(told(done.worked, json))
    say(f"Brief: {done.written.main}")


def _own_words(numbers: list[NumberGiven]) -> str:
    lines = []
    for one in numbers:
        what = "major comeback" if one.topic == "major" else "comeback"
        branch = f", branch '{one.branch}'" if one.branch else ""
        chance = f"{one.value:.0%}".replace("%", " %")
        lines.append(f"{one.analyst}: {what} within {one.horizon} months of {one.as_of}{branch}: {chance}")
    return "\n".join(lines)
