"""The cluster of the tests is a real one: it runs Python on its workers, and stands when one of them is killed."""

import pytest

from smoulder.records.cluster import Cluster
from smoulder.store.spark.session import spark_session
from tests.store.spark.cluster import StandaloneCluster, alive

pytestmark = pytest.mark.spark


def test_the_workers_run_python(cluster: StandaloneCluster, on_cluster: Cluster) -> None:
    spark = spark_session(on_cluster)
    assert spark.sparkContext.master == cluster.master
    assert spark.sparkContext.parallelize(range(100), 4).map(lambda one: one * one).sum() == 328350
    assert cluster.executors() == 2


def test_a_killed_worker_takes_its_executors_with_it(cluster: StandaloneCluster, on_cluster: Cluster) -> None:
    spark_session(on_cluster).sparkContext.parallelize(range(4), 4).map(str).collect()
    assert cluster.count() == 2
    victim = cluster.workers[0].pid
    assert len(alive(victim)) >= 3  # the worker, an executor and its Python
    cluster.kill_worker(0)
    assert cluster.count() == 1
    assert not alive(victim)
    cluster.start_worker()
    assert cluster.count() == 2
