"""Whether work on Spark can begin here: the gate before a long start fails with a long trace."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

from smoulder.records.errors import MissingExtra

PARTS = ("pyspark", "pyarrow", "sqlglot")
"""What the extra brings; looked for and not imported, which would take a second."""
JAVA = (
    "Spark needs Java 17 or later, {}; install one (Debian: apt install openjdk-17-jre-headless), "
    "or set JAVA_HOME to the folder of one"
)


def check_installed() -> None:
    """raises: MissingExtra with the install line, where the extra is not whole."""
    missing = [name for name in PARTS if not _found(name)]
    if missing:
        raise MissingExtra(f"Work on Spark needs {' and '.join(missing)}. Run: pip install 'smoulder[spark]'")


def check_java() -> None:
    """raises: MissingExtra where there is no Java; whether it is new enough, Spark says when it starts."""
    # Spark takes the one of JAVA_HOME before that of the path
    if not shutil.which(os.path.expandvars("$JAVA_HOME/bin/java")) and not shutil.which("java"):
        raise MissingExtra(JAVA.format("and there is none here"))


def _found(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ImportError:
        return False
