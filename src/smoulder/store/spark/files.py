"""Small files behind an address, through the file systems that Spark knows: HDFS, object stores and others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from smoulder.records.errors import BadStore

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PUT_WHOLE = frozenset({"s3a", "s3", "s3n", "gs", "oss", "cosn", "obs"})
"""Object stores in which a file is seen only when all of it is there, so that writing it over is a swap. In other
file systems a draft takes the file's name, which is one step there and several in these."""


class HadoopFiles:
    """The files of one folder; names are paths below it."""

    def __init__(self, place: str, spark: SparkSession) -> None:
        self._place, self._jvm = place.rstrip("/"), _java(spark)
        with told(place):
            self._conf = spark._jsparkSession.sessionState().newHadoopConf()
            self._system = self._path("").getFileSystem(self._conf)

    def read(self, name: str) -> str | None:
        """The text of a file, None where there is none."""
        try:
            with told(self._place):
                stream = self._system.open(self._path(name))
                try:
                    return str(self._jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
                finally:
                    stream.close()
        except FileNotFoundError:
            return None

    def create(self, name: str, text: str) -> bool:
        """Write a file that is not there yet; False where somebody else has done so."""
        try:
            with told(self._place):
                self._write(name, text, overwrite=False)
        except FileExistsError:
            return False
        return True

    def write(self, name: str, text: str) -> None:
        """Write a file over, which others may see half written."""
        with told(self._place):
            self._write(name, text, overwrite=True)

    def swap(self, name: str, text: str) -> None:
        """Write a file over: readers see the old text or the new one, whole."""
        with told(self._place):
            if urlsplit(self._place).scheme in PUT_WHOLE:
                self._write(name, text, overwrite=True)
                return
            draft = f".{name}.draft"
            self._write(draft, text, overwrite=True)
            fs = self._jvm.org.apache.hadoop.fs
            context = fs.FileContext.getFileContext(self._path("").toUri(), self._conf)
            how = self._jvm.java.lang.reflect.Array.newInstance(fs.Options.Rename.OVERWRITE.getClass(), 1)
            how[0] = fs.Options.Rename.OVERWRITE
            context.rename(self._path(draft), self._path(name), how)

    def names(self, part: str) -> list[str]:
        """What lies in a folder, hidden files left out; nothing where it is not there."""
        with told(self._place):
            if not self._system.exists(self._path(part)):
                return []
            found = [str(one.getPath().getName()) for one in self._system.listStatus(self._path(part))]
        return sorted(one for one in found if not one.startswith("."))

    def remove(self, name: str) -> None:
        """Remove a file, or a folder with all that is in it, where it is there."""
        with told(self._place):
            self._system.delete(self._path(name), True)

    def _write(self, name: str, text: str, overwrite: bool) -> None:
        stream = self._system.create(self._path(name), overwrite)
        try:
            stream.write(bytearray(text.encode("utf-8")))
            if stream.hasCapability("hsync"):
                stream.hsync()
        finally:
            stream.close()

    def _path(self, name: str) -> Any:  # Any: of the JVM
        return self._jvm.org.apache.hadoop.fs.Path(f"{self._place}/{name}" if name else f"{self._place}/")


@contextmanager
def told(place: str) -> Iterator[None]:
    """What Java says in one line.

    raises: FileExistsError where a file is there already, FileNotFoundError where it is not, else BadStore.
    """
    from py4j.protocol import Py4JError, Py4JJavaError

    try:
        yield
    except Py4JJavaError as reason:
        java = reason.java_exception
        name, first = java.getClass().getSimpleName(), str(java.getMessage() or "").splitlines()[:1]
        if name == "FileAlreadyExistsException":
            raise FileExistsError(place) from reason
        if name == "FileNotFoundException":
            raise FileNotFoundError(place) from reason
        why = ": ".join([name, *first])
        raise BadStore(
            f"{place} cannot be worked with ({why}); check the address, that its server answers, and that Spark has "
            "the package and the keys for it"
        ) from reason
    except Py4JError as reason:
        raise BadStore(f"{place} cannot be worked with: Spark has ended; start the command again") from reason


def _java(spark: SparkSession) -> Any:  # Any: the JVM has no types here
    return spark.sparkContext._jvm
