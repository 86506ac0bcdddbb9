"""What tests of the workbench share: an open house, and browsers that were let in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from smoulder.desk.chosen import Chosen
from smoulder.records.event_place import EventPlace
from smoulder.records.settings import Settings
from smoulder.store.ledger import open_ledger
from smoulder.web.house import House
from tests.web.browser import Browser
from tests.web.real_case import real as real
from tests.web.real_case import real_source as real_source

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder are of the group `browser`, which is run by itself."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty data folder."""
    return tmp_path / "data"


@pytest.fixture
def house(folder: Path, clean_environment: None) -> Iterator[House]:
    """A house in which one person works alone, as `desk one`."""
    with open_ledger(folder) as ledger:
        yield House(
            chosen=chosen_of(folder),
            ledger=ledger,
            store=ledger.workbench(),
            team=False,
            address="http://127.0.0.1:8321",
            secret=b"a key of thirty-two bytes, no more"[:32],
            alone="desk one",
        )


def chosen_of(folder: Path) -> Chosen:
    """The settings of a data folder, all of them the usual ones."""
    return Chosen(
        Settings(), folder, out="out/{case}", ledger=folder, events=EventPlace(str(folder / "events"))
    )


@pytest.fixture
def browser(house: House) -> Browser:
    """A browser that was let in by the address that is printed."""
    return Browser.let_in(house)


@pytest.fixture
def case(sample_case: tuple[Path, str], folder: Path) -> str:
    """The id of a case with one report and three items in the data folder; ask for it before `house`."""
    source, name = sample_case
    shutil.copytree(source, folder)
    return name


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with a case to work on, and its id; tests work on copies."""
    from tests.cli.case_sample import keep_sample
    from tests.conftest import build_assessment

    made = tmp_path_factory.mktemp("sample-case") / "data"
    return made, keep_sample(made, build_assessment)


def words_of(page: str) -> str:
    """The words of a page without its markup, for tests of what a reader sees."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
