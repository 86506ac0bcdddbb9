from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import typer

from smoulder import __version__
from smoulder.cli.main import app, main
from smoulder.records.errors import NoGroup

LIGHT = (
    "import sys; from smoulder.cli.main import main; main({!r}); print([m for m in {!r} if m in sys.modules])"
)
HEAVY = ("numpy", "pandas", "sqlalchemy", "alembic", "duckdb", "rich", "altair", "scipy")


def commands() -> Iterator[tuple[list[str], typer.core.TyperCommand]]:
    """Every command with the words that call it."""
    top = typer.main.get_command(app)
    for name, command in top.commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        yield from ([([name, n], c) for n, c in below.items()] if below else [([name], command)])


ALL = [pytest.param(words, command, id=" ".join(words)) for words, command in commands()]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"smoulder {__version__}\n"


def test_without_a_verb_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    out = capsys.readouterr().out
    assert "Usage: smoulder" in out
    assert all(words[0] in out for words, _ in commands())


@pytest.mark.parametrize(("words", "command"), ALL)
def test_help_shows_an_example_that_can_be_typed(
    words: list[str], command: typer.core.TyperCommand, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--help"]) == 0
    out = capsys.readouterr().out
    assert f"Example:  smoulder {' '.join(words)}" in out
    assert all(option in out for one in command.params for option in one.opts if option.startswith("--"))


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["assess", "--help"], ["case", "list", "--help"]]
)
def test_help_and_version_answer_without_heavy_parts(arguments: list[str]) -> None:
    code = LIGHT.format(arguments, HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["smoke"], "No such command 'smoke'"),
        (["case"], "Missing command"),
        (["assess", "--grup", "x"], "No such option: --grup"),
        (["series", "x"], "Missing option '--country'"),
        (["assess", "--mode", "y"], "'y' is not one of 'revised', 'known-then'"),
        (["assess", "--lull-months", "13"], "--lull-months is '13'; write a whole number from 1 to 12"),
        (["assess", "--as-of", "2020-02-30"], "'2020-02-30' is no day"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_an_error_of_several_lines_is_told_in_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise NoGroup("no group\nis named;\ngive one with --group")

    monkeypatch.setattr("smoulder.cli.main._command", lambda: fail)
    assert main(["assess"]) == 2
    assert capsys.readouterr().err == "smoulder: no group is named; give one with --group\n"


def test_a_fault_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("smoulder.cli.main._command", lambda: fail)
    with pytest.raises(ZeroDivisionError):
        main(["assess"])


def test_an_interrupt_ends_with_130_and_no_traceback() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "from smoulder.cli.main import run; run()", "read", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    time.sleep(1.5)  # it waits for its pipe by now
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in err
