"""What all tests share: a clean environment, the folder of shared material, and a whole small assessment."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import settings

from smoulder.records.case import Assessment, Confidence, DataUse, Question, Reason
from smoulder.records.group import Group
from smoulder.records.report import Report
from smoulder.records.situation import Situation
from smoulder.records.statement import Reading, Statement
from tests.store.postgres_server import PostgresServer, programs

settings.register_profile("smoulder", deadline=None)  # a machine that is busy is no fault of what is tested
settings.load_profile("smoulder")
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests reaches them."""
    for name in [name for name in os.environ if name.startswith("SMOULDER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def load_benchmark() -> Callable[[str], ModuleType]:
    """Loads a file of benchmarks/ by its name, as a module."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(f"benchmark_{name}", ROOT / "benchmarks" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material beside the checkout; a test that asks for it skips where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the shared folder beside the checkout")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server; a test that asks for it skips where none is installed."""
    found = programs()
    if found is None:
        pytest.skip("needs a PostgreSQL server: apt-get install postgresql")
    server = PostgresServer(found)
    yield server
    server.stop()


@pytest.fixture
def make_assessment() -> Callable[..., Assessment]:
    """A function that builds a small whole assessment; keywords replace its parts."""
    return build_assessment


def build_assessment(
    texts: tuple[str, ...] = ("A group has gone quiet, says Ann Example.",), **parts: Any
) -> Assessment:
    """An assessment about the Embers of Norland, an invented group, from the texts of its reports."""
    question = Question(
        group_id=9001,
        group="Embers of Norland",
        country="Norland",
        as_of=date(2020, 1, 23),
        peak=400.0,
        lowest=30.0,
        line=60.0,
        major_line=200.0,
    )
    whole: dict[str, Any] = {
        "smoulder_version": "0.1.0",
        "question": question,
        "group": Group(group_id=9001, name="Embers of Norland", countries=("Norland",)),
        "chosen": "given",
        "situation": Situation(
            state="subdued", last_month="2019-12", seen_to="2019-12", stale=0, unseen=0, deaths_12=30.0
        ),
        "months": (),
        "years": (),
        "lulls": (),
        "confidence": Confidence(level="low", reasons=("few past cases",)),
        "headline": "Comeback within 12 months: unlikely.",
        "rests_on": (Reason(words="past lulls", anchor="rates"),),
        "would_change": ("a large attack",),
        "not_known": ("months after 2019-12",),
        "readings": tuple(_reading(number, text) for number, text in enumerate(texts)),
        "data": (DataUse(name="GED", licence="CC BY 4.0", citation="-", vintage="26.1", what="months"),),
        "settings": {"active_line": 25.0, "seed": 7},
        "seed": 7,
    }
    return Assessment(**{**whole, **parts})


def _reading(number: int, text: str) -> Reading:
    import hashlib

    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(name=f"report-{number}.txt", sha256=digest, raw=text, text=text, title=f"Report {number}")
    said = Statement(text=text, start=0, end=len(text), speaker="Ann Example")
    return Reading(report=report, statements=(said,), group_id=9001, country="Norland")
