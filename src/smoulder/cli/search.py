"""`smoulder search`: words in the reports, statements and evidence of all cases."""

from __future__ import annotations

import sys
from json import dumps
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import colour, say

if TYPE_CHECKING:
    from smoulder.desk.search import Searched
    from smoulder.desk.search_shown import Card

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORDS]",
        help='Words, "phrases", beginnings* and, behind --, -without; names of persons find nothing.',
    ),
]
OfGroup = Annotated[str, typer.Option("--group", help="In cases of one group, by name or id.")]
Where = Annotated[
    str, typer.Option("--country", metavar="PLACE", help="A country, or a place that is named.")
]
Since = Annotated[str, typer.Option("--since", metavar="DAY", help="From this day or month on.")]
Until = Annotated[str, typer.Option("--until", metavar="DAY", help="Up to this day or month.")]
Source = Annotated[
    str, typer.Option("--source", metavar="NAME", help="Publisher or institution, as it stands.")
]
Kind = Annotated[str, typer.Option("--kind", help="report, statement or evidence.")]
InCase = Annotated[str, typer.Option("--case", metavar="ID", help="In one case.")]
Newest = Annotated[bool, typer.Option("--newest", help="Latest day first, instead of what fits best.")]
Page = Annotated[int, typer.Option("--page", min=1, help="The page, of twenty passages each.")]


def search(
    words: Words = None,
    group: OfGroup = "",
    country: Where = "",
    since: Since = "",
    until: Until = "",
    source: Source = "",
    kind: Kind = "",
    case: InCase = "",
    newest: Newest = False,
    page: Page = 1,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Search reports, statements and evidence of all cases."""
    from smoulder.cli.case_desk import at_desk
    from smoulder.desk.search import Asked, search_json
    from smoulder.desk.search import search as look

    said = " ".join(f'"{one}"' if _is_phrase(one) else one for one in words or ())
    asked = Asked(said, group, country, source, since, until, kind, case, newest, page)
    with at_desk(data, settings) as desk:
        found = look(desk, asked)
    if json:
        print(dumps(search_json(asked, found), ensure_ascii=False, indent=2))
        return
    if found.cards:
        _show(found)
    if found.told:
        say(found.told)


def _is_phrase(argument: str) -> bool:
    """Whether an argument holds words and blanks alone: the shell took the quotes that stood around it."""
    return " " in argument.strip() and not any(mark in f" {argument}" for mark in ('"', "*", " -"))


def _show(found: Searched) -> None:
    marks = ("\033[1m", "\033[0m") if colour(sys.stdout) else ("", "")
    told = ", ".join(f"{kind} {count:,}" for kind, count in found.counts.items())
    print(f"{found.total:,} found ({told}), page {found.page} of {found.pages}")
    for card in found.cards:
        print(f"\n{_about(card)}")
        print(
            "  " + "".join(f"{marks[0]}{text}{marks[1]}" if marked else text for text, marked in card.pieces)
        )


def _about(card: Card) -> str:
    """Where a passage stands, in one line."""
    one = card.passage
    of = f"report {one.report}" if one.report else ""
    parts = (
        one.kind, one.item, one.about, "" if one.kind == "report" else of, one.day.isoformat() if one.day else "",
        one.source, one.grade, one.standing, one.case_id,
    )  # fmt: skip
    return " · ".join(part for part in parts if part)
