"""Which engine does the work: the option, the environment, the settings file, in this order."""

from __future__ import annotations

from pathlib import Path

import pytest

from smoulder.cli.settings import choose_settings
from smoulder.records.cluster import Cluster
from smoulder.records.errors import BadSetting
from smoulder.records.event_place import EventPlace


@pytest.fixture(autouse=True)
def work_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str) -> None:
    Path("smoulder.toml").write_text(text)


def test_without_any_word_duckdb_reads_the_events_in_the_data_folder() -> None:
    chosen = choose_settings({}, data=Path("desk"))
    assert chosen.cluster is None
    assert chosen.events == EventPlace("desk/events")


def test_an_option_goes_before_the_environment_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write('[engine]\nengine = "spark"\nmaster = "spark://file:7077"\n')
    assert choose_settings({}).cluster == Cluster("spark://file:7077")
    monkeypatch.setenv("SMOULDER_MASTER", "spark://variable:7077")
    assert choose_settings({}).cluster == Cluster("spark://variable:7077")
    assert choose_settings({}, master="spark://option:7077").cluster == Cluster("spark://option:7077")
    assert choose_settings({}, engine="duckdb").cluster is None
    monkeypatch.setenv("SMOULDER_ENGINE", "duckdb")
    assert choose_settings({}).cluster is None


def test_sparks_own_settings_reach_the_cluster_as_spark_writes_them() -> None:
    write('[spark]\n"spark.executor.memory" = "4g"\n"spark.speculation" = true\n"spark.task.cpus" = 2\n')
    assert choose_settings({}, engine="spark").cluster == Cluster(
        "", (("spark.executor.memory", "4g"), ("spark.speculation", "true"), ("spark.task.cpus", "2"))
    )
    assert choose_settings({}).cluster is None


def test_the_events_may_lie_elsewhere_a_path_of_the_file_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("desk").mkdir()
    Path("desk/our.toml").write_text('[folders]\nevents = "shared/events"\n')
    assert choose_settings({}, file=Path("desk/our.toml")).events.folder == "desk/shared/events"
    monkeypatch.setenv("SMOULDER_EVENTS", "s3a://desk/events")
    found = choose_settings({}, file=Path("desk/our.toml"), engine="spark")
    assert found.events == EventPlace("s3a://desk/events", found.cluster)
    assert found.events.is_address


def test_an_address_in_the_file_is_not_taken_for_a_path() -> None:
    write('[folders]\nevents = "s3a://desk/events"\n')
    assert choose_settings({}).events.folder == "s3a://desk/events"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[engine]\nengine = "flink"\n',
            r"smoulder\.toml, \[engine\]: engine is 'flink'; write duckdb or spark",
        ),
        ("[engine]\nengine = 3\n", r"\[engine\]: engine is no text; write it in quotation marks"),
        ("[spark]\nmemory = 3\n", r"\[spark\]: key memory is no setting of Spark; write it whole"),
        ('[spark]\nspark.executor.memory = "4g"\n', r"key spark is no setting of Spark; write it whole"),
        (
            '[engine]\nengine = "spark"\n[spark]\n"spark.x" = []\n',
            r"spark\.x is \[\]; write a text or a number",
        ),
        ('[engine]\nenigne = "spark"\n', r"did you mean engine\?"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_place(text: str, said: str) -> None:
    write(text)
    with pytest.raises(BadSetting, match=said):
        choose_settings({})


def test_an_option_that_makes_no_sense_is_told() -> None:
    with pytest.raises(BadSetting, match="--engine is 'sprak'; write duckdb or spark"):
        choose_settings({}, engine="sprak")
    with pytest.raises(BadSetting, match="--master spark://x:1 is for Spark; add --engine spark"):
        choose_settings({}, master="spark://x:1")
