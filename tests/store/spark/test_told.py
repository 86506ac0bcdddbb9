"""What Spark says in pages becomes one line with a cure; what is not known keeps its pages."""

from __future__ import annotations

import pytest

from smoulder.records.errors import ClusterFailed
from smoulder.store.spark.told import cure, telling

SAID = {
    "PythonException: Traceback\n import smoulder\nModuleNotFoundError: No module named 'smoulder.store'": (
        "the Python of a worker has no smoulder; install"
    ),
    'IOException: Cannot run program "/opt/desk/python": error=2, No such file': (
        "a worker has no Python at /opt/desk/python"
    ),
    "[PYTHON_VERSION_MISMATCH] Python in worker has different version: 3.12 than that in driver: 3.11": (
        "the workers' Python is of another version"
    ),
    "java.lang.ClassNotFoundException: Class org.apache.hadoop.fs.s3a.S3AFileSystem not found": "hadoop-aws for s3a://",
    "[FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER] Encountered error while reading file file:/desk/a.parquet. Could not "
    "read footer. Please ensure": "a worker of the cluster cannot open /desk/a.parquet; events",
    "[FAILED_READ_FILE.FILE_NOT_EXIST] Encountered error while reading file file:///desk/b.parquet. File does not "
    "exist.": "cannot open file:///desk/b.parquet; events",
    "java.io.FileNotFoundException: File file:/desk/c.parquet does not exist": "cannot open /desk/c.parquet; events",
    "Total size of serialized results of 1 tasks (78.0 MiB) is bigger than spark.driver.maxResultSize": (
        'raise "spark.driver.maxResultSize"'
    ),
    "ExecutorLostFailure (executor 6 exited) Reason: Command exited with code 137": 'raise "spark.executor.memory"',
    "Python worker exited unexpectedly (crashed)": "give each worker fewer cores",
    "ExecutorLostFailure (executor 6 exited) Reason: worker lost": "workers were lost again and again",
    "IllegalStateException: Cannot call methods on a stopped SparkContext.": "the cluster ended the work",
    "Py4JNetworkError: Answer from Java side is empty": 'raise "spark.driver.memory"',
}


@pytest.mark.parametrize(("said", "told"), SAID.items(), ids=range(len(SAID)))
def test_each_known_trouble_has_one_line_with_its_cure(said: str, told: str) -> None:
    found = cure(said)
    assert told in found
    assert "\n" not in found
    assert found.endswith("(docs/cluster.md)")


def test_a_known_trouble_is_raised_as_one_line_and_any_other_as_it_was() -> None:
    pytest.importorskip("pyspark")
    with pytest.raises(ClusterFailed, match="Spark's Java on this machine is gone"), telling():
        raise ConnectionRefusedError(111, "Connection refused")
    with pytest.raises(KeyError), telling():
        raise KeyError("other")
    with pytest.raises(ConnectionError, match="unheard of"), telling():
        raise ConnectionError("unheard of")
