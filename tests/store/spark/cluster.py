"""A real Spark cluster for the tests: one master and two workers on this machine, reached by 127.0.0.1 alone."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from smoulder.records.cluster import Cluster

ADDRESS = "127.0.0.1"
Found = TypeVar("Found")
DEPLOY = "org.apache.spark.deploy"
QUIET = """\
rootLogger.level = warn
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n
"""
SMALL = {
    "spark.driver.memory": "1g",
    "spark.executor.memory": "700m",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
}
"""What suits two workers of one core: the usual 200 parts of a shuffle would take most of a test's time."""
END_ALL = 'while read -r one; do all="$all $one"; done; for one in $all; do pkill -KILL -s "$one"; done; rm -rf "$0"'
"""Ends each session whose number it was told, and removes the folder, once whoever tells has gone in whatever way."""


def why_none() -> str:
    """Why no cluster can be had here, '' where one can."""
    if find_spec("pyspark") is None:
        return "needs Spark: pip install 'smoulder[spark]'"
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        return "needs Java 17 or later: apt install openjdk-17-jre-headless"
    if not shutil.which("pkill"):
        return "needs pkill: apt install procps"
    return ""


class StandaloneCluster:
    """A master and workers of one core each, every one in a process session of its own.

    master:  the address that `--master` takes.
    folder:  for whatever its tests write, seen by all workers.
    workers: their processes; the number of each is that of its session.
    """

    def __init__(self, workers: int = 2) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="smoulder-spark-"))
        (self.folder / "conf").mkdir()
        (self.folder / "conf" / "log4j2.properties").write_text(QUIET)
        self._watch = subprocess.Popen(
            ["sh", "-c", END_ALL, str(self.folder)], stdin=subprocess.PIPE, start_new_session=True
        )
        atexit.register(self.stop)
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self._page = free_port()
        ports = ["--port", "0", "--webui-port", str(self._page)]
        self._start("master", [f"{DEPLOY}.master.Master", "--host", ADDRESS, *ports])
        self.master: str = until(lambda: self._ask().get("url", ""), "the master answers", self._log)
        for _ in range(workers):
            self._add()
        self._settle()

    def cluster(self, **conf: str) -> Cluster:
        """The cluster as commands and engines take it; a setting 'spark__ui__port' stands for spark.ui.port."""
        more = {name.replace("__", "."): value for name, value in conf.items()}
        return Cluster(self.master, tuple(sorted((SMALL | more).items())))

    def count(self) -> int:
        """How many workers the master can give work."""
        return sum(one["state"] == "ALIVE" for one in self._ask().get("workers", ()))

    def executors(self) -> int:
        """How many cores are at work for applications now, which is how many executors there are."""
        return sum(int(one["coresused"]) for one in self._ask()["workers"] if one["state"] == "ALIVE")

    def start_worker(self) -> None:
        """Start one more worker, and wait until the master knows it."""
        self._add()
        self._settle()

    def kill_worker(self, number: int = 0) -> None:
        """Kill a worker with its executors and their Pythons at once, as a machine's loss of power would."""
        process = self.workers.pop(number)
        subprocess.run(["pkill", "-KILL", "-s", str(process.pid)], check=False)
        process.wait(timeout=20)
        until(lambda: not alive(process.pid), "the killed ones are gone")
        self._settle()

    def stop(self) -> None:
        """End everything and remove the folder."""
        atexit.unregister(self.stop)
        if self._watch.stdin is not None:
            self._watch.stdin.close()
        self._watch.wait(timeout=20)
        for one in self._processes:
            one.wait(timeout=20)

    def _add(self) -> None:
        name = f"worker{len(self._processes)}"
        own = ["--host", ADDRESS, "--port", "0", "--webui-port", "0", "--cores", "1", "--memory", "1g"]
        kind = f"{DEPLOY}.worker.Worker"
        work = ["--work-dir", str(self.folder / name)]
        self.workers.append(self._start(name, [kind, *own, *work, self.master]))

    def _start(self, name: str, command: list[str]) -> subprocess.Popen[bytes]:
        home = Path(str(find_spec("pyspark").origin)).parent  # type: ignore[union-attr]  # why_none saw to it
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [str(home / "bin" / "spark-class"), *command],
                env=os.environ | _surroundings(home, self.folder),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes.append(process)
        assert self._watch.stdin is not None
        self._watch.stdin.write(b"%d\n" % process.pid)
        self._watch.stdin.flush()
        return process

    def _settle(self) -> None:
        wanted = len(self.workers)
        until(lambda: self.count() == wanted, f"the master has {wanted} workers", self._log)

    def _ask(self) -> dict[str, Any]:  # Any: the master's page
        return ask(f"http://{ADDRESS}:{self._page}/json/") or {}

    def _log(self) -> str:
        return "\n".join(one.read_text(errors="replace")[-2000:] for one in sorted(self.folder.glob("*.log")))


def smoulder(*words: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Start the command in a process of its own, with the Python of the tests; it ends with `communicate`."""
    start = "from smoulder.cli.main import run; run()"
    return subprocess.Popen(
        [sys.executable, "-c", start, *words],
        env=os.environ | {"NO_COLOR": "1", "SPARK_LOCAL_IP": ADDRESS} | dict(environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def settings(file: Path, cluster: Cluster | None, **more: str) -> Path:
    """Write a settings file that names a cluster and what Spark is to be set to."""
    lines = ["[engine]", f'engine = "{"spark" if cluster else "duckdb"}"']
    if cluster is not None:
        lines += [f'master = "{cluster.master}"', "[spark]"]
        lines += [f'"{name}" = "{value}"' for name, value in (dict(cluster.conf) | more).items()]
    file.write_text("\n".join(lines) + "\n")
    return file


def alive(session: int) -> list[str]:
    """The processes of a session that still run."""
    listed = subprocess.run(["ps", "-A", "-o", "sess=,stat=,pid="], capture_output=True, text=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [pid for own, state, pid in rows if own == str(session) and not state.startswith("Z")]


def ask(address: str) -> Any:  # Any: whatever the page says
    """What a page says in JSON, None where nobody answers; no proxy is asked."""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=5) as page:
            return json.load(page)
    except (OSError, ValueError):
        return None


def until(
    found: Callable[[], Found], what: str, log: Callable[[], str] = str, seconds: float = 60.0
) -> Found:
    """What is found, as soon as it is anything but empty.

    raises: TimeoutError with the last words of the log.
    """
    end = time.monotonic() + seconds
    while not (one := found()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:.0f} s until {what}\n{log()}")
        time.sleep(0.05)
    return one


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as one:
        one.bind((ADDRESS, 0))
        return int(one.getsockname()[1])


def _surroundings(home: Path, folder: Path) -> dict[str, str]:
    quiet = "-Dspark.master.rest.enabled=false -Dspark.port.maxRetries=0 -XX:+UseSerialGC"
    return {
        "SPARK_HOME": str(home),
        "SPARK_CONF_DIR": str(folder / "conf"),
        "SPARK_LOCAL_IP": ADDRESS,
        "SPARK_LOCAL_DIRS": str(folder / "scratch"),
        "SPARK_LOG_DIR": str(folder),
        "SPARK_NO_DAEMONIZE": "1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": quiet,
    }
