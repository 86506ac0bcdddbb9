from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.cli.terminal import colour, progress, table


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm")
    assert colour(Terminal())
    assert not colour(io.StringIO())


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)
    assert not colour(Terminal())


def test_progress_is_silent_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress("Reading") as tell:
        tell("Weighing")
    assert stream.getvalue() == ""


def test_progress_shows_what_is_under_way_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)
    with progress("Reading the report"):
        pass
    assert "Reading the report" in stream.getvalue()


@given(st.lists(st.tuples(st.text("ab", max_size=5), st.integers(0, 999).map(str)), max_size=5))
def test_columns_of_a_table_stand_under_each_other(rows: list[tuple[str, str]]) -> None:
    lines = table(("word", "number"), rows).splitlines()
    assert len(lines) == len(rows) + 1
    for line, (word, number) in zip(lines[1:], rows, strict=True):
        assert line.startswith(word)
        assert line.endswith(number)
        assert len(line) == len(lines[0])
