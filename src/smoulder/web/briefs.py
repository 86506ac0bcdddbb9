"""Briefs of kept answers: their page, kept on disk once it was drawn, and the forms that come at once."""

from __future__ import annotations

import io
import os
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from smoulder import __version__
from smoulder.brief.edition import PLAIN, Edition, Issue
from smoulder.brief.html import own_script
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.write import Files, easel_for, print_forms
from smoulder.records.errors import MissingExtra

if TYPE_CHECKING:
    from smoulder.web.house import House
    from smoulder.web.shown import Shown

At_once = Literal["json", "csv", "stix"]
FOLDER = Path("cache") / "briefs"
MOST_BYTES = 64 * 2**20
"""Of all pages that are kept; about eighty briefs."""
TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "application/zip",
    "stix": "application/stix+json;version=2.1",
}
ENDS = {"html": "html", "json": "json", "csv": "zip", "stix": "stix.json"}
_DRAWING = Lock()


@dataclass(frozen=True, slots=True)
class Printed:
    """A form of a brief as it is sent. name: of its file."""

    content: bytes
    kind: str
    name: str


def policy() -> str:
    """What a browser may do on the page of a brief: its own style, its one script, and nothing else.

    The page is put into a sandbox, so that it is no page of the workbench even though it comes from there.
    """
    return (
        "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
        f"style-src 'unsafe-inline'; script-src '{own_script()}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )


def print_at_once(house: House, shown: Shown, form: str) -> Printed:
    """A form that takes no drawing, or the page.

    form:   'html', 'json', 'csv' (all tables, zipped) or 'stix'. shown: with an answer.
    raises: MissingExtra where a library is not installed.
    """
    name = f"{shown.case.id}-answer-{shown.at}.{ENDS[form]}"
    if form == "html":
        return Printed(_page(house, shown), TYPES[form], name)
    files = _files(shown, form, _edition(house, shown) if form == "stix" else PLAIN)
    content = _zipped(files) if form == "csv" else next(iter(files.values()))
    return Printed(content, TYPES[form], name)


def _page(house: House, shown: Shown) -> bytes:
    """The brief as one page; drawn once for each answer."""
    folder = house.chosen.data / FOLDER
    key = repr((__version__, str(house.chosen.borders), shown.case.id, shown.row, shown.when))
    file = folder / f"{sha256(key.encode()).hexdigest()[:32]}.html"
    with _DRAWING:  # one at a time: it keeps a processor busy for a second
        with suppress(OSError):
            content = file.read_bytes()
            os.utime(file)
            return content
        content = _files(shown, "html", PLAIN)["brief.html"]
        with suppress(OSError):  # a folder that takes none only means that it is drawn again
            folder.mkdir(parents=True, exist_ok=True)
            draft = file.with_suffix(f".{os.getpid()}.draft")
            draft.write_bytes(content)
            draft.replace(file)
            _drop_oldest(folder)
    return content


def _files(shown: Shown, form: str, edition: Edition) -> Files:
    assert shown.answer is not None, "there is an answer to print"
    with easel_for([form]) as easel:
        printed, missing = print_forms(Manuscript(shown.answer, edition, easel), [form])
    if form in missing:
        raise MissingExtra(missing[form])
    return printed[form]


def _edition(house: House, shown: Shown) -> Edition:
    """Who gives it out, and when the case and its answer were made; only STIX says so."""
    chosen = house.chosen
    issue = Issue(chosen.organisation, chosen.marking, shown.case.id, shown.case.created, shown.when)
    return Edition(issue=issue)


def _zipped(files: Files) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in files.items():
            into.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _drop_oldest(folder: Path) -> None:
    files = sorted((one.stat().st_mtime, one.stat().st_size, one) for one in folder.iterdir())
    total = sum(size for _, size, _ in files)
    for _, size, file in files:
        if total <= MOST_BYTES:
            break
        file.unlink(missing_ok=True)
        total -= size
