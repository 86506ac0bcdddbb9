"""The session with Spark: one for the whole process, because it takes seconds to open."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any
from warnings import filterwarnings

from smoulder.records.cluster import Cluster
from smoulder.records.errors import BadSetting, MissingExtra
from smoulder.store.spark.installed import JAVA, check_installed, check_java
from smoulder.store.spark.master import check_master, hosts_of, stays_here
from smoulder.store.spark.told import telling
from smoulder.store.spark.waiting import tell_of_waiting

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

HERE = "local[*]"
"""The master where none is named: the cores of this machine."""
SETTINGS = {
    "spark.app.name": "smoulder",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # what goes wrong is told in Smoulder's words; Spark's own stand in the logs of master and workers
    "spark.log.level": "ERROR",
}
"""What holds unless the user's own settings say otherwise."""
ON_THIS_MACHINE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
"""Where no other machine takes part, none is listened to."""
PATIENCE = 5_000
"""Milliseconds in which a machine must answer that it is there."""


def spark_session(cluster: Cluster) -> SparkSession:
    """The session of this process, opened at its first use.

    raises: MissingExtra where Spark or Java is not installed; BadSetting where a session with another cluster is open,
            or the cluster does not answer.
    """
    check_installed()
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    master = cluster.master or HERE
    check_master(master)
    # the active one is that of this thread; a session that another thread has opened is the process's too
    standing = SparkSession.getActiveSession() or SparkSession._instantiatedSession
    if standing is not None:
        held = standing.sparkContext.master
        if held != master:
            raise BadSetting(f"this process works with Spark at {held} already; it cannot go on at {master}")
        return standing
    check_java()
    # pandas of today does what is asked of it here, which the tests hold
    filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
    conf = _conf(master, cluster)
    _start_java(conf)
    _find_master(SparkContext._jvm, master)
    with telling():
        session = SparkSession.builder.config(conf=conf).getOrCreate()
    if session.sparkContext.pythonExec == "python3":
        # Spark takes the setting from its own start script alone, and else any Python: not the one with Smoulder in it
        session.sparkContext.pythonExec = str(conf.get("spark.pyspark.python"))
    tell_of_waiting(session.sparkContext)
    return session


def _conf(master: str, cluster: Cluster) -> SparkConf:
    from pyspark import SparkConf

    own = {"spark.master": master, "spark.pyspark.python": sys.executable}
    own |= ON_THIS_MACHINE if stays_here(master) else {}
    return SparkConf().setAll(list((SETTINGS | own | dict(cluster.conf)).items()))


def _start_java(conf: SparkConf) -> None:
    """Start Spark's Java in this process's name; nothing is asked of the cluster yet.

    raises: MissingExtra where it is too old or not where JAVA_HOME says.
    """
    from pyspark import SparkContext
    from pyspark.errors import PySparkRuntimeError

    try:
        SparkContext._ensure_initialized(conf=conf)
    except PySparkRuntimeError as reason:
        raise MissingExtra(JAVA.format("and the one that was found did not start")) from reason


def _find_master(java: Any, master: str) -> None:  # Any: Java's names
    """See that one of the masters listens: Spark itself would try for a minute and write pages of errors.

    raises: BadSetting with the cure.
    """
    from py4j.protocol import Py4JJavaError

    hosts, tried = hosts_of(master), []
    for host, port in hosts:
        line = java.java.net.Socket()
        try:
            line.connect(java.java.net.InetSocketAddress(host, port), PATIENCE)
            return
        except Py4JJavaError as reason:
            name = reason.java_exception.getClass().getSimpleName()
            tried.append("no machine of that name is known" if "Unknown" in name else "nobody answers")
        finally:
            line.close()
    if hosts:
        raise BadSetting(
            f"no master of Spark is at {master}: {tried[0]}; mend --master, or start the master (docs/cluster.md)"
        )
