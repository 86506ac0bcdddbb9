"""Gather the fixed words of a brief into one template, and bring the catalogue of each language up to date.

Run after fixed words changed: `.venv/bin/python scripts/build_catalogues.py`. A new language begins with
`.venv/bin/python scripts/build_catalogues.py CODE`. Translations that are there are kept; entries without one are
left empty, and those whose English changed are translated anew. docs/languages.md says the rest.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

BRIEF = Path(__file__).parents[1] / "src" / "smoulder" / "brief"
LANGUAGE = BRIEF / "language"
TEMPLATE = LANGUAGE / "smoulder.pot"
KEYWORDS = {"say": 1, "to_say": 1, "phrase": 1, "say_many": 2, "phrase_many": 2}
"""The functions that take fixed words, and how many of their first arguments are words."""
Words = str | tuple[str, str]
# What would change without a word having changed.
_DATES = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid[^:]*): .*\n',
    re.M,
)


def gathered(brief: Path = BRIEF) -> Catalog:
    """Every fixed word of the code and of the templates of a brief, by file and in the order of its lines."""
    catalogue = Catalog(project="Smoulder", version=" ", copyright_holder="Smoulder", charset="utf-8")
    for path in sorted((*brief.rglob("*.py"), *brief.rglob("*.html"))):
        for words in _of_code(path) if path.suffix == ".py" else _of_template(path):
            catalogue.add(words, locations=[(path.relative_to(brief.parent).as_posix(), 0)])
    return catalogue


def _of_code(path: Path) -> Iterator[Words]:
    """The literal words of every call, also of those inside other calls and inside f-strings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        if not (isinstance(call.func, ast.Name) and call.func.id in KEYWORDS):
            continue
        wanted = call.args[: KEYWORDS[call.func.id]]
        said = [str(one.value) for one in wanted if isinstance(one, ast.Constant)]
        if said and len(said) == len(wanted):
            yield said[0] if len(said) == 1 else (said[0], said[1])


def _of_template(path: Path) -> Iterator[Words]:
    names = {name: None if many == 1 else (1, 2) for name, many in KEYWORDS.items()}
    with path.open("rb") as file:
        found = list(extract("jinja2.ext:babel_extract", file, names, options={"encoding": "utf-8"}))
    for _, words, _, _ in found:
        yield words if isinstance(words, str) else (words[0], words[1])


def written(catalogue: Catalog) -> str:
    """A catalogue as the text of its file, the same for the same words."""
    out = BytesIO()
    write_po(out, catalogue, width=110, include_lineno=False, include_previous=False, ignore_obsolete=True)
    return _DATES.sub("", out.getvalue().decode("utf-8"))


def updated(path: Path, words: Catalog) -> Catalog:
    """The catalogue of a language with the words of today: what it says of them is kept, what is new is empty."""
    old = Catalog(locale=path.stem)
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=path.stem)
    fresh = Catalog(locale=path.stem, charset="utf-8", fuzzy=False)
    fresh.mime_headers = old.mime_headers
    fresh.project, fresh.version = "Smoulder", " "
    name = Locale.parse(path.stem).get_display_name("en")
    fresh.header_comment = (
        f"# The fixed words of a brief in {name}. Entries marked 'fuzzy' are unreviewed drafts."
    )
    for one in words:
        if not one.id:
            continue
        kept = old.get(one.id[0] if isinstance(one.id, tuple) else one.id)
        same = kept is not None and kept.id == one.id
        fresh.add(
            one.id,
            kept.string if kept is not None and same else None,
            locations=one.locations,
            flags=kept.flags if kept is not None and same else (),
            auto_comments=one.auto_comments,
            user_comments=kept.user_comments if kept is not None and same else (),
        )
    return fresh


def main(new: list[str]) -> None:
    """Write the template and every catalogue; `new`: codes of languages to begin."""
    words = gathered()
    words.header_comment = (
        "# Every fixed word of a brief, gathered from the code by scripts/build_catalogues.py."
    )
    TEMPLATE.write_text(written(words), encoding="utf-8")
    for path in sorted({*LANGUAGE.glob("*.po"), *(LANGUAGE / f"{code}.po" for code in new)}):
        path.write_text(written(updated(path, words)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
