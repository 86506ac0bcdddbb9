"""What the check of wording found, for a person and for a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps
from typing import Literal

from smoulder.records.wording import Finding, Scale


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: what was found in it, or in one line why it was not read.

    unit: what `Finding.line` counts.
    """

    name: str
    unit: Literal["line", "paragraph"]
    findings: tuple[Finding, ...]
    trouble: str


def findings_words(checked: Sequence[Checked]) -> str:
    """One line for each finding, as compilers write them, so that editors and CI find the place.

    >>> one = Finding(line=2, column=5, rule="a-rule", words="x", message="x is odd", cure="mend x")
    >>> print(findings_words([Checked("note.md", "line", (one,), "")]))
    note.md:2:5: a-rule: x is odd; cure: mend x
    """
    return "\n".join(
        f"{one.name}:{'paragraph ' if one.unit == 'paragraph' else ''}{found.line}:{found.column}: "
        f"{found.rule}: {found.message}; cure: {found.cure}"
        for one in checked
        for found in one.findings
    )


def findings_json(checked: Sequence[Checked], scale: Scale) -> str:
    """The same as JSON: scale, files with their findings, files that were not read with the reason."""
    return dumps(
        {
            "version": 1,
            "scale": scale.name,
            "files": [
                {
                    "file": one.name,
                    "unit": one.unit,
                    "findings": [found.model_dump(mode="json") for found in one.findings],
                }
                for one in checked
                if not one.trouble
            ],
            "unread": [{"file": one.name, "reason": one.trouble} for one in checked if one.trouble],
        },
        ensure_ascii=False,
        indent=2,
    )


def tally_words(checked: Sequence[Checked], scale: Scale) -> str:
    """How much was found, in one line."""
    read = [one for one in checked if not one.trouble]
    found = sum(len(one.findings) for one in read)
    files = f"{len(read)} file{'' if len(read) == 1 else 's'}"
    return f"{found or 'no'} finding{'' if found == 1 else 's'} in {files}, by the scale {scale.name}"
