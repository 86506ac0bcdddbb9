"""A data folder with a real case, answered twice from the example report; made once and copied for each test."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smoulder.desk.answer import answer_case
from smoulder.desk.assess import Asking, answer_kept
from smoulder.desk.desk import Desk
from smoulder.reading.page import open_report
from smoulder.records.change import ItemPut
from smoulder.records.evidence import Likelihood, Source
from smoulder.store.ledger import open_ledger

EXAMPLE = Path(__file__).parents[2] / "examples" / "iraq-2020.txt"
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
ENTERED = ItemPut(
    kind="a visit to the markets",
    text="Two markets that were closed at night stayed open all week.",
    source=Source(kind="report", name="Market survey", reliability="B", credibility="2"),
    likelihoods={
        "degraded": Likelihood(low=0.55, mid=0.675, high=0.8, word="likely"),
        "patience": Likelihood(low=0.2, mid=0.325, high=0.45, word="unlikely"),
    },
    why="a group that could strike would keep the nights empty",
)
"""What was entered between the two answers."""


@pytest.fixture(scope="session")
def real_source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with the real case, and its id; tests work on copies."""
    from tests.web.conftest import chosen_of

    folder = tmp_path_factory.mktemp("real-case") / "data"
    asked = Asking(reports=(open_report(EXAMPLE),))
    worked = answer_kept(asked, chosen_of(folder), NOW, lambda words: None, who="desk one")
    with open_ledger(folder) as ledger:
        desk = Desk(ledger, chosen_of(folder), "desk two", NOW + timedelta(days=1))
        desk.enter(worked.kept.case_id, [ENTERED], "seen by our own visitor")
        answer_case(desk, worked.kept.case_id, (), None, "", lambda words: None)
    return folder, worked.kept.case_id


@pytest.fixture
def real(real_source: tuple[Path, str], folder: Path) -> str:
    """The id of the real case in the data folder of the test; ask for it before `house`.

    It has one report, an item entered by `desk two`, and two answers.
    """
    source, name = real_source
    shutil.copytree(source, folder)
    return name
