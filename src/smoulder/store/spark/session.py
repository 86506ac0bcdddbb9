"""The session with Spark: one for the whole process, because it takes seconds to open."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from smoulder.records.cluster import Cluster
from smoulder.records.errors import BadSetting, MissingExtra

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

HERE = "local[*]"
"""The master where none is named: the cores of this machine."""
SETTINGS = {
    "spark.app.name": "smoulder",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}
"""What holds unless the user's own settings say otherwise."""


def spark_session(cluster: Cluster) -> SparkSession:
    """The session of this process, opened at its first use.

    raises: MissingExtra where Spark or Java is not installed; BadSetting where a session with another cluster is open,
            or the cluster does not answer.
    """
    _check_installed()
    from pyspark.sql import SparkSession

    master = cluster.master or HERE
    standing = SparkSession.getActiveSession()
    if standing is not None:
        held = standing.sparkContext.master
        if held != master:
            raise BadSetting(f"this process works with Spark at {held} already; it cannot go on at {master}")
        return standing
    builder = SparkSession.builder.master(master)
    for key, value in (SETTINGS | {"spark.pyspark.python": sys.executable} | dict(cluster.conf)).items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def _check_installed() -> None:
    """raises: MissingExtra with the cure, before a long start fails with a long trace."""
    try:
        import pyarrow  # noqa: F401
        import pyspark  # noqa: F401
        import sqlglot  # noqa: F401
    except ImportError as reason:
        raise MissingExtra("Work on Spark needs pyspark. Run: pip install 'smoulder[spark]'") from reason
    if not shutil.which("java"):
        raise MissingExtra(
            "Spark needs Java 17 or later, and there is none here; install one (Debian: apt install "
            "openjdk-17-jre-headless), or set JAVA_HOME"
        )
