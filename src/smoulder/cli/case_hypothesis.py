"""`smoulder case hypothesis`: rename a leaf, split it, or give it a prior."""

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


SET_AT_MOST = 0.95
"""What the priors of leaves that were set may take together as they stand."""


def hypothesis(
    name: CaseId,
    leaf: Leaf = "",
    words: Words = "",
    split: Split = None,
    odds: Odds = None,
    prior: Prior = "",
    who: Who = "",
    why: Why = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Rename a hypothesis of a case, split it, or give it a prior; without LEAF list them."""
    from smoulder.assessment.hypothesis import LEAVES
    from smoulder.assessment.likelihood import parse_likelihood
    from smoulder.cli.case_desk import at_desk, find_case
    from smoulder.cli.case_numbers import check_leaf, leaves_of, parts
    from smoulder.records.change import HypothesisPut
    from smoulder.records.errors import BadEntry

    with at_desk(data, settings, who) as desk:
        case = find_case(desk, name)
        file = desk.ledger.file(case.id)
        if leaf:
            check_leaf(leaf, LEAVES)
            own = file.hypotheses[leaf].parts if leaf in file.hypotheses else ()
            taken = [one for one in leaves_of(file) if one not in {part.id for part in own}]
            given = parts(leaf, split or (), odds or (), taken)
            if len(given) == 1:
                raise BadEntry(
                    "--split is given once; a leaf is split into two parts or more: repeat --split"
                )
            chance = parse_likelihood(prior, "--prior") if prior else None
            if not (words.strip() or given or chance):
                raise BadEntry(f"nothing is said of {leaf}; give --words, --split or --prior")
            put = HypothesisPut(leaf=leaf, words=words, parts=given, prior=chance)
            desk.enter(case.id, [put], why)
            file = desk.ledger.file(case.id)
        elif words or split or odds or prior:
            raise BadEntry(f"no hypothesis is named; write one of {', '.join(LEAVES)} after the id")
    if json:
        print(dumps({"id": case.id, "hypotheses": _json(file)}, ensure_ascii=False, indent=2))
    else:
        print(table(("hypothesis", "prior", "words"), _rows(file)))
    for line in scaled(file):
        say(line)
    if leaf:
        say(f"Entered by {desk.who}; `smoulder case answer {case.id}` answers the case anew.")


def scaled(file: CaseFile) -> list[str]:
    """What will be scaled when the case is answered, because it cannot stand as it was given."""
    priors = sum(put.prior.mid for put in file.hypotheses.values() if put.prior)
    lines = (
        [
            f"The priors that were set add up to {priors:.2f}, and leave the others next to nothing: they are scaled."
        ]
        if priors > SET_AT_MOST
        else []
    )
    for leaf, put in file.hypotheses.items():
        shares = sum(part.share.mid for part in put.parts)
        if put.parts and abs(shares - 1) > 0.01:
            lines.append(
                f"The shares of the parts of '{leaf}' add up to {shares:.2f}: they are scaled to one."
            )
    return lines


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
    from smoulder.cli.case_history_words import range_words

    rows = []
    for leaf in LEAVES:
        put = file.hypotheses.get(leaf)
        prior = range_words(put.prior) if put and put.prior else ""
        rows.append([leaf, prior, (put.words if put else "") or WORDS[leaf]])
        for part in put.parts if put else ():
            rows.append([f"  {part.id}", f"{range_words(part.share)} of it", part.words])
    return rows
