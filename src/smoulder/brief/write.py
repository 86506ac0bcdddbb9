"""The brief on disk: written beside its place and renamed, so that no half-written file is left."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from smoulder.brief.html import render_html
from smoulder.brief.json import render_json
from smoulder.records.case import Assessment
from smoulder.records.errors import BadSetting, CannotWrite

FORMS: dict[str, Callable[[Assessment], str]] = {"html": render_html, "json": render_json}


def write_brief(
    assessment: Assessment, folder: Path, forms: Sequence[str] = ("html", "json")
) -> dict[str, Path]:
    """Write brief.html and brief.json into a folder, which is made if it is not there.

    Everything is rendered before anything is written.
    returns: the path of each form.
    raises:  BadSetting for a form that is not known; CannotWrite if the folder cannot be made or written.
    """
    for form in forms:
        if form not in FORMS:
            raise BadSetting(f"{form!r} is no form of a brief; choose from {', '.join(FORMS)}")
    texts = {form: FORMS[form](assessment) for form in forms}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise CannotWrite(f"{folder}: {_why(reason)}; choose another folder with --out") from reason
    return {form: _put(folder / f"brief.{form}", text) for form, text in texts.items()}


def _put(path: Path, text: str) -> Path:
    """Write a file beside its place, then rename it, which replaces an older one in one step."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
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
