"""Desks for tests: an empty one, and one with a case that was answered once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from smoulder.store.ledger import open_ledger
from tests.assessment.at_work import GENERAL, Answered, Desk, ask_once


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comeback model is asked once for each question."""
    monkeypatch.setattr("smoulder.assessment.basis.ask_comeback", ask_once)


@pytest.fixture
def desk(quick: None, tmp_path: Path) -> Iterator[Desk]:
    """A desk with an empty ledger."""
    with open_ledger(tmp_path / "data") as ledger:
        yield Desk(ledger)


@pytest.fixture(scope="session")
def one_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one case, answered from the general's report."""
    folder = tmp_path_factory.mktemp("one-case") / "data"
    with pytest.MonkeyPatch.context() as patch, open_ledger(folder) as ledger:
        patch.setattr("smoulder.assessment.basis.ask_comeback", ask_once)
        Desk(ledger).assess(GENERAL)
    return folder


@pytest.fixture
def answered(quick: None, one_case: Path, tmp_path: Path) -> Iterator[Answered]:
    """A desk of its own with that case."""
    folder = tmp_path / "answered"
    shutil.copytree(one_case, folder)
    with open_ledger(folder) as ledger:
        (case,) = ledger.cases()
        (first,) = ledger.answers(case.id)
        yield Answered(ledger, 1, case=case.id, first=first, folder=folder)
