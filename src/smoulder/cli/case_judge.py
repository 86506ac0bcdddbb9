"""`smoulder case judge`: what analysts think of a case, blind first, then beside each other."""

from __future__ import annotations

from json import dumps
from typing import Annotated

import typer

from smoulder.cli.case_options import CaseId, Why
from smoulder.cli.options import AsJson, DataFolder, SettingsFile

Analyst = Annotated[
    str, typer.Option("--analyst", metavar="NAME", help="Who judges, by any name [SMOULDER_ANALYST].")
]
LeafSaid = Annotated[
    list[str] | None,
    typer.Option("--leaf", metavar="LEAF=P", help="P(leaf): patience=.3, 30%, likely. Repeat."),
]
ItemSaid = Annotated[
    list[str] | None,
    typer.Option("--item", metavar="ITEM:LEAF=P", help="P(item | leaf): e3fa9c1:patience=unlikely. Repeat."),
]
ComebackSaid = Annotated[
    list[str] | None,
    typer.Option("--comeback", metavar="MONTHS=P", help="Chance of a comeback by then: 12=30%. Repeat."),
]
Round = Annotated[int, typer.Option("--round", min=1, max=2, help="1: blind; 2: after seeing the others.")]
Show = Annotated[bool, typer.Option("--show", help="See the panel, once your own first round is in.")]
Whole = Annotated[bool, typer.Option("--panel", help="The panel, for whoever does not judge in it.")]
Keep = Annotated[bool, typer.Option("--keep", help="Keep the pooled numbers as forecasts, to be scored.")]


def judge(
    name: CaseId,
    analyst: Analyst = "",
    leaf: LeafSaid = None,
    item: ItemSaid = None,
    comeback: ComebackSaid = None,
    number: Round = 1,
    show: Show = False,
    panel: Whole = False,
    keep: Keep = False,
    why: Why = "",
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Judge a case blind, see the panel, or, without anything to say, what there is to judge."""
    from smoulder.cli.case_desk import at_desk
    from smoulder.cli.case_judge_words import judged_words, panel_words, sheet_words
    from smoulder.cli.terminal import say
    from smoulder.desk.judge import Said, enter_judgement
    from smoulder.desk.judge_json import judged_json, panel_json, sheet_json
    from smoulder.desk.panel_table import keep_panel, lay_table, see_panel

    said = Said(tuple(leaf or ()), tuple(item or ()), tuple(comeback or ()), number)
    with at_desk(data, settings, analyst) as desk:
        table = lay_table(desk, name)
        entered = enter_judgement(desk, table, said, why) if said else None
        if show or panel or keep:
            view = see_panel(desk, table, named=show)
            _print(panel_json(view, table) if json else panel_words(view, table), json)
            if keep:
                say(keep_panel(desk, table, view))
        elif entered:
            _print(judged_json(entered, table) if json else judged_words(entered, table), json)
        else:
            _print(sheet_json(table) if json else sheet_words(table), json)


def _print(found: object, json: bool) -> None:
    print(dumps(found, ensure_ascii=False, indent=2) if json else found)
