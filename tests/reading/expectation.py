"""Comparing a reading with what a careful reader marked by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Marks = dict[str, Any]


def load(path: Path) -> Marks:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def flat(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).rstrip(" .").lower()


def statement_for(marked: Marks, statements: list[Marks]) -> Marks | None:
    """The statement that holds the marked words and is by the marked speaker."""
    wanted = flat(marked.get("text") or marked["text_contains"])
    holding = [said for said in statements if wanted in flat(said["text"])]
    return next((said for said in holding if flat(said["speaker"]) == flat(marked["speaker"])), None)


def faults_of_statement(marked: Marks, said: Marks) -> list[str]:
    """Where a statement differs from its mark, in what the mark gives."""
    faults: list[str] = []
    if "text" in marked and flat(said["text"]) != flat(marked["text"]):
        faults.append("text")
    for key in ("kind", "date", "hedge", "certainty"):
        if key in marked and said[key] != marked[key]:
            faults.append(f"{key}: {said[key]!r} for {marked[key]!r}")
    condition = marked.get("condition") or marked.get("conditional_on")
    if condition and flat(said["condition"]) != flat(condition):
        faults.append(f"condition: {said['condition']!r}")
    for key in ("negated", "anonymous"):
        if marked.get(key) and not said[key]:
            faults.append(key)
    if "role_contains" in marked and marked["role_contains"] not in said["role"]:
        faults.append("role")
    venue = marked.get("venue") or marked.get("venue_contains")
    if venue and venue not in said["venue"]:
        faults.append(f"venue: {said['venue']!r}")
    if "relation" in marked and not said["relation"]:
        faults.append("relation")
    return faults


def as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
