"""Reports written for Smoulder and marked by hand before the reader was run on them (`tests/reading/`).

How it counts, by kind and apart for reports used to write the rules ("development") and for those held back:
- A statement is found if a reported one holds the marked words, by the marked speaker, with the marked negation.
- An explanation (claim) is found if a reported one holds the marked words, shares a leaf and has the stance.
- Evidence is found if a reported item holds the marked words and favours the same leaves over the same leaves.
- A count is found by its words, value and (where marked) role; pressure by kind and step.
- A reported item that no mark of its kind fits is wrong. The marks of claims, evidence and pressure are meant to be
  complete, but a reader who reports a true item that was not marked is counted wrong here, so precision is a lower
  bound; `docs/methods/explanations.md` gives what a judgement by hand said.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reading_sets.row import Row
from smoulder.reading.groups import load_registry
from smoulder.reading.page import open_report
from smoulder.reading.read import read, reading_json

HERE = Path(__file__).parent.parent.parent / "tests" / "reading"
KINDS = ("statements", "claims", "evidence", "quantities", "pressure")
PARTS = (
    ("first", False, "1st development"),
    ("first", True, "1st held back"),
    ("second", False, "2nd development"),
    ("second", True, "2nd held back"),
    ("third", False, "3rd development"),
    ("third", True, "3rd held back"),
)
Item = dict[str, Any]


def measure(gold: Path) -> list[Row]:
    """One row for each kind and each of six parts of the reports; R is the share of the marked that is found."""
    registry = load_registry()
    counts: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for path in sorted((HERE / "marks").glob("*.json")):
        marks = json.loads(path.read_text(encoding="utf-8"))
        if "file" not in marks:
            continue
        part = next(
            name for which, held, name in PARTS
            if (which, held) == (marks.get("set", "first"), marks["held_back"])
        )  # fmt: skip
        answer = reading_json(read(open_report(HERE / "texts" / marks["file"]), registry))
        for kind in KINDS:
            marked, items = marks[kind], answer[kind]
            found = sum(any(fits(kind, one, item) for item in items) for one in marked)
            wrong = sum(not any(fits(kind, one, item) for one in marked) for item in items)
            counts.setdefault((part, kind), []).append((found, found + wrong, len(marked)))
    return [Row("own_reports", f"{part}: {kind}", counts[part, kind]) for *_, part in PARTS for kind in KINDS]


def fits(kind: str, marked: Item, item: Item) -> bool:
    """Whether a reported item is the marked one."""
    if _flat(marked.get("text_contains", "")) not in _flat(item["text"]):
        return False
    if kind == "statements":
        named = _flat(item["speaker"]) in [_flat(name) for name in _listed(marked["speaker"])]
        return named and item["negated"] == marked.get("negated", False)
    if kind == "claims":
        shared = set(marked["hypotheses"]) & set(item["hypotheses"])
        return bool(shared) and bool(item["stance"] == marked["stance"])
    if kind == "evidence":
        return bool(item["favours"] == marked["favours"] and item["over"] == marked["over"])
    keys = {"quantities": ("value", "role"), "pressure": ("kind", "step")}[kind]
    return all(item[key] in _listed(marked[key]) for key in keys if key in marked)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def _flat(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).rstrip(" .").lower()
