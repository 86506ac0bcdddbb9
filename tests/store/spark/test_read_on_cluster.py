"""An archive read on a cluster is what one machine reads of it, also when a worker dies on the way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import duckdb
import pytest

from smoulder.cli.main import main
from smoulder.records.cluster import Cluster
from smoulder.store.spark.session import spark_session
from tests.store.spark.cluster import StandaloneCluster, settings
from tests.store.spark.killed import Page, with_a_worker_killed

pytestmark = pytest.mark.spark
REPORTS = 60
COLUMNS = (
    'parse_filename(report) as report, sha256, published, item, number, text, start, "end", speaker, date, kind, '
    "detail, language, fingerprint"
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short made reports, no two alike."""
    folder = tmp_path_factory.mktemp("archive") / "reports"
    folder.mkdir()
    for number in range(REPORTS):
        said = (
            f"The army said on Friday that {number + 3} fighters were killed near the village of Hill {number}. "
            f"Residents of Hill {number} told reporters that {number % 7 + 2} houses had burnt down in the attack."
        )
        (folder / f"report-{number:02}.txt").write_text(
            f"Attack near Hill {number}\n\n3 May 2014\n\n{said}\n"
        )
    return folder


@pytest.fixture(scope="module")
def here(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Counter[tuple[object, ...]]:
    """What one machine reads."""
    out = tmp_path_factory.mktemp("here") / "here.parquet"
    assert main(["read", str(reports), "--out", str(out)]) == 0
    return rows(out)


def rows(place: Path) -> Counter[tuple[object, ...]]:
    """All rows of a table, with how often each is there."""
    with duckdb.connect() as connection:
        return Counter(connection.execute(f"select {COLUMNS} from '{place}'").fetchall())


def test_a_worker_killed_in_mid_run_loses_no_report_and_doubles_none(
    cluster: StandaloneCluster,
    on_cluster: Cluster,
    reports: Path,
    here: Counter[tuple[object, ...]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, file = tmp_path / "readings", settings(tmp_path / "smoulder.toml", on_cluster)
    page = Page(spark_session(on_cluster).sparkContext.uiWebUrl or "")
    words = ["read", str(reports), "--engine", "spark", "--settings", str(file), "--out", str(out)]
    assert with_a_worker_killed(cluster, page, lambda: main(words), page.all_at_work) == 0
    assert f"{REPORTS} reports read" in capsys.readouterr().err
    found = rows(out / "readings" / "*.parquet")
    assert found == here
    assert sum(one for row, one in found.items() if row[3] == "report") == REPORTS
