"""`smoulder case hypothesis`: rename a leaf, split it, give it a prior, or take such a thing back."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smoulder.cli.case_options import CaseId, Who, Why
from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import say, table

if TYPE_CHECKING:
    from smoulder.records.case_file import CaseFile

Leaf = Annotated[
    str, typer.Argument(metavar="LEAF", help="unseen, moved, won, deal, patience, degraded or spent.")
]
Words = Annotated[str, typer.Option("--words", help="How the case puts it.")]
Split = Annotated[
    list[str] | None,
    typer.Option(
        "--split",
        metavar="NAME=SHARE:WORDS",
        help="A part of the leaf: its name, its share of the leaf's prior, and its words; two parts or more.",
    ),
]
Odds = Annotated[
    list[str] | None,
    typer.Option(
        "--odds",
        metavar="NAME=ODDS",
        help="Odds of a comeback under a part, as a multiple of the first part's [1].",
    ),
]
Prior = Annotated[
    str,
    typer.Option(
        "--prior", metavar="P", help="Before evidence: a word of ICD 203, a number .3 or a range .2-.4."
    ),
]

TakeBack = Annotated[
    list[str] | None,
    typer.Option(
        "--take-back",
        metavar="WHAT",
        help="What was set and is so no more: words, split or prior; repeat it for more.",
    ),
]


def hypothesis(
    name: CaseId,
    leaf: Leaf = "",
    words: Words = "",
    split: Split = None,
    odds: Odds = None,
    prior: Prior = "",
    take_back: TakeBack = None,
    who: Who = "",
    why: Why = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Rename a hypothesis of a case, split it, give it a prior or take that back; without LEAF list them."""
    from smoulder.assessment.hypothesis import LEAVES
    from smoulder.cli.case_desk import at_desk
    from smoulder.desk.desk import find_case
    from smoulder.desk.hypothesis import put_hypothesis, scaled, what_of_leaf
    from smoulder.records.errors import BadEntry

    with at_desk(data, settings, who) as desk:
        case = find_case(desk, name)
        if leaf:
            back = [what_of_leaf(one) for one in take_back or ()]
            put_hypothesis(desk, case, leaf, words, split or (), odds or (), prior, why, back)
        elif words or split or odds or prior or take_back:
            raise BadEntry(f"no hypothesis is named; write one of {', '.join(LEAVES)} after the id")
        file = desk.ledger.file(case.id)
    if json:
        print(dumps({"id": case.id, "hypotheses": _json(file)}, ensure_ascii=False, indent=2))
    else:
        print(table(("hypothesis", "prior", "words"), _rows(file)))
    for line in scaled(file):
        say(line)
    if leaf:
        say(f"Entered by {desk.who}; `smoulder case answer {case.id}` answers the case anew.")


def _json(file: CaseFile) -> list[dict[str, Any]]:  # Any: JSON
    from smoulder.assessment.hypothesis import LEAVES, WORDS

    found = []
    for leaf in LEAVES:
        put = file.hypotheses.get(leaf)
        found.append(
            {
                "id": leaf,
                "words": (put.words if put else "") or WORDS[leaf],
                "prior": put.prior.model_dump() if put and put.prior else None,
                "parts": [part.model_dump() for part in put.parts] if put else [],
            }
        )
    return found


def _rows(file: CaseFile) -> list[list[str]]:
    from smoulder.assessment.hypothesis import LEAVES, WORDS
    from smoulder.desk.history_words import range_words

    rows = []
    for leaf in LEAVES:
        put = file.hypotheses.get(leaf)
        prior = range_words(put.prior) if put and put.prior else ""
        rows.append([leaf, prior, (put.words if put else "") or WORDS[leaf]])
        for part in put.parts if put else ():
            rows.append([f"  {part.id}", f"{range_words(part.share)} of it", part.words])
    return rows
