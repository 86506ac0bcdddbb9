"""`smoulder search`: what the page does, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.cli.search import _is_phrase


def test_what_is_found_is_told_with_its_place_and_as_json(
    case: str, folder: Path, clean_environment: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "the army", "--data", str(folder)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("3 found (report 1, statement 1, evidence 1), page 1 of 1\n")
    assert f"evidence · e1bbbbb · capacity judged low · report 1 · C3 · {case}" in told
    assert main(["search", "army", "--kind", "statement", "--data", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["total"], found["counts"]["evidence"]) == (1, 1)
    (one,) = found["passages"]
    assert (one["start"], one["end"], one["found"], one["case_id"]) == (48, 91, ["army"], case)


def test_the_command_takes_every_choice_of_the_page(
    case: str, folder: Path, clean_environment: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for more, total in (
        (["--group", "Islamic State", "--country", "Iraq", "--case", case, "--newest", "--page", "1"], 3),
        (["--group", "LTTE"], 0),
        (["--source", "GED"], 0),
        (["--until", "2020-01"], 0),
        (["--", "-peace"], 2),
    ):
        assert main(["search", "--data", str(folder), "--json", "army", *more]) == 0
        assert json.loads(capsys.readouterr().out)["total"] == total, more


def test_nothing_found_and_nothing_that_can_be_asked_is_one_line(
    case: str, folder: Path, clean_environment: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "Arkadin", "--data", str(folder)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "No passage has “Arkadin”. Names of persons are not searched" in said.err
    assert main(["search", "army", "--since", "May", "--data", str(folder)]) == 2
    assert "--since 'May' is no day" in capsys.readouterr().err


def test_an_argument_of_words_alone_is_a_phrase() -> None:
    assert _is_phrase("state of emergency")
    assert not any(map(_is_phrase, ("truce -village", "withdr* now", '"a b" c', "-a b", "word")))
