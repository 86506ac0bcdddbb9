"""The contract of an engine, kept on a cluster of two workers as in one process."""

from __future__ import annotations

from pathlib import Path

import pytest

from smoulder.records.cluster import Cluster
from smoulder.store.engine import Engine
from tests.store.spark.test_engine import engines
from tests.store.spark.test_engine import (
    test_every_named_query_has_the_same_rows_types_and_order as same_rows_types_and_order,
)

__all__ = ["engines"]
pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark(on_cluster: Cluster) -> Cluster:
    """What Spark works on."""
    return on_cluster


def test_every_named_query_has_the_same_rows_types_and_order_on_two_workers(
    engines: tuple[Engine, Engine],
    tmp_path: Path,
) -> None:
    same_rows_types_and_order(engines, tmp_path, 11, 60)
