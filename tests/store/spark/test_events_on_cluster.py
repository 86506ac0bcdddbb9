"""Commands that read events say on a cluster what they say here, letter by letter, also when a worker dies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from smoulder.cli.main import main
from smoulder.models.comeback.learn import groups_of, learning_sample
from smoulder.records.cluster import Cluster
from smoulder.records.event_place import EventPlace
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts
from smoulder.store.events import EventStore, open_events
from smoulder.store.panels import country_panel, group_panel
from smoulder.store.spark.session import spark_session
from tests.store.spark.cluster import StandaloneCluster, settings, why_none
from tests.store.spark.conftest import end_session
from tests.store.spark.ged_events import load_here, make_releases
from tests.store.spark.killed import Page, with_a_worker_killed

pytestmark = pytest.mark.spark

COMMANDS = (
    ("series", "ISIL", "--country", "Iraq", "--months", "0", "--breaks"),
    ("series", "LTTE", "--country", "Sri Lanka", "--as-of", "2026-03", "--json"),
    ("watch", "--as-of", "2026-03", "--json"),
    ("rates", "--json"),
)
MANY_TASKS = {"spark__sql__files__maxPartitionBytes": "100k", "spark__sql__files__openCostInBytes": "1k"}
"""What is read is cut into many small pieces, so that the work lasts for a while."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with 60,000 events, loaded here."""
    if reason := why_none():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("made")
    load_here(folder / "data", make_releases(folder / "files"))
    return folder / "data"


@pytest.fixture(scope="module")
def many(cluster: StandaloneCluster) -> Iterator[Cluster]:
    """The cluster, for work in many small tasks."""
    end_session()
    yield cluster.cluster(**MANY_TASKS)
    end_session()


@pytest.fixture
def page(many: Cluster) -> Page:
    """The page of this process's session."""
    return Page(spark_session(many).sparkContext.uiWebUrl or "")


@pytest.fixture
def on_spark(data: Path, many: Cluster) -> EventStore:
    return open_events(EventPlace(str(data / "events"), many))


def said(words: tuple[str, ...], file: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints."""
    code = main([*words, "--data", str(data), "--settings", str(file)])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    assert len(printed.out) > 200
    return printed.out


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_a_command_says_the_same_on_the_cluster(
    words: tuple[str, ...],
    data: Path,
    many: Cluster,
    page: Page,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    here = said(words, settings(tmp_path / "desk.toml", None), data, capsys)
    before = len(page.stages())
    there = said(words, settings(tmp_path / "desk.toml", many), data, capsys)
    assert there == here
    assert len(page.stages()) > before  # it was the cluster that answered


def test_what_backtests_learn_from_is_the_same(data: Path, on_spark: EventStore) -> None:
    pairs = [
        (country_panel(store), group_panel(store, "deaths"), _sample(store))
        for store in (open_events(data), on_spark)
    ]
    for here, there in zip(*pairs, strict=True):
        assert _bytes(here) == _bytes(there)
    assert not np.array_equal(
        pairs[0][0].counts.shape, country_panel(open_events(data / "none")).counts.shape
    )


def test_a_worker_killed_in_mid_run_changes_no_letter(
    data: Path,
    many: Cluster,
    page: Page,
    cluster: StandaloneCluster,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = COMMANDS[2]
    here = said(words, settings(tmp_path / "desk.toml", None), data, capsys)
    file = settings(tmp_path / "desk.toml", many)
    assert with_a_worker_killed(cluster, page, lambda: said(words, file, data, capsys)) == here


def _sample(store: EventStore) -> object:
    return learning_sample(groups_of(Counts(store), date.max), Settings())


def _bytes(value: object) -> object:
    """A value of arrays and names in full, so that a bit of difference shows."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes() if value.dtype != object else value.tolist()
    if hasattr(value, "__dataclass_fields__"):
        return {name: _bytes(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {key: _bytes(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_bytes(one) for one in value]
    return repr(value)
