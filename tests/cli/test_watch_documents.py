"""The list that the documents show is the one the command prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from smoulder.cli.main import main


def test_the_readme_shows_what_the_command_prints(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (root / "README.md").read_text()
    found = re.search(r"^\./go (smoulder watch .*)\n```\n```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found
    monkeypatch.setenv("COLUMNS", "80")
    assert main(shlex.split(found[1])[1:]) == 0
    assert found[2].strip() in capsys.readouterr().out
