"""`smoulder fetch`: download the newest release of a data set."""

from __future__ import annotations

import json as json_form
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from smoulder.cli.alone import TOLD
from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.terminal import say


def fetch(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="`ucdp` or `candidate`.")],
    release: Annotated[
        str | None,
        typer.Option("--release", metavar="V", help="A release, such as 25.1 or 26.0.1 [the newest]."),
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="U", help="Another address of the file.")
    ] = None,
    sha256: Annotated[
        str, typer.Option("--sha256", metavar="HASH", help="The published hash, to hold the file against.")
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder of the file [downloads, in the data folder]."),
    ] = None,
    json: AsJson = False,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Download the newest release of a data set."""
    import numpy as np

    from smoulder.cli.settings import choose_settings
    from smoulder.reading.download import Outside
    from smoulder.reading.fetch import fetch_first
    from smoulder.reading.releases import release_url, release_urls
    from smoulder.reading.sources import find_source

    found, now = find_source(source), datetime.now(UTC)
    urls = (release_url(found, release),) if release else release_urls(found, now.date())
    folder = out or choose_settings({}, file=settings, data=data).data / "downloads"
    say(f"Downloads folder: {folder}")
    with _bar() as tell:
        outside = Outside(now, time.sleep, time.monotonic, np.random.default_rng(), tell, say)
        entry = fetch_first((url,) if url else urls, folder, outside, sha256=sha256)
    path = folder / entry.name
    if json:
        whole = entry.model_dump(mode="json") | {"path": str(path)}
        print(json_form.dumps(whole, ensure_ascii=False, indent=2))
    else:
        print(f"{path}\n{entry.size:,} bytes, sha256 {entry.sha256}")
        say(f"{found.licence}: {found.citation}")
        say(f"Next: smoulder load {found.name} {path}")


@contextmanager
def _bar() -> Iterator[Callable[[int, int | None], None]]:
    """A progress bar on a terminal; gives a function to say how many bytes there are, and of how many."""
    if told := TOLD.get():
        yield lambda done, total: told(f"{done / 1e6:,.1f}{f' of {total / 1e6:,.1f}' if total else ''} MB")
        return
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("download", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
