"""The forms of a brief on disk: each file written beside its place and renamed, so that none is left half-written."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from pathlib import Path

from smoulder.brief.charts.draw import can_draw
from smoulder.brief.charts.easel import Easel
from smoulder.brief.edition import PLAIN, Edition
from smoulder.brief.manuscript import Manuscript
from smoulder.records.case import Assessment
from smoulder.records.errors import BadSetting, CannotWrite, MissingExtra

Files = dict[str, bytes]
"""Files of a form: paths under the folder of the brief, with '/' between parts, and what they hold."""

FORMS: dict[str, str] = {
    "html": "smoulder.brief.html:html_files",
    "pdf": "smoulder.brief.pdf:pdf_files",
    "docx": "smoulder.brief.docx:docx_files",
    "md": "smoulder.brief.md:md_files",
    "json": "smoulder.brief.json:json_files",
    "csv": "smoulder.brief.csv:csv_files",
    "stix": "smoulder.brief.stix.bundle:stix_files",
    "charts": "smoulder.brief.charts_files:charts_files",
}
"""Each form with the function that prints it; a form is loaded when it is asked for."""
PICTURED = frozenset({"html", "pdf", "docx", "md", "charts"})
"""Forms that show charts."""
AS_PNG = frozenset({"docx", "md", "charts"})
"""Of these, forms that want them as PNG."""
USUAL = ("html", "json")
"""The forms that come without being asked for."""


@dataclass(frozen=True, slots=True)
class Written:
    """The paths of each form, its main file first; and the forms that lack a library, with what installs it."""

    paths: dict[str, tuple[Path, ...]]
    missing: dict[str, str]

    @property
    def main(self) -> Path:
        """The file to open first: the page, else the first that was written."""
        first = self.paths.get("html") or next(iter(self.paths.values()))
        return first[0]


def check_forms(names: Sequence[str]) -> tuple[str, ...]:
    """The forms of some names, each once; 'all' stands for every one.

    raises: BadSetting for a form that is not known.

    >>> check_forms(["json", "html", "json"])
    ('json', 'html')
    """
    for name in names:
        if name not in FORMS and name != "all":
            near = get_close_matches(name, FORMS, n=1)
            meant = f"did you mean {near[0]}?" if near else f"choose from all, {', '.join(FORMS)}"
            raise BadSetting(f"{name!r} is no form of a brief; {meant}")
    return tuple(FORMS) if "all" in names else tuple(dict.fromkeys(names))


def easel_for(forms: Sequence[str]) -> AbstractContextManager[Easel | None]:
    """A drawing process where a form wants charts and they can be drawn; begin it before the work on the answer."""
    wanted = not PICTURED.isdisjoint(forms) and can_draw()
    return Easel() if wanted else nullcontext()


def write_brief(
    assessment: Assessment,
    folder: Path,
    forms: Sequence[str] = USUAL,
    edition: Edition = PLAIN,
    easel: Easel | None = None,
) -> Written:
    """Write a brief in some forms into a folder, which is made if it is not there.

    Everything is printed before anything is written. A form whose library is not installed is left out, the others
    come out all the same.
    easel:  the process that draws the charts, None to draw them here.
    raises: BadSetting for a form that is not known; CannotWrite if the folder cannot be made or written.
    """
    pictures, column = not AS_PNG.isdisjoint(forms), "pdf" in forms
    manuscript = Manuscript(assessment, edition, easel, pictures, column)
    printed, missing = print_forms(manuscript, forms)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise CannotWrite(f"{folder}: {_why(reason)}; choose another folder with --out") from reason
    paths = {
        form: tuple(_put(folder / name, text) for name, text in files.items())
        for form, files in printed.items()
    }
    return Written(paths, missing)


def print_forms(manuscript: Manuscript, forms: Sequence[str]) -> tuple[dict[str, Files], dict[str, str]]:
    """The files of each form, and for those that lack a library the line that installs it.

    raises: BadSetting for a form that is not known.
    """
    wanted = check_forms(forms)
    charted = [form for form in wanted if form in PICTURED]
    if charted:
        _ = manuscript.drawings  # an easel begins with them
    printed: dict[str, Files] = {}
    missing: dict[str, str] = {}

    def take(form: str, files: Callable[[], Files]) -> None:
        try:
            printed[form] = files()
        except MissingExtra as reason:
            missing[form] = str(reason)

    for form in wanted:
        if form not in charted:
            take(form, partial(printer(form), manuscript))
    if charted:
        manuscript.finish_drawing()
    with ThreadPoolExecutor(
        1
    ) as aside:  # the PDF is set in a process of its own while the others are printed
        waiting = "pdf" in charted and manuscript.beside
        pdf = aside.submit(printer("pdf"), manuscript) if waiting else None
        for form in sorted(charted, key="pdf".__eq__):
            take(form, pdf.result if form == "pdf" and pdf else partial(printer(form), manuscript))
    return {form: printed[form] for form in wanted if form in printed}, missing


def printer(form: str) -> Callable[[Manuscript], Files]:
    """The function that prints a form."""
    module, _, name = FORMS[form].partition(":")
    found: Callable[[Manuscript], Files] = getattr(import_module(module), name)
    return found


def _put(path: Path, content: bytes) -> Path:
    """Write a file beside its place, then rename it, which replaces an older one in one step."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as reason:
        raise CannotWrite(f"{path}: {_why(reason)}; choose another folder with --out") from reason
    finally:
        # After a rename there is nothing left to remove; after any failure there may be.
        _remove(part)
    return path


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        # A folder that became unreadable meanwhile; the first error is the one to tell.
        return


def _why(reason: OSError) -> str:
    return (reason.strerror or str(reason)).lower()
