"""`smoulder serve`: the workbench, a page in the browser."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from smoulder.cli.options import DataFolder, SettingsFile
from smoulder.cli.terminal import say

Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Where it listens [8321].")]
Team = Annotated[bool, typer.Option("--team", help="People sign in, each with a role; else one works alone.")]
Listen = Annotated[
    str, typer.Option("--listen", metavar="ADDRESS", help="With --team: the network address [127.0.0.1].")
]
Address = Annotated[
    str,
    typer.Option(
        "--address", metavar="URL", help="With --team: what browsers open, such as https://desk.example.org."
    ),
]


def serve(
    port: Port = 8321,
    team: Team = False,
    listen: Listen = "127.0.0.1",
    address: Address = "",
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Open the workbench: watch, read, weigh, judge, brief and score in a browser.

    Alone it answers this machine only, and lets in the one browser that opens the address that is printed.
    """
    from smoulder.cli.settings import choose_settings
    from smoulder.records.errors import BadSetting, MissingExtra

    try:
        from smoulder.web.serve import serve as open_house
    except ModuleNotFoundError as missing:
        raise MissingExtra("The workbench needs FastAPI. Run: pip install 'smoulder[workbench]'") from missing
    if not team and (address or listen != "127.0.0.1"):
        raise BadSetting("--listen and --address are for a team, whose members sign in; give --team as well")
    chosen = choose_settings({}, file=settings, data=data)
    say(f"Data folder: {chosen.data}")
    if team and not address.startswith("https://") and listen not in ("127.0.0.1", "::1", "localhost"):
        say("Passwords go over the network as they are: put a proxy with TLS before it (docs/deploy.md).")
    name = os.environ.get("SMOULDER_ANALYST", "").strip() or "analyst"
    open_house(
        chosen, listen=listen, port=port, address=address, team=team, alone=name,
        told=lambda place: say(f"Open {place}\nStop with Ctrl+C."), written=settings,
    )  # fmt: skip
