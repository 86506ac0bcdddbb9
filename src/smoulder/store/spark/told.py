"""What goes wrong on a cluster, said so that a tired analyst knows what to do next.

Spark's own errors are pages of Java. Those with a cure at hand are told in one line; any other keeps its pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from smoulder.records.errors import ClusterFailed

MORE = "(docs/cluster.md)"
CURES: tuple[tuple[str, str], ...] = (
    (
        r"No module named '(?P<what>smoulder|pyarrow|pandas|pyspark|spacy)",
        "the Python of a worker has no {what}; install the same version on each machine with pip install "
        "'smoulder[spark]', and name that Python with \"spark.pyspark.python\" in [spark] of the settings",
    ),
    (
        r'Cannot run program "(?P<what>[^"]+)"',
        'a worker has no Python at {what}; name one that all machines have with "spark.pyspark.python" in [spark] '
        "of the settings",
    ),
    (
        r"PYTHON_VERSION_MISMATCH|different version.{0,40}than that in driver",
        "the workers' Python is of another version than this one; install the same on each machine, or name it "
        'with "spark.pyspark.python" in [spark] of the settings',
    ),
    (
        r"Class org\.apache\.hadoop\.fs\S* not found|No FileSystem for scheme|UnsupportedFileSystemException",
        'Spark cannot open addresses of this kind yet; name the package for them with "spark.jars.packages" in '
        "[spark] of the settings, such as org.apache.hadoop:hadoop-aws for s3a://",
    ),
    (
        r"reading file (?:file:)?(?P<what>/\S+?)\. Could not read footer"
        r"|FILE_NOT_EXIST\].{0,60} file (?P<file>\S+?)\.\s"
        r"|FileNotFoundException: (?:File )?(?:file:)?(?P<found>/[^\s:]+)",
        "a worker of the cluster cannot open {what}; events and reports must lie in a folder that all machines see "
        "under the same path and may read, or behind an address such as s3a://",
    ),
    (
        r"is bigger than spark\.driver\.maxResultSize",
        'the answer is larger than this machine is set to take; raise "spark.driver.maxResultSize" in [spark] of '
        "the settings",
    ),
    (
        r"OutOfMemoryError|Java heap space|code 137|exceeding memory limits",
        'a worker ran out of memory, or was killed, again and again; raise "spark.executor.memory" in [spark] of '
        "the settings, or give each worker fewer cores",
    ),
    (
        r"Python worker exited unexpectedly",
        "the Python of a worker broke off again and again, as for want of memory; give each worker fewer cores, "
        "and see the worker's log",
    ),
    (
        r"ExecutorLostFailure",
        "workers were lost again and again in the same piece of work; see their logs for why",
    ),
    (
        r"All masters are unresponsive|Master removed our application|stopped SparkContext|SparkContext was shut down",
        "the cluster ended the work: its master is gone or took the work off; see the master's page, and run again",
    ),
    (
        r"Connection refused|Answer from Java side is empty|Error while sending or receiving",
        'Spark\'s Java on this machine is gone, as for want of memory; raise "spark.driver.memory" in [spark] of '
        "the settings, and run again",
    ),
)
"""What stands in Spark's words, and what is said of it, in the order in which it is looked for."""


@contextmanager
def telling() -> Iterator[None]:
    """What is done with Spark inside fails in plain words.

    raises: ClusterFailed with the cure; Spark's own error where none is known.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException, ConnectionError) as reason:
        if words := cure(f"{type(reason).__name__}: {reason}"):
            raise ClusterFailed(words) from reason
        raise


def cure(said: str) -> str:
    """What to do about an error, '' where nothing is known.

    said: Spark's words.

    >>> cure("java.io.IOException: Cannot run program \\"/opt/python\\": error=2")[:35]
    'a worker has no Python at /opt/pyth'
    >>> cure("a thing nobody has seen")
    ''
    """
    for words, told in CURES:
        if found := re.search(words, said, re.DOTALL):
            what = next((one for one in found.groups() if one), "") if found.groups() else ""
            return f"{told.format(what=what)} {MORE}"
    return ""
