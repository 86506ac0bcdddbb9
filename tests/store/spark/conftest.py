"""A cluster that all Spark tests share, and sessions of this process with it or with this machine's cores.

A process holds one session at a time, so each of the two ends the one that stands before it begins.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from smoulder.records.cluster import Cluster
from tests.store.spark.cluster import ADDRESS, SMALL, StandaloneCluster, why_none


@pytest.fixture(scope="session", autouse=True)
def _on_this_machine_alone() -> Iterator[None]:
    """Spark's page listens where its Java is told to when it starts: here, as the commands tell it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", ADDRESS)
        yield


@pytest.fixture(scope="session")
def cluster() -> Iterator[StandaloneCluster]:
    """One master and two workers; a test that asks for them skips where Java or Spark is missing."""
    if reason := why_none():
        pytest.skip(reason)
    standing = StandaloneCluster()
    yield standing
    standing.stop()


@pytest.fixture(scope="module")
def on_cluster(cluster: StandaloneCluster) -> Iterator[Cluster]:
    """The cluster for engines in this process; its session lasts as long as the module."""
    end_session()
    yield cluster.cluster()
    end_session()


@pytest.fixture(scope="module")
def on_here() -> Iterator[Cluster]:
    """Two cores of this machine as Spark, without a cluster, for engines in this process."""
    if reason := why_none():
        pytest.skip(reason)
    end_session()
    yield Cluster("local[2]", tuple(sorted(SMALL.items())))
    end_session()


def end_session() -> None:
    """End the session of this process, where one stands."""
    from pyspark.sql import SparkSession

    if standing := SparkSession.getActiveSession():
        standing.stop()
