"""A folder of events behind an address, of which Spark's own file systems know how to open it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from smoulder.records.cluster import Cluster
from smoulder.store.events_folder import MANIFEST
from smoulder.store.spark.files import HadoopFiles
from smoulder.store.spark.folder_lock import FolderLock
from smoulder.store.spark.session import spark_session


class SparkFolder:
    """A folder by its address (contract: `store.events_folder.EventFolder`)."""

    def __init__(self, place: str, cluster: Cluster) -> None:
        self.place = place.rstrip("/")
        spark = spark_session(cluster)
        self._files = HadoopFiles(self.place, spark)
        self._lock = FolderLock(self._files, self.place, spark)

    def manifest(self) -> str | None:
        return self._files.read(MANIFEST)

    def swap_manifest(self, text: str) -> None:
        self._lock.check()
        self._files.swap(MANIFEST, text)

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._lock.held():
            yield

    def names(self, part: str) -> list[str]:
        return self._files.names(part)

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            self._files.remove(name)

    def settle(self, names: Iterable[str]) -> None:
        """Nothing: these file systems have a file safe once it is closed."""
