"""Errors in the words of a page: whatever a room behind the doors raises, no option and no command reaches a page."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from smoulder.web.plain import plain

SOURCE = Path(__file__).resolve().parents[2] / "src" / "smoulder"
ROOMS = ("records", "reading", "store", "series", "models", "assessment", "brief", "desk", "web")
TWICE = re.compile(
    r"\b(?:an?|the|this|each|no|another|later|earlier|newer|older|lower|smaller) (?:the|your)\b"
)
"""A field that is called 'the day', where the message has 'a later' or another article before the option."""
OPTION, COMMAND = re.compile(r"(?<![\w-])--[a-z]"), re.compile(r"\bsmoulder [a-z]")


def words_of(node: ast.AST) -> str:
    """The text of a literal, with 7 for whatever is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(words_of(one) if isinstance(one, ast.Constant) else "7" for one in node.values)
    return ""


def messages() -> Iterator[tuple[str, str]]:
    """Every text in the rooms that names an option or a command, with its place; docstrings left out."""
    for room in ROOMS:
        for path in sorted((SOURCE / room).rglob("*.py")):
            tree = ast.parse(path.read_text())
            parts = {
                id(one)
                for node in ast.walk(tree)
                if isinstance(node, ast.JoinedStr)
                for one in ast.walk(node)
            } - {id(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)}
            loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if id(node) in parts | loose or not isinstance(node, ast.Constant | ast.JoinedStr):
                    continue
                said = words_of(node)
                if " " in said and (OPTION.search(said) or COMMAND.search(said)):
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", said


FOUND = dict(messages())


def test_there_are_messages_to_look_at() -> None:
    assert len(FOUND) > 50


@pytest.mark.parametrize("place", FOUND)
def test_no_option_and_no_command_reaches_a_page(place: str) -> None:
    said = plain(FOUND[place])
    assert not OPTION.search(said), said
    assert not COMMAND.search(said), said
    assert not TWICE.search(said), said
