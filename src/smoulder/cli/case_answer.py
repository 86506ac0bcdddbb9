"""`smoulder case answer`: answer a case anew, or put down an analyst's own number beside the model's."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.case_options import CaseId, Who, Why
from smoulder.cli.options import AsJson, AsOf, DataFolder, OutFolder, ParserName, SettingsFile
from smoulder.cli.terminal import progress, say
from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    from smoulder.cli.assess_one import write_forms
    from smoulder.cli.brief_forms import choose_print
    from smoulder.cli.case_add import told
    from smoulder.cli.case_desk import at_desk
    from smoulder.desk.answer import answer_case
    from smoulder.desk.own_number import put_own
    from smoulder.records.month import parse_day

    _check_together(
        bool(own), {"--branch": branch, "--why": why}, {"--as-of": as_of, "--out": out, "--parser": parser}
    )
    if own:
        with at_desk(data, settings, who) as desk:
            kept = put_own(desk, name, own, branch, why)
        print(dumps([one.model_dump(mode="json") for one in kept], indent=2) if json else _own_words(kept))
        return
    day = parse_day(as_of) if as_of else None
    with at_desk(data, settings, who, out) as desk, progress("Answering") as tell:
        printing = choose_print("", borders=desk.chosen.borders)
        done = answer_case(desk, name, (), day, parser, tell)
        tell("Writing the brief")
        written = write_forms(done, desk.chosen, printing)
    print(told(done, json))
    say(f"Brief: {written.main}")


def _check_together(own: bool, beside: Mapping[str, str | None], apart: Mapping[str, str | None]) -> None:
    """See that the options go together.

    own:    whether an analyst's own number is given. beside: options that go with it alone, with what was given.
    apart:  options that go without it.
    raises: BadEntry for one that would do nothing.
    """
    for name, given in (apart if own else beside).items():
        if given:
            why = "with --own nothing is computed" if own else "it goes with --own, which is not given"
            raise BadEntry(f"{name} {given!r} would do nothing: {why}; leave it out")


def _own_words(numbers: list[NumberGiven]) -> str:
    lines = []
    for one in numbers:
        what = "major comeback" if one.topic == "major" else "comeback"
        branch = f", branch '{one.branch}'" if one.branch else ""
        chance = f"{one.value:.0%}".replace("%", " %")
        lines.append(f"{one.analyst}: {what} within {one.horizon} months of {one.as_of}{branch}: {chance}")
    return "\n".join(lines)
